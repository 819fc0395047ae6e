import "../server/production";
import { runCommand } from "./command";
import { ensureBuilt } from "./ensure-built";
import { progressPrinter } from "./progress";
import { runTool } from "./run-tool";

await runCommand(async () => {
  await ensureBuilt(progressPrinter());
  return (await runTool("tsx", "dist/cli.mjs", ["bench/main.ts", ...process.argv.slice(2)])) === 0 ? undefined : "The measurement failed.";
});
