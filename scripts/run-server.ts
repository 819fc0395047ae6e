import { sentenceFor } from "./command";

/** Runs what starts a server and returns while it serves. A failure becomes a sentence (or a stack, for a fault) and exit code 1. */
export async function runServer(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    console.error(sentenceFor(error) ?? error);
    process.exit(1);
  }
}
