import { generate } from "otplib";
import { readDemoRecord } from "./demo-record";

/** The present code of every person of the demo. */
export async function demoCodes(): Promise<readonly string[]> {
  const record = await readDemoRecord();
  if (!record?.complete) return ["The demo is not loaded in this data folder yet. Run: npm run demo"];
  const seconds = Math.floor(Date.now() / 1000);
  const lines = await Promise.all(record.people.map(async ({ email, role, secret }) => `  ${await generate({ secret, epoch: seconds })}  ${email.padEnd(40)} ${role}`));
  return [`Codes for the next ${30 - (seconds % 30)} seconds (each works once; password: ${record.password})`, "", ...lines];
}
