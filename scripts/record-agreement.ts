import { runCommand } from "./command";
import { ensureClient } from "./ensure-built";
import { linesOf, readOrSay, takeArguments } from "./take-arguments";

const USAGE = `Records an agreement that was signed outside the portal, with its document and its days.

  npm run record-agreement -- signed.pdf --agreement nda --organization meridian --from 2025-01-01 --note "Signed on paper by ..."

  --agreement     short name of the agreement
  --revision      the revision it was made from (the newest unless given)
  --organization  short name of the customer organization, or
  --account       the account's twelve digits
  --from          first day in force
  --until         last day in force (open unless given)
  --note          who signed it, and where the document is from
  --own-text      it has a text of its own; otherwise it is the portal's text with changes
`;

const OPTIONS = {
  agreement: { type: "string" },
  revision: { type: "string" },
  organization: { type: "string" },
  account: { type: "string" },
  from: { type: "string" },
  until: { type: "string" },
  note: { type: "string" },
  "own-text": { type: "boolean" },
} as const;

await runCommand(async () => {
  const taken = takeArguments(USAGE, OPTIONS, ({ positionals }) => (positionals[0] ? undefined : "Name the PDF that was signed."));
  if ("end" in taken) return taken.end;
  const { values, positionals } = taken.given;
  const document = await readOrSay(positionals[0] ?? "");
  if (typeof document === "string") return document;
  await ensureClient();
  const [{ withDatabase }, { perform }, { systemCaller }, { recordOfflineAgreement }, { MunimentError }] = await Promise.all([
    import("@/lib/database/run"),
    import("@/lib/operations/perform"),
    import("@/lib/operations/caller"),
    import("@/lib/agreements/record-offline-agreement"),
    import("@/lib/operations/errors"),
  ]);
  try {
    await withDatabase(async () => {
      const recorded = await perform(systemCaller("record-agreement"), recordOfflineAgreement, {
        slug: values.agreement ?? "",
        revision: values.revision === undefined ? undefined : Number(values.revision),
        type: values["own-text"] ? "CUSTOM" : "MODIFIED",
        organizationSlug: values.organization,
        accountId: values.account?.replace(/\D/g, ""),
        document: new Uint8Array(document),
        note: values.note ?? "",
        firstDay: values.from ?? "",
        lastDay: values.until,
      });
      console.log(`Recorded ${recorded.slug}, revision ${recorded.revision}: ${recorded.customerAgreementId}, SHA-256 of the document ${recorded.documentSha256}.`);
    });
  } catch (error) {
    if (!(error instanceof MunimentError)) throw error;
    return linesOf(error);
  }
  return undefined;
});
