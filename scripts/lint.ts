import { runCommand } from "./command";
import { ensureClient } from "./ensure-built";
import { runTool } from "./run-tool";

await runCommand(async () => {
  await ensureClient();
  const style = await runTool("eslint", "bin/eslint.js", [".", "--max-warnings=0"]);
  const imports = await runTool("dependency-cruiser", "bin/dependency-cruiser.mjs", ["--config", ".dependency-cruiser.cjs", "app", "components", "lib", "server", "scripts"]);
  return style === 0 && imports === 0 ? undefined : "The rules of the house are broken.";
});
