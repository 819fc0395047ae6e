import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { organizationInReach } from "@/lib/organizations/account-in-reach";
import { heldInclude, readableHeld, revisionFacts, summaryOf } from "./held";
import { AgreementSlug, HeldSummary } from "./models";

/** What was agreed, newest first: who accepted what for whom, and what proves it. */
export const listAcceptances = operation({
  name: "agreements:ListAcceptances",
  summary: "What was agreed, newest first: who accepted what for whom, when it began and how it ended.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({
    organizationId: Uuid.optional(),
    slug: AgreementSlug.optional(),
    page: z.string().max(1000).optional(),
    maxResults: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(HeldSummary), next: z.string().nullable() }),
  resource: async ({ db, caller, input }) => (input.organizationId === undefined ? null : organizationInReach(db, caller, input.organizationId)),
  async handle({ db, caller, input, resource: organization }) {
    const position = readPosition(input.page, "newest", "time");
    const before = position ? new Date(position.key) : null;
    const rows = await db.customerAgreement.findMany({
      where: {
        AND: [
          readableHeld(caller),
          organization ? { OR: [{ organizationId: organization.id }, { account: { organizationId: organization.id } }] } : {},
          input.slug === undefined ? {} : { agreement: { slug: input.slug } },
          before && position ? { OR: [{ createdAt: { lt: before } }, { createdAt: before, id: { lt: position.id } }] } : {},
        ],
      },
      include: heldInclude,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: input.maxResults + 1,
    });
    const facts = await revisionFacts(db);
    const page = rows.slice(0, input.maxResults);
    const last = page.at(-1);
    const next = rows.length > page.length && last ? positionToken({ sort: "newest", key: last.createdAt.toISOString(), id: last.id, before: false, offset: 0 }) : null;
    return { rows: page.map((row) => summaryOf(row, facts)), next };
  },
  record: ({ input }) => ({ resources: input.organizationId === undefined ? [] : [`organization/${input.organizationId}`] }),
});
