import { runCommand } from "./command";
import { ensureClient } from "./ensure-built";

process.env["MUNIMENT_MODE"] ??= "demo";

await runCommand(async () => {
  await ensureClient();
  const { demoCodes } = await import("@/lib/demo/demo-codes");
  console.log((await demoCodes()).join("\n"));
  return undefined;
});
