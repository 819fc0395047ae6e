import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { idOfCode } from "../code/download-code";

/** Eight bits each of red, green, blue and alpha, rows from the top. */
export type Raster = { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number };

let ready: Promise<unknown> | undefined;

/** The reader's program comes from the installed package: it would fetch it from elsewhere by itself. */
function prepareReader(): Promise<unknown> {
  ready ??= (async () => {
    const packages = createRequire(join(/* turbopackIgnore: true */ process.cwd(), "package.json"));
    const wasm = await readFile(packages.resolve("zxing-wasm/reader/zxing_reader.wasm"));
    const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  })();
  return ready;
}

/** The download ids in the margin codes of a picture; other codes in it are passed over. */
export async function readCodes(picture: Raster): Promise<string[]> {
  await prepareReader();
  const found = await readBarcodes(
    { ...picture, colorSpace: "srgb" },
    { formats: ["DataMatrix"], tryHarder: true, tryRotate: true, tryInvert: true, tryDownscale: true, maxNumberOfSymbols: 16 },
  );
  return [...new Set(found.flatMap(({ text, isValid }) => (isValid ? (idOfCode(text) ?? []) : [])))];
}
