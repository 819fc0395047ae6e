import { BackupError } from "@/lib/backup/manifest";
import { ConfigError } from "@/lib/config/config";
import { DatabaseStartError, DataFolderError } from "@/lib/database/errors";
import { ListenError } from "../server/listen";

const PLAIN = [ConfigError, DatabaseStartError, DataFolderError, ListenError, BackupError];

/** The sentence for a failure that a person can do something about; undefined for a fault of the program. */
export function sentenceFor(error: unknown): string | undefined {
  return error instanceof Error && PLAIN.some((kind) => error instanceof kind) ? error.message : undefined;
}

/**
 * Runs a command to its end and ends the process: a returned text is a complaint, which goes to standard error with exit code 1, and so
 * does what is thrown.
 */
export async function runCommand(command: () => Promise<string | undefined>): Promise<void> {
  let complaint: unknown;
  try {
    complaint = await command();
  } catch (error) {
    complaint = sentenceFor(error) ?? error;
  }
  if (complaint !== undefined) console.error(complaint);
  // The schema engine leaves a timer of ten seconds behind; nothing that matters is open any more.
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write("", resolve))));
  process.exit(complaint === undefined ? 0 : 1);
}
