import { generateClient } from "./generate-client";
import { runCommand } from "./command";

await runCommand(async () => {
  await generateClient();
  return undefined;
});
