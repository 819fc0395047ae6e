import "../server/production";
import { runCommand } from "./command";
import { ensureBuilt } from "./ensure-built";
import { progressPrinter } from "./progress";
import { runTool } from "./run-tool";

const benches = ["main", "audit", "search", "watermark", "trace", "corpus", "publishing", "packet"] as const;
const chosen = "--of=";

await runCommand(async () => {
  const words = process.argv.slice(2);
  const wanted = words.find((word) => word.startsWith(chosen))?.slice(chosen.length) ?? "main";
  const bench = benches.find((name) => name === wanted);
  if (!bench) return `There is no bench ${wanted}. There are: ${benches.join(", ")}.`;
  await ensureBuilt(progressPrinter());
  return (await runTool("tsx", "dist/cli.mjs", [`bench/${bench}.ts`, ...words.filter((word) => !word.startsWith(chosen))])) === 0 ? undefined : "The measurement failed.";
});
