import { checkLog } from "@/lib/audit/log/check-log";
import { config } from "@/lib/config/config";
import { rawPool } from "@/lib/database/client";
import { withDatabase } from "@/lib/database/run";
import { runCommand } from "./command";

const count = (value: number): string => value.toLocaleString("en");

await runCommand(async () => {
  const begun = performance.now();
  const result = await withDatabase(() => checkLog(rawPool(), config().dataDir, (events) => process.stderr.isTTY && process.stderr.write(`\r${count(events)} events`)));
  if (process.stderr.isTTY) process.stderr.write("\r");
  console.log(`Checked ${count(result.events)} events, ${count(result.tiles)} tiles and ${count(result.checkpoints)} checkpoints in ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
  if (result.erased > 0) console.log(`${count(result.erased)} of the events have erased fields; their commitments hold.`);
  for (const { eventId, at, events } of result.removed) console.log(`${count(events)} events were removed by retention on ${at.toISOString().slice(0, 10)}, as recorded in event ${eventId}; their places in the log hold.`);
  if (result.findings.length === 0) {
    console.log(result.removed.length > 0 ? "Everything holds: no event was changed, added or put in another place, none is missing but those, and all checkpoints fit." : "Everything holds: no event was changed, removed, added or put in another place, and all checkpoints fit.");
    return undefined;
  }
  return `The trail does not hold:\n${result.findings.map((finding) => `  - ${finding}`).join("\n")}`;
});
