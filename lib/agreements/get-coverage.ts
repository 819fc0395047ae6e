import { z } from "zod";
import { AccountId, Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { organizationInReach } from "@/lib/organizations/account-in-reach";
import { IsoDate } from "@/lib/reports/models";
import { coverageRows } from "./coverage-rows";
import { AgreementKind, AgreementSlug, Source } from "./models";

const Cell = z.object({ source: Source, revision: z.int().nullable(), since: z.date().nullable(), until: z.date().nullable() });

/** Which accounts are covered by which agreements, and by what, as of any day; the day counts as it ended. */
export const getCoverage = operation({
  name: "agreements:GetCoverage",
  summary: "Which accounts are covered by which agreements, and by what, as of any day.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({
    organizationId: Uuid.optional(),
    /** An ISO date, today unless given. */
    day: IsoDate.optional(),
    /** Only accounts that an agreement does not cover: any of them, or the one named by `slug`. */
    gaps: z.union([z.boolean(), z.literal("1").transform(() => true)]).default(false),
    slug: AgreementSlug.optional(),
    page: z.string().max(1000).optional(),
    maxResults: z.coerce.number().int().min(1).max(20_000).default(50),
  }),
  output: z.object({
    day: z.string(),
    today: z.string(),
    organization: z.object({ id: z.uuid(), name: z.string() }),
    organizations: z.array(z.object({ id: z.uuid(), name: z.string() })),
    agreements: z.array(z.object({ slug: z.string(), name: z.string(), kind: AgreementKind, covered: z.int() })),
    accounts: z.int(),
    /** Accounts in the list: all, or those with gaps. */
    total: z.int(),
    offset: z.int(),
    rows: z.array(z.object({ accountId: AccountId, name: z.string(), management: z.boolean(), cells: z.array(Cell) })),
    next: z.string().nullable(),
    previous: z.string().nullable(),
  }),
  resource: ({ db, caller, input }) => organizationInReach(db, caller, input.organizationId),
  async handle({ db, caller, input, resource: organization }) {
    const position = readPosition(input.page, "account", "text");
    const staff = caller.account.organizationKind === "OPERATOR";
    const [{ day, today, agreements: shown, accounts, covered, rows }, organizations] = await Promise.all([
      coverageRows(db, caller, organization.id, input),
      staff ? db.organization.findMany({ where: { kind: "CUSTOMER" }, orderBy: { name: "asc" }, take: 500, select: { id: true, name: true } }) : Promise.resolve([]),
    ]);
    const from = position ? Math.min(position.offset, Math.max(0, rows.length - 1)) : 0;
    const page = rows.slice(from, from + input.maxResults);
    const place = (offset: number): string => positionToken({ sort: "account", key: "", id: "", before: false, offset });
    return {
      day,
      today,
      organization: { id: organization.id, name: organization.name },
      organizations,
      agreements: shown.map(({ slug, name, kind }, column) => ({ slug, name, kind, covered: covered[column] ?? 0 })),
      accounts,
      total: rows.length,
      offset: from,
      rows: page.map(({ account, cells }) => ({
        accountId: account.id,
        name: account.name,
        management: account.management,
        cells: cells.map(({ source, held: one }) => ({ source, revision: one?.revision ?? null, since: one ? new Date(one.from) : null, until: one && one.to !== null ? new Date(one.to) : null })),
      })),
      next: from + page.length < rows.length ? place(from + page.length) : null,
      previous: from > 0 ? place(Math.max(0, from - input.maxResults)) : null,
    };
  },
  record: ({ input, output }) => ({ resources: [`organization/${output.organization.id}`], parameters: { day: output.day, gaps: input.gaps } }),
});
