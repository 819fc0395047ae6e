import { confirmLog } from "@/lib/audit/confirm-log";
import { checkLog } from "@/lib/audit/log/check-log";
import { forgetAdoption, readAdoption } from "@/lib/audit/log/signer-memory";
import { config } from "@/lib/config/config";
import { rawPool } from "@/lib/database/client";
import { withDatabase } from "@/lib/database/run";
import { systemCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { runCommand } from "./command";
import { takeArguments } from "./take-arguments";

const USAGE = `Checks the whole trail, also while the portal runs.

  npm run verify-trail
  npm run verify-trail -- --confirm   Besides, when everything holds: says that you have compared the checkpoint which a signer
                                      without a memory began with. That is recorded.
`;
const count = (value: number): string => value.toLocaleString("en");

await runCommand(async () => {
  const taken = takeArguments(USAGE, { confirm: { type: "boolean" } }, ({ positionals }) => (positionals.length > 0 ? "This takes no names." : undefined));
  if ("end" in taken) return taken.end;
  return withDatabase(async () => {
    const begun = performance.now();
    const result = await checkLog(rawPool(), config().dataDir, (events) => process.stderr.isTTY && process.stderr.write(`\r${count(events)} events`));
    if (process.stderr.isTTY) process.stderr.write("\r");
    console.log(`Checked ${count(result.events)} events, ${count(result.tiles)} tiles and ${count(result.checkpoints)} checkpoints in ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
    if (result.erased > 0) console.log(`${count(result.erased)} of the events have erased fields; their commitments hold, and later events say that they were erased.`);
    for (const { eventId, at, events } of result.removed) console.log(`${count(events)} events were removed by retention on ${at.toISOString().slice(0, 10)}, as recorded in event ${eventId}; their places in the log hold.`);
    for (const what of result.unchecked) console.log(`Not checked: ${what}`);
    if (result.findings.length > 0) return `The trail does not hold:\n${result.findings.map((finding) => `  - ${finding}`).join("\n")}`;
    const all = result.unchecked.length > 0 ? "What was checked holds" : "Everything holds";
    console.log(result.removed.length > 0 ? `${all}: no event was changed, added or put in another place, none is missing but those, and all checkpoints fit.` : `${all}: no event was changed, removed, added or put in another place, and all checkpoints fit.`);

    const adoption = readAdoption(config().dataDir);
    if (!adoption) return undefined;
    const { size, root, signedAt } = adoption;
    if (!taken.given.values.confirm) {
      console.log(`The signer had no memory and began with a checkpoint of ${count(size)} events, signed ${signedAt} (root ${root}). Compare that with one that somebody else has kept; then run this with --confirm.`);
      return undefined;
    }
    await perform(systemCaller("verify-trail"), confirmLog, { size, root, signedAt });
    forgetAdoption(config().dataDir);
    console.log(`Recorded: the checkpoint of ${count(size)} events, signed ${signedAt}, was compared.`);
    return undefined;
  });
});
