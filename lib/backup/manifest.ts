import { z } from "zod";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What `manifest.json` of a backup says. Written last: a folder without it is no backup. */
export const Manifest = z.object({
  format: z.literal(1),
  /** ISO date-time of the snapshot: everything committed before is in the backup, nothing after. */
  takenAt: z.iso.datetime(),
  /** Applied migrations, with the checksums of their texts: a backup goes back into the same tables. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string().regex(/^[a-z_]+$/), rows: z.int().nonnegative(), sha256: Sha256 })),
  /** Where the counters of generated numbers go on. */
  sequences: z.array(z.object({ name: z.string().regex(/^[a-z_]+$/), last: z.string().regex(/^\d+$/) })),
  documents: z.object({ count: z.int().nonnegative(), bytes: z.int().nonnegative() }),
  /** Whether the master key is in it, or is kept elsewhere. */
  masterKey: z.boolean(),
});
export type Manifest = z.infer<typeof Manifest>;

/** A backup cannot be written or cannot be put back; the message says what to do. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
