import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

const smallest = 1024;

/** Puts a Brotli form (RFC 7932, strongest setting) beside each script and style of the build: done once here, it costs nothing when a page is opened. */
export async function compressStatic(folder = path.join(".next", "static")): Promise<void> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|css)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const bytes = await readFile(file);
      if (bytes.length >= smallest) await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
    }),
  );
}
