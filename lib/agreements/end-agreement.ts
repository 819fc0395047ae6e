import { z } from "zod";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { endUnderNotice, findLapses } from "./find-lapses";
import { mayEndHeld, readableHeld, revisionFacts } from "./held";
import { keepEnding } from "./keep-ending";
import { underLegalHold } from "./legal-hold";
import { agreementResource, heldResource, Ticked } from "./models";
import { sameName } from "./consent";
import { tellEnded } from "./tell";
import { t } from "@/lib/texts/text";

/** Ends an agreement under its stated terms: at once, or after the days of notice. The operator ends as provider, the customer as customer. */
export const endAgreement = operation({
  name: "agreements:EndAgreement",
  summary: "Ends an agreement of an account or an organization under its stated terms.",
  access: "Write",
  reach: "member",
  stepUp: true,
  input: z.object({
    customerAgreementId: Uuid,
    /** The agreement's name, typed. */
    confirmName: z.string().trim().max(200),
    readTerms: Ticked,
    reason: z.string().trim().max(500).default(""),
  }),
  output: z.object({ slug: z.string(), customerAgreementId: z.uuid(), end: z.date(), uncovered: z.int() }),
  async prepare({ caller, input }) {
    const organizationId = await asSystem("whose agreement is ended, for the holds that may cover it", async () => {
      const row = await database().customerAgreement.findUnique({ where: { id: input.customerAgreementId }, select: { organizationId: true, account: { select: { organizationId: true } } } });
      return row?.organizationId ?? row?.account?.organizationId;
    });
    return { legalHold: await underLegalHold(caller.personId, organizationId ?? caller.account.organizationId) };
  },
  async resource({ db, caller, input }) {
    const row = await db.customerAgreement.findFirst({ where: { id: input.customerAgreementId, ...readableHeld(caller) } });
    if (!row) throw new MunimentError("ResourceNotFound");
    // One after the other: a transaction has one connection.
    const agreement = await db.agreement.findUniqueOrThrow({ where: { id: row.agreementId }, select: { slug: true, name: true } });
    const text = await db.agreementRevision.findUniqueOrThrow({ where: { agreementId_revision: { agreementId: row.agreementId, revision: row.revision } }, select: { noticeDays: true } });
    const account = row.accountId === null ? null : await db.account.findUniqueOrThrow({ where: { id: row.accountId }, select: { id: true, name: true, organizationId: true } });
    const organization = row.organizationId === null ? null : await db.organization.findUniqueOrThrow({ where: { id: row.organizationId }, select: { name: true } });
    const held = { ...row, agreement, text, account, organization };
    if (!mayEndHeld(caller, held)) throw new MunimentError("AccessDenied", t("What was agreed for the organization is ended in its management account, what was agreed for an account in that account."));
    return held;
  },
  async handle({ db, caller, input, resource: held, prepared: { legalHold } }) {
    const at = now();
    if (!input.readTerms) throw new MunimentError("ValidationException", t("Nothing was ended: tick the box about the terms."), { fields: [{ field: "readTerms", message: t("Tick this box to end the agreement.") }] });
    if (!sameName(input.confirmName, held.agreement.name)) {
      throw new MunimentError("ValidationException", t("Nothing was ended: the name is not the agreement's."), { fields: [{ field: "confirmName", message: t("Type the agreement's name: {name}", { name: held.agreement.name }) }] });
    }
    const organizationId = held.organizationId ?? held.account?.organizationId ?? "";
    const end = new Date(endUnderNotice(held, held.text.noticeDays, await revisionFacts(db), at.getTime()));
    const uncovered = await findLapses(db, { kind: "END", heldId: held.id }, [organizationId], end.getTime());
    const state = caller.account.organizationKind === "OPERATOR" ? "PROVIDER_TERMINATED" : "CUSTOMER_TERMINATED";
    const ended = await db.customerAgreement.updateMany({
      where: { id: held.id, state: "ACTIVE" },
      data: { state, effectiveEnd: end, endedAt: at, endedBy: caller.personId, endedByName: caller.name, endReason: input.reason },
    });
    if (ended.count !== 1) throw new MunimentError("Conflict", t("This agreement was ended already."));
    await keepEnding(db, caller, { customerAgreementId: held.id, event: "terminated", confirmed: { typedName: input.confirmName, readTerms: input.readTerms }, legalHold });
    const holder = { organizationId, accountId: held.accountId, name: held.account?.name ?? held.organization?.name ?? "" };
    const by = state === "PROVIDER_TERMINATED" ? "provider" : "customer";
    await tellEnded(db, caller, { customerAgreementId: held.id, slug: held.agreement.slug, name: held.agreement.name, holder, by, end, reason: input.reason }, uncovered);
    return { slug: held.agreement.slug, customerAgreementId: held.id, end, uncovered: new Set(uncovered.map(({ accountId }) => accountId)).size };
  },
  record: ({ resource, input, output }) => ({
    resources: [agreementResource(resource.agreement.slug, resource.revision), heldResource(resource.id), resource.account ? `account/${resource.account.id}` : `organization/${resource.organizationId ?? ""}`],
    parameters: { end: output.end.toISOString(), uncoveredAccounts: output.uncovered, reason: input.reason },
  }),
  recordRefusal: ({ input }) => ({ resources: [heldResource(input.customerAgreementId)] }),
});
