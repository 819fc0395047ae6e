import { expect, test } from "vitest";
import { takesBrotli } from "./static-files";

test("compressed files are for browsers that say that they take them, and for no other", () => {
  for (const yes of ["br", "gzip, deflate, br, zstd", "gzip;q=0.5, br;q=1.0", "BR", "br ; q=0.1, gzip"]) expect(takesBrotli(yes), yes).toBe(true);
  for (const no of [undefined, "", "gzip", "brotli", "br;q=0", "br; q=0.0, gzip", "gzip, *", "abr"]) expect(takesBrotli(no), String(no)).toBe(false);
});
