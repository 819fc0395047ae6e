import path from "node:path";
import { runCommand } from "./command";
import { ensureClient } from "./ensure-built";
import { progressPrinter } from "./progress";

const USAGE = `Writes a backup of this installation into a new folder, also while the portal runs.

  npm run backup -- /backups/2026-11-22
  npm run backup -- /backups/2026-11-22 --without-key

The folder then holds all tables as one moment saw them, all documents, and the master key: keep it as safe as the installation itself, or
leave the key out and keep it (keys/master.key in DATA_DIR) in other hands.
It is put back with: npm run restore -- /backups/2026-11-22
`;

await runCommand(async () => {
  const withKey = !process.argv.includes("--without-key");
  const [folder, ...rest] = process.argv.slice(2).filter((argument) => argument !== "--without-key");
  if (folder === undefined || rest.length > 0 || folder.startsWith("-")) {
    console.log(USAGE);
    return folder === "--help" || folder === "-h" ? undefined : "Name one new folder.";
  }
  await ensureClient();
  const [{ withDatabase, ownerOf }, { config }, { perform }, { systemCaller }, { takeBackup }, { writeBackup }] = await Promise.all([
    import("@/lib/database/run"),
    import("@/lib/config/config"),
    import("@/lib/operations/perform"),
    import("@/lib/operations/caller"),
    import("@/lib/backup/take-backup"),
    import("@/lib/backup/write-backup"),
  ]);
  const to = path.resolve(folder);
  const manifest = await withDatabase(async () => {
    await perform(systemCaller("backup"), takeBackup, { folder: to });
    return writeBackup({ connection: await ownerOf(config()), dataDir: config().dataDir }, to, { withKey, progress: progressPrinter() });
  });
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`\n${rows.toLocaleString("en")} rows of ${manifest.tables.length} tables and ${manifest.documents.count.toLocaleString("en")} documents as of ${manifest.takenAt}, in ${to}.`);
  console.log(manifest.masterKey ? "The master key is in it: whoever has this folder has everything." : "The master key is not in it: without it the backup cannot be used.");
  return undefined;
});
