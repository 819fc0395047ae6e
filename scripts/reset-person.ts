import { runCommand } from "./command";
import { ensureClient } from "./ensure-built";

const USAGE = `Makes a one-time link with which a person sets a new password and enrols a second factor anew. For the last administrator who lost the way in.

  npm run reset-person -- person@company.example

When the link is used, all sessions, factors, recovery codes and access keys of the person end. It works once, within 24 hours, and is in the audit trail.
`;

await runCommand(async () => {
  const [email, ...rest] = process.argv.slice(2);
  if (email === undefined || rest.length > 0 || email.startsWith("-")) {
    console.log(USAGE);
    return email === "--help" || email === "-h" ? undefined : "Name one person by e-mail address.";
  }
  await ensureClient();
  const [{ withDatabase }, { perform }, { systemCaller }, { createRescueLink }, { MunimentError }] = await Promise.all([
    import("@/lib/database/run"),
    import("@/lib/operations/perform"),
    import("@/lib/operations/caller"),
    import("@/lib/identity/create-rescue-link"),
    import("@/lib/operations/errors"),
  ]);
  try {
    await withDatabase(async () => {
      const { link, name, expiresAt } = await perform(systemCaller("reset-person"), createRescueLink, { email });
      console.log(`For ${name}, once, until ${expiresAt.toISOString()}:\n\n  ${link}\n\nMake sure that it reaches nobody else: whoever has it becomes this person.`);
    });
  } catch (error) {
    if (!(error instanceof MunimentError)) throw error;
    return [`${error.code}: ${error.message}`, ...(error.detail.fields ?? []).map(({ message }) => `  ${message}`)].join("\n");
  }
  return undefined;
});
