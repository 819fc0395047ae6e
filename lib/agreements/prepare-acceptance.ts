import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { checkConsent, checkOffered, claimHolder, earlierOf } from "./accept-checks";
import { BoundAccount, boundBy } from "./bound";
import { checkPrerequisite, findNewest, textOf } from "./find-agreement";
import { AgreementSlug, agreementResource, holderResource, HolderKind, OneLine, RevisionNumber, Ticked, TickedBoxes } from "./models";
import { preparationResource, preparationValidMs } from "./preparation";
import { checkRead } from "./reading-times";
import { tellPrepared } from "./tell";
import { msg, t } from "@/lib/texts/text";

/** The first half of an acceptance by two people: one fills everything in and checks it, another with the right accepts it within two weeks. */
export const prepareAcceptance = operation({
  name: "agreements:PrepareAcceptance",
  summary: "Prepares the acceptance of an agreement's newest revision for another person to accept.",
  access: "Write",
  reach: "member",
  input: z.object({
    slug: AgreementSlug,
    revision: RevisionNumber,
    for: HolderKind,
    /** The account that is to be bound; the one that the caller works in unless given. */
    accountId: BoundAccount,
    box: TickedBoxes,
    /** That the text was read and what was entered is right. */
    checked: Ticked,
    typedName: OneLine(msg("Enter your name.")),
    title: OneLine(msg("Enter your title.")),
    legalEntity: OneLine(msg("Enter the legal entity."), 200),
    /** For the one who accepts. */
    note: z.string().trim().max(500).default(""),
  }),
  output: z.object({ slug: z.string(), revision: z.int(), preparationId: z.uuid(), expiresAt: z.date(), holder: z.object({ kind: HolderKind, id: z.string() }) }),
  async resource({ db, caller, input }) {
    const bound = await boundBy(db, caller, input.for, input.accountId, { preparing: true });
    const found = await findNewest(db, input.slug);
    await checkPrerequisite(db, caller, found, bound);
    return { bound, found };
  },
  async handle({ db, caller, input, resource: { bound, found } }) {
    const at = now();
    checkOffered(found, input.for, input.revision);
    checkConsent(input, textOf(found).boxes.length, ["checked"], caller, "prepared");
    await checkRead(db, caller, agreementResource(input.slug, found.text.revision));
    await claimHolder(db, found.agreement.id, bound);
    await earlierOf(db, found, bound, at);
    const same = { agreementId: found.agreement.id, organizationId: bound.organizationId, accountId: bound.accountId, state: "PREPARED" as const };
    const open = await db.preparedAcceptance.findFirst({ where: { ...same, revision: input.revision, expiresAt: { gt: at } }, select: { personName: true } });
    if (open) throw new MunimentError("Conflict", t("{name} has prepared this already. It waits for another person to accept it, or is withdrawn first.", { name: open.personName }));
    // What ran out or is of an earlier revision makes room.
    await db.preparedAcceptance.updateMany({ where: same, data: { state: "WITHDRAWN", settledAt: at, settledBy: caller.personId } });
    const id = uuidv7({ msecs: at.getTime() });
    const expiresAt = new Date(at.getTime() + preparationValidMs);
    await db.preparedAcceptance.create({
      data: {
        id,
        agreementId: found.agreement.id,
        revision: found.text.revision,
        organizationId: bound.organizationId,
        accountId: bound.accountId,
        legalEntity: input.legalEntity,
        note: input.note,
        personId: caller.personId,
        personName: caller.name,
        personEmail: caller.email,
        personTitle: input.title,
        typedName: input.typedName,
        address: caller.address,
        at,
        expiresAt,
        state: "PREPARED",
      },
    });
    await tellPrepared(db, caller, bound, { slug: found.agreement.slug, name: found.agreement.name, revision: found.text.revision }, { about: preparationResource(id), expiresAt, note: input.note });
    return { slug: found.agreement.slug, revision: found.text.revision, preparationId: id, expiresAt, holder: { kind: bound.kind, id: bound.accountId ?? bound.organizationId } };
  },
  record: ({ output }) => ({
    resources: [agreementResource(output.slug, output.revision), preparationResource(output.preparationId), holderResource(output.holder)],
    parameters: { for: output.holder.kind, expiresAt: output.expiresAt.toISOString() },
  }),
  recordRefusal: ({ input }) => ({ resources: [agreementResource(input.slug, input.revision)], parameters: { for: input.for } }),
});
