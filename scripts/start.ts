import "../server/production";
import { ensureBuilt } from "./ensure-built";
import { progressPrinter } from "./progress";
import { runServer } from "./run-server";

process.env["MUNIMENT_MODE"] ??= "production";

await runServer(async () => {
  const progress = progressPrinter();
  const { config } = await import("@/lib/config/config");
  config();
  await ensureBuilt(progress);
  const { startServer } = await import("../server/main");
  const { setupLink } = await import("./setup-link");
  const { baseUrl } = await startServer({ progress });
  progress(`Ready: ${baseUrl}`);
  const link = await setupLink(baseUrl);
  if (link) console.log(`\nNobody has set this portal up yet. Open this link once, within a day:\n\n  ${link}\n`);
});
