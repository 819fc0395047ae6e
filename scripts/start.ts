import "../server/production";
import { existsSync } from "node:fs";
import path from "node:path";
import { DataFolderError } from "@/lib/database/errors";
import { ensureBuilt } from "./ensure-built";
import { progressPrinter } from "./progress";
import { runServer } from "./run-server";

process.env["MUNIMENT_MODE"] ??= "production";

await runServer(async () => {
  const progress = progressPrinter();
  const { config } = await import("@/lib/config/config");
  const { dataDir, mode } = config();
  // The demo's people have a password that was printed, and a past that was made up.
  if (mode === "production" && existsSync(path.join(dataDir, "demo.json"))) {
    throw new DataFolderError(`The folder ${dataDir} holds the demo. Set DATA_DIR to another folder for the real portal, or remove it.`);
  }
  await ensureBuilt(progress);
  const { startServer } = await import("../server/main");
  const { setupLink } = await import("./setup-link");
  const { baseUrl } = await startServer({ progress });
  progress(`Ready: ${baseUrl}`);
  const link = await setupLink(baseUrl);
  if (link) console.log(`\nNobody has set this portal up yet. Open this link once, within a day:\n\n  ${link}\n`);
});
