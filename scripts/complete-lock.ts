import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";

const Entry = z.looseObject({ version: z.string().optional(), optionalDependencies: z.record(z.string(), z.string()).optional() });
const Lock = z.looseObject({ packages: z.record(z.string(), Entry) });
export type Lock = z.infer<typeof Lock>;

const systems = ["android", "darwin", "freebsd", "linux", "win32"];
const processors = ["arm64", "arm", "x64", "ia32", "riscv64", "ppc64", "s390x", "loong64", "wasm32"];

function platformOf(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } {
  const parts = name.split("/").at(-1)?.split("-") ?? [];
  const os = systems.find((system) => parts.includes(system));
  const cpu = processors.find((processor) => parts.includes(processor));
  const libc = parts.includes("musl") ? "musl" : parts.includes("gnu") ? "glibc" : undefined;
  return { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}) };
}

/** The optional packages that some entry asks for in an exact version and that the lock does not have, with the entry each needs. */
export function missingOptional(lock: Lock): Map<string, { version: string }> {
  const missing = new Map<string, { version: string }>();
  for (const entry of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const exact = /^\^?(\d+\.\d+\.\d+\S*)$/.exec(version)?.[1];
      const known = Object.keys(lock.packages).some((place) => place === `node_modules/${name}` || place.endsWith(`/node_modules/${name}`));
      if (known || exact === undefined) continue;
      missing.set(`node_modules/${name}`, { version: exact, optional: true, ...platformOf(name) } as { version: string });
    }
  }
  return missing;
}

export const readLock = async (file: string): Promise<Lock> => Lock.parse(JSON.parse(await readFile(file, "utf8")));

/**
 * npm leaves binaries of other platforms out of the lock when the registry it asked has no copy of them; `npm ci` then refuses the lock everywhere.
 * This puts them back: their names, versions and platforms follow from the packages that want them.
 */
export async function completeLock(file = "package-lock.json"): Promise<number> {
  const lock = await readLock(file);
  const missing = missingOptional(lock);
  const packages = Object.fromEntries(Object.entries({ ...lock.packages, ...Object.fromEntries(missing) }).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  await writeFile(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  return missing.size;
}

if (process.argv[1]?.endsWith("complete-lock.ts")) console.log(`${await completeLock()} entries of other platforms put back.`);
