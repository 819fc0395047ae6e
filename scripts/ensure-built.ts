import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { buildPalette } from "./build-palette";
import { compressStatic } from "./compress-static";
import { generateClient } from "./generate-client";
import { stampOf } from "./source-stamp";

type Progress = (step: string) => void;

async function differs(stampFile: string, made: string, stamp: string): Promise<boolean> {
  const [remembered, exists] = await Promise.all([readFile(stampFile, "utf8").catch(() => ""), readFile(made).then(Boolean, () => false)]);
  return !exists || remembered !== stamp;
}

/** Writes the database client when `prisma/schema` or Prisma changed since it was written last. */
export async function ensureClient(progress: Progress = () => undefined): Promise<void> {
  const stampFile = path.join("lib", "database", "generated", ".stamp");
  const stamp = await stampOf(process.cwd(), ["prisma/schema", "node_modules/prisma/package.json"]);
  if (!(await differs(stampFile, path.join("lib", "database", "generated", "client.ts"), stamp))) return;
  progress("Generating the database client");
  await generateClient();
  await writeFile(stampFile, stamp);
}

async function nextBuild(): Promise<void> {
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve("next/package.json")), "dist", "bin", "next");
  const child = spawn(process.execPath, [cli, "build"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  // A start that is broken off takes the build with it.
  const end = (): void => void child.kill();
  process.once("exit", end);
  let said = "";
  child.stdout.on("data", (text: Buffer) => (said += text.toString()));
  child.stderr.on("data", (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  process.off("exit", end);
  if (code !== 0) throw new Error(`The pages could not be built:\n${said.trim()}`);
}

/** Brings client and pages up to date with the sources; does nothing when they are. */
export async function ensureBuilt(progress: Progress = () => undefined, options: { force?: boolean } = {}): Promise<void> {
  await ensureClient(progress);
  const stampFile = path.join(".next", "sources.stamp");
  const stamp = await stampOf(process.cwd());
  if (!options.force && !(await differs(stampFile, path.join(".next", "BUILD_ID"), stamp))) return;
  progress("Building the pages (once; about half a minute)");
  await nextBuild();
  await mkdir(".next", { recursive: true });
  await buildPalette();
  await compressStatic();
  await writeFile(stampFile, stamp);
}
