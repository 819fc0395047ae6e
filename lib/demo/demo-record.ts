import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { config } from "@/lib/config/config";

/** What the demo prints about its people. Kept in the data folder, readable by its owner alone; the real thing keeps no such file. */
export const DemoRecord = z.object({
  loadedAt: z.iso.datetime(),
  complete: z.boolean(),
  password: z.string(),
  people: z.array(z.object({ slug: z.string(), name: z.string(), email: z.string(), role: z.string(), secret: z.string() })),
});
export type DemoRecord = z.infer<typeof DemoRecord>;

const file = (): string => path.join(config().dataDir, "demo.json");

export async function readDemoRecord(): Promise<DemoRecord | null> {
  const text = await readFile(file(), "utf8").catch(() => null);
  return text === null ? null : DemoRecord.parse(JSON.parse(text));
}

export async function writeDemoRecord(record: DemoRecord): Promise<void> {
  await mkdir(path.dirname(file()), { recursive: true, mode: 0o700 });
  await writeFile(`${file()}.draft`, JSON.stringify(record, null, 2), { mode: 0o600 });
  await rename(`${file()}.draft`, file());
}
