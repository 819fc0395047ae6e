import { z } from "zod";
import { AccountId, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { organizationInReach } from "@/lib/organizations/account-in-reach";
import { IsoDate } from "@/lib/reports/models";
import { coverageMatrix, InForce, instantOfDay } from "./coverage";
import { accountsOf, coverageReach, heldByAccounts, heldByOrganization, overtakenAt } from "./coverage-page";
import { asHeld, revisionFacts } from "./held";
import { AgreementKind, AgreementSlug, Source } from "./models";
import { t } from "@/lib/texts/text";

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
    const current = now();
    const today = current.toISOString().slice(0, 10);
    const day = input.day ?? today;
    if (day > today) throw new MunimentError("ValidationException", t("Choose today or a day before it."), { fields: [{ field: "day", message: t("This day has not come yet.") }] });
    const position = readPosition(input.page, "account", "text");
    const instant = instantOfDay(day, current.getTime());
    const at = new Date(instant);
    const staff = caller.account.organizationKind === "OPERATOR";
    // First, and alone: what is read after it is at least as new.
    const { revision } = await db.accessState.findUniqueOrThrow({ where: { id: 1 }, select: { revision: true } });
    const [facts, agreements, organizations] = await Promise.all([
      revisionFacts(db),
      db.agreement.findMany({ where: { revisions: { some: { publishedAt: { lte: at } } } }, orderBy: [{ kind: "asc" }, { name: "asc" }], take: 200, select: { id: true, slug: true, name: true, kind: true } }),
      staff ? db.organization.findMany({ where: { kind: "CUSTOMER" }, orderBy: { name: "asc" }, take: 500, select: { id: true, name: true } }) : Promise.resolve([]),
    ]);
    const shown = input.slug === undefined ? agreements : agreements.filter(({ slug }) => slug === input.slug);
    const ids = shown.map(({ id }) => id);
    const view = { reach: coverageReach(caller, organization.id), at, overtaken: overtakenAt(facts, instant) };
    const shared = await heldByOrganization(view);
    const sharedHeld = shared.map((row) => asHeld(row, facts));
    const forAll = new InForce(sharedHeld, instant);
    const needed = ids.filter((id) => !shared.some(({ organization_id: one }) => one !== null && forAll.ofOrganization(one, id)));
    const paged = await accountsOf(view, { revision: String(revision), needed, gaps: input.gaps, from: position?.offset ?? 0, length: input.maxResults });
    const { accounts, total, from, own } = paged;
    const heldRows = await heldByAccounts(view, paged.rows.map(({ id }) => id));
    const page = coverageMatrix(paged.rows, ids, [...sharedHeld, ...heldRows.map((row) => asHeld(row, facts))], instant);
    const place = (offset: number): string => positionToken({ sort: "account", key: "", id: "", before: false, offset });
    return {
      day,
      today,
      organization: { id: organization.id, name: organization.name },
      organizations,
      agreements: shown.map(({ id, slug, name, kind }) => ({ slug, name, kind, covered: needed.includes(id) ? (own.get(id) ?? 0) : accounts })),
      accounts,
      total,
      offset: from,
      rows: page.map(({ account, cells }) => ({
        accountId: account.id,
        name: account.name,
        management: account.management,
        cells: cells.map(({ source, held: one }) => ({ source, revision: one?.revision ?? null, since: one ? new Date(one.from) : null, until: one && one.to !== null ? new Date(one.to) : null })),
      })),
      next: from + page.length < total ? place(from + page.length) : null,
      previous: from > 0 ? place(Math.max(0, from - input.maxResults)) : null,
    };
  },
  record: ({ input, output }) => ({ resources: [`organization/${output.organization.id}`], parameters: { day: output.day, gaps: input.gaps } }),
});
