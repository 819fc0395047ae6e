import "../server/production";
import { ensureBuilt, ensureClient } from "./ensure-built";
import { progressPrinter } from "./progress";
import { runServer } from "./run-server";

process.env["MUNIMENT_MODE"] ??= "demo";

await runServer(async () => {
  const progress = progressPrinter();
  const { config } = await import("@/lib/config/config");
  config();
  await ensureClient(progress);
  // The pages are built, in a process of their own, while the demo is loaded.
  const built = ensureBuilt(progress);
  built.catch(() => undefined);
  // Imported late: both need the generated client.
  const { startServer } = await import("../server/main");
  const { loadDemo } = await import("@/lib/demo/load-demo");
  let report: readonly string[] = [];
  const { baseUrl } = await startServer({
    progress,
    prepare: async () => {
      progress("Loading the demo");
      report = await loadDemo(progress);
      await built;
    },
  });
  progress(`Ready: ${baseUrl}`);
  console.log(["", ...report, ""].join("\n"));
});
