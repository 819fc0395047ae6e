import { runCommand } from "./command";
import { ensureBuilt } from "./ensure-built";
import { progressPrinter } from "./progress";

await runCommand(async () => {
  const progress = progressPrinter();
  await ensureBuilt(progress, { force: process.argv.includes("--force") });
  progress("Built");
  return undefined;
});
