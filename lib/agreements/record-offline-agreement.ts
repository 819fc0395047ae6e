import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { AccountId } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { IsoDate } from "@/lib/reports/models";
import { putDocument } from "@/lib/storage/documents";
import { claimHolder } from "./accept-checks";
import { findAgreement } from "./find-agreement";
import { keepEnding } from "./keep-ending";
import { underLegalHold } from "./legal-hold";
import { AgreementSlug, agreementResource, heldResource, hex, holderResource, RevisionNumber } from "./models";
import { roomFor } from "./room-for";
import { tellRecorded } from "./tell";
import { msg, t } from "@/lib/texts/text";

const dayMs = 86_400_000;
const mostBytes = 50 * 1024 * 1024;

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-");

/** Records an agreement that was signed outside the portal, with its document and its days. Both days count: it is in force from the first until the end of the last. Days on which another one is in force are refused; days before and after it are not. */
export const recordOfflineAgreement = operation({
  name: "agreements:RecordOfflineAgreement",
  summary: "Records an agreement that was signed outside the portal, with its document and its days.",
  access: "Write",
  reach: "staff",
  stepUp: true,
  input: z
    .object({
      slug: AgreementSlug,
      /** The revision it was made from; the newest unless given. */
      revision: RevisionNumber.optional(),
      type: z.enum(["CUSTOM", "MODIFIED"]),
      /** Exactly one of the two. */
      organizationSlug: z.string().max(64).optional(),
      accountId: AccountId.optional(),
      document: z.custom<Uint8Array>((value) => value instanceof Uint8Array, msg("The bytes of a PDF.")),
      note: z.string().trim().min(1, msg("Say who signed it and where it came from.")).max(500),
      firstDay: IsoDate,
      lastDay: IsoDate.optional(),
    })
    .refine((input) => (input.organizationSlug === undefined) !== (input.accountId === undefined), { path: ["accountId"], message: msg("Name an organization or an account, one of the two.") })
    .refine((input) => input.lastDay === undefined || input.firstDay <= input.lastDay, { path: ["lastDay"], message: msg("It ends before it begins.") }),
  output: z.object({ customerAgreementId: z.uuid(), slug: z.string(), revision: z.int(), documentSha256: z.string(), holder: z.object({ kind: z.enum(["ACCOUNT", "ORGANIZATION"]), id: z.string() }) }),
  async prepare({ caller, input }) {
    if (input.document.length > mostBytes) throw new MunimentError("PayloadTooLarge");
    if (!isPdf(input.document)) throw new MunimentError("DocumentRejected", t("This is not a PDF. Give the signed document as a PDF."), { fields: [{ field: "document", message: t("Not a PDF.") }] });
    const organizationId = await asSystem("whose agreement is recorded, for the holds that may cover it", async () =>
      input.accountId === undefined
        ? (await database().organization.findUnique({ where: { slug: input.organizationSlug ?? "" }, select: { id: true } }))?.id
        : (await database().account.findUnique({ where: { id: input.accountId }, select: { organizationId: true } }))?.organizationId,
    );
    return { ...(await putDocument(input.document)), legalHold: await underLegalHold(caller.kind === "person" ? caller.personId : null, organizationId ?? "") };
  },
  async resource({ db, input }) {
    const found = await findAgreement(db, input.slug, input.revision);
    const organization = input.organizationSlug === undefined ? null : await db.organization.findUnique({ where: { slug: input.organizationSlug, kind: "CUSTOMER" }, select: { id: true } });
    const account = input.accountId === undefined ? null : await db.account.findUnique({ where: { id: input.accountId, organization: { kind: "CUSTOMER" } }, select: { id: true } });
    if (organization) return { found, holder: { kind: "ORGANIZATION" as const, id: organization.id } };
    if (account) return { found, holder: { kind: "ACCOUNT" as const, id: account.id } };
    throw new MunimentError("ResourceNotFound", t("There is no customer of this name or number."));
  },
  async handle({ db, caller, input, prepared, resource: { found, holder } }) {
    const at = now();
    const key = holder.kind === "ACCOUNT" ? { accountId: holder.id } : { organizationId: holder.id };
    await claimHolder(db, found.agreement.id, { accountId: holder.kind === "ACCOUNT" ? holder.id : null, organizationId: holder.id });
    const start = new Date(`${input.firstDay}T00:00:00.000Z`);
    const end = input.lastDay === undefined ? null : new Date(Date.parse(input.lastDay) + dayMs);
    const { state, closed } = await roomFor(db, found.agreement.id, key, { from: start.getTime(), to: end?.getTime() ?? null }, at);
    const id = uuidv7({ msecs: at.getTime() });
    await db.customerAgreement.create({
      data: {
        id,
        agreementId: found.agreement.id,
        revision: found.text.revision,
        ...key,
        type: input.type,
        state,
        effectiveStart: start,
        effectiveEnd: end,
        createdAt: at,
        // What has its end already is closed with it: nobody can end it again, and the place of what is in force stays free.
        ...(state === "ACTIVE" ? {} : { endedAt: at, endReason: `As agreed, its last day is ${input.lastDay ?? ""}` }),
        documentSha256: prepared.sha256,
        documentBytes: prepared.bytes,
        documentNote: input.note,
      },
    });
    if (closed !== null) await keepEnding(db, caller, { customerAgreementId: closed, event: "superseded", replacedBy: { customerAgreementId: id, revision: found.text.revision }, legalHold: prepared.legalHold });
    await tellRecorded(db, { customerAgreementId: id, slug: found.agreement.slug, name: found.agreement.name, holder, firstDay: input.firstDay, lastDay: input.lastDay ?? null, note: input.note });
    return { customerAgreementId: id, slug: found.agreement.slug, revision: found.text.revision, documentSha256: hex(prepared.sha256), holder };
  },
  record: ({ input, output }) => ({
    resources: [agreementResource(output.slug, output.revision), heldResource(output.customerAgreementId), holderResource(output.holder)],
    parameters: { type: input.type, firstDay: input.firstDay, lastDay: input.lastDay ?? null, documentSha256: output.documentSha256 },
  }),
  recordRefusal: ({ input }) => ({ resources: [agreementResource(input.slug)] }),
});
