import { runCommand } from "./command";
import { ensureClient } from "./ensure-built";
import { runTool } from "./run-tool";

await runCommand(async () => {
  await ensureClient();
  return (await runTool("typescript", "bin/tsc", ["--noEmit", "-p", "tsconfig.json"])) === 0 ? undefined : "The types do not agree.";
});
