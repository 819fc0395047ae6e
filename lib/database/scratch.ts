import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseConnection } from "./connection";
import { startEmbedded } from "./embedded";

/** Runs `use` with an empty database, as its owner, that nobody else has and that is gone afterwards. */
export async function withScratchDatabase<T>(use: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "muniment-scratch-"));
  const embedded = await startEmbedded({ dataDir, durable: false });
  try {
    return await use(embedded.owner);
  } finally {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
