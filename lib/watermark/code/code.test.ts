import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCodes, type Raster } from "../trace/read-codes";
import { copyIdentifier, idOfCopyIdentifier, instanceId, instanceIdLength } from "./copy-identifier";
import { dataMatrix, matrixSide } from "./data-matrix";
import { bitsOfId, checkCharacter, idAlphabet, idLength, idOfBits, idOfCode, typedId } from "./download-code";

const downloadId = fc.stringMatching(new RegExp(`^[${idAlphabet}]{${idLength}}$`));

function picture(modules: readonly (readonly boolean[])[], scale: number): Raster {
  const side = (matrixSide + 4) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (!modules[Math.floor(y / scale) - 2]?.[Math.floor(x / scale) - 2]) continue;
      data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { data, width: side, height: side };
}

describe("the code in the margin", () => {
  it("is read back by an independent reader, whatever the id", async () => {
    await fc.assert(
      fc.asyncProperty(downloadId, async (id) => {
        expect(await readCodes(picture(dataMatrix(id), 4))).toEqual([id]);
      }),
      { numRuns: 60 },
    );
  });

  it("tells an id with any one character wrong from the right one", () => {
    fc.assert(
      fc.property(downloadId, fc.nat(idLength - 2), fc.nat(31), (id, place, other) => {
        const code = `${id}${checkCharacter(id)}`;
        expect(idOfCode(code)).toBe(id);
        const wrong = `${code.slice(0, place)}${idAlphabet.charAt(other)}${code.slice(place + 1)}`;
        if (wrong !== code) expect(idOfCode(wrong)).toBeUndefined();
      }),
    );
  });
});

describe("an id", () => {
  it("is read as people type it", () => {
    expect(typedId(" 7k3m9qx-2rt5w8z ")).toBe("7K3M9QX2RT5W8Z");
    expect(typedId("OIL0000000000Z")).toBe("0110000000000Z");
    expect(typedId("7K3M9QX2RT5W8")).toBeUndefined();
    expect(typedId("7K3M9QX2RT5W8U")).toBeUndefined();
  });

  it("survives its bits, and its copy identifier, which nothing else is taken for", () => {
    fc.assert(
      fc.property(downloadId, fc.nat(127), (id, bit) => {
        expect(idOfBits(bitsOfId(id))).toBe(id);
        const bytes = copyIdentifier(id);
        expect(idOfCopyIdentifier(bytes)).toBe(id);
        expect(instanceId(id)).toMatch(/^uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(instanceId(id)).toHaveLength(instanceIdLength);
        bytes.writeUInt8((bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
        expect(idOfCopyIdentifier(bytes)).toBeUndefined();
      }),
    );
  });
});
