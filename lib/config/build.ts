import { readFileSync } from "node:fs";
import path from "node:path";

let known: string | undefined;

function read(...file: string[]): string | null {
  try {
    return readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), ...file), "utf8").trim();
  } catch {
    return null;
  }
}

/** Which build of the portal this is: its version, and the id of the pages that were built of it, `0.1.0+JcB2xkM0vPn4`. The version alone where no pages were built. */
export function buildName(): string {
  if (known !== undefined) return known;
  const manifest: unknown = JSON.parse(read("package.json") ?? "{}");
  const version = typeof manifest === "object" && manifest !== null && "version" in manifest && typeof manifest.version === "string" ? manifest.version : "unknown";
  const pages = read(".next", "BUILD_ID");
  known = pages === null ? version : `${version}+${pages}`;
  return known;
}
