import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

/** Writes `lib/database/generated` from `prisma/schema`, without network. Throws with what Prisma said. */
export async function generateClient(): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve("prisma/package.json");
  const cli = path.join(path.dirname(manifest), "build", "index.js");
  const child = spawn(process.execPath, [cli, "generate"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      // Generating needs no engine; with any path given, Prisma does not look for one on the network.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  });
  let said = "";
  child.stdout.on("data", (text: Buffer) => (said += text.toString()));
  child.stderr.on("data", (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Error(`prisma generate failed:\n${said.trim()}`);
}
