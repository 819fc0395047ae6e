import path from "node:path";
import { runCommand } from "./command";
import { ensureClient } from "./ensure-built";
import { progressPrinter } from "./progress";

const USAGE = `Puts a backup into a new installation: an empty data folder, or an empty database of your own. The portal must not run.

  DATA_DIR=/srv/muniment npm run restore -- /backups/2026-11-22

Afterwards the whole trail is checked. What happened after the backup was taken is gone, and the trail says when it was restored.
All sessions and links end, and messages that waited are held in the outbox: since the backup they may have been ended, or sent.
`;

await runCommand(async () => {
  const [folder, ...rest] = process.argv.slice(2);
  if (folder === undefined || rest.length > 0 || folder.startsWith("-")) {
    console.log(USAGE);
    return folder === "--help" || folder === "-h" ? undefined : "Name the folder of one backup.";
  }
  await ensureClient();
  const [{ withDatabase, ownerOf }, { config }, { rawPool }, { perform }, { systemCaller }, { recordRestore }, { restoreBackup }, { checkLog }, { sequence }, { beginMemory }] = await Promise.all([
    import("@/lib/database/run"),
    import("@/lib/config/config"),
    import("@/lib/database/client"),
    import("@/lib/operations/perform"),
    import("@/lib/operations/caller"),
    import("@/lib/backup/record-restore"),
    import("@/lib/backup/restore-backup"),
    import("@/lib/audit/log/check-log"),
    import("@/lib/audit/log/sequencer"),
    import("@/lib/audit/log/signer"),
  ]);
  const progress = progressPrinter();
  return withDatabase(async () => {
    const manifest = await restoreBackup({ connection: await ownerOf(config()), dataDir: config().dataDir }, path.resolve(folder), progress);
    const events = manifest.tables.find(({ name }) => name === "audit_event")?.rows ?? 0;
    await perform(systemCaller("backup"), recordRestore, { takenAt: manifest.takenAt, events, ...manifest.settled });
    progress("Checking the trail");
    // What the log had not taken when the backup was, and the restore itself.
    await sequence(rawPool());
    const { findings, checkpoints } = await checkLog(rawPool(), config().dataDir);
    console.log(`\nRestored as of ${manifest.takenAt}: ${events.toLocaleString("en")} events, ${manifest.documents.count.toLocaleString("en")} documents.`);
    if (findings.length > 0) return `The trail does not hold:\n${findings.map((finding) => `  - ${finding}`).join("\n")}`;
    await beginMemory(rawPool(), config().dataDir);
    const { sessions, links, held } = manifest.settled;
    console.log(`Ended: ${sessions.toLocaleString("en")} sessions, ${links.toLocaleString("en")} links. Everybody signs in anew.`);
    if (held > 0) console.log(`Held: ${held.toLocaleString("en")} messages that may have been sent since. See them on the outbox page, under "Given up", and try again what was not sent.`);
    console.log(`The trail holds, up to ${checkpoints.toLocaleString("en")} checkpoints. Start the portal: npm start`);
    return undefined;
  });
});
