import { z } from "zod";
import { explain } from "@/lib/access/evaluate";
import { sharedNow } from "@/lib/access/access-grant";
import { readAccess } from "@/lib/access/load-access";
import { factsOfReport } from "@/lib/access/report-facts";
import { reportResource } from "@/lib/access/actions";
import { inForceAt } from "@/lib/agreements/in-force";
import { Prisma } from "@/lib/database/generated/client";
import type { Db } from "@/lib/database/client";
import { groupNames } from "@/lib/access/groups";
import { groups } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { ReportId } from "@/lib/reports/models";
import { programByKey } from "@/lib/reports/programs";
import { t, translated } from "@/lib/texts/text";

const mostOrganizations = 200;

/** `COPY`: may get a copy. `AGREEMENT`: may, once the agreements named are in force. `LOOK`: sees it, and gets no copy. `ASK`: sees that it exists. `NO`: does not know of it. */
const Standing = z.enum(["COPY", "AGREEMENT", "LOOK", "ASK", "NO"]);

const Viewer = z.object({
  personId: z.uuid(),
  name: z.string(),
  email: z.string(),
  group: z.string(),
  account: z.object({ id: z.string(), name: z.string() }),
  organization: z.object({ id: z.uuid(), name: z.string() }),
  standing: Standing,
  reason: z.string(),
  suspended: z.boolean(),
});

type Row = { person_id: string; name: string; email: string; group: string; account_id: string; account_name: string; management: boolean; organization_id: string; organization_name: string; kind: "OPERATOR" | "CUSTOMER"; suspended: boolean };
type Series = { id: string; program: string; category: string; audience: "EVERYONE" | "NAMED"; askable: boolean; viewOnly: boolean; named: ReadonlySet<string>; requires: readonly { slug: string; name: string }[] };

async function standingOf(db: Db, series: Series, row: Row): Promise<Pick<z.infer<typeof Viewer>, "standing" | "reason">> {
  const group = groups.find((one) => one === row.group);
  if (!group) return { standing: "NO", reason: t("The group is not known.") };
  const account = { id: row.account_id, organizationId: row.organization_id, organizationKind: row.kind, management: row.management };
  const { layers, agreements, shares } = await readAccess(db, { personId: row.person_id, group, account });
  const at = now();
  const shared = row.kind === "OPERATOR" || series.audience === "EVERYONE" || series.named.has(row.organization_id) || sharedNow({ shares, agreements }, at.getTime()).includes(series.id);
  if (!shared) return { standing: "NO", reason: t("The report is not for this organization.") };
  const inForce = inForceAt(agreements, at.getTime());
  const region = programByKey(series.program)?.region ?? "";
  const facts = {
    ...factsOfReport({ series: series.id, region, program: series.program, category: series.category }),
    "portal:MfaAge": [0],
    "portal:SourceIp": [],
    "portal:CurrentTime": [at.getTime()],
    "portal:Group": [group],
    "portal:ManagementAccount": [row.management],
    "portal:AgreementAccepted": inForce,
  };
  const decision = (action: string) => explain(layers, { action, resource: reportResource(series.id), facts });
  const look = decision("reports:GetReportMetadata");
  if (!look.allowed) return series.askable ? { standing: "ASK", reason: t("Listed as locked: may ask for it. {reason}", { reason: look.reason }) } : { standing: "NO", reason: look.reason };
  const file = series.viewOnly ? null : decision("reports:GetReport");
  const read = decision("reports:ViewReport");
  const granting = [file, read].find((one) => one?.allowed === true);
  if (!granting) return { standing: "LOOK", reason: (file ?? read).reason };
  const missing = row.kind === "OPERATOR" ? [] : series.requires.filter(({ slug }) => !inForce.includes(slug));
  if (missing.length > 0) return { standing: "AGREEMENT", reason: t("Not in force for the account: {agreements}.", { agreements: missing.map(({ name }) => name).join(", ") }) };
  return { standing: "COPY", reason: granting === file ? granting.reason : t("For reading in the browser alone. {reason}", { reason: granting.reason }) };
}

/**
 * Who can see a report and get copies of it, person by person, as the rules decide at this moment for somebody who has just used a factor, from an address that
 * is not known. Roles that somebody might assume are not counted.
 */
export const listViewers = operation({
  name: "publishing:ListViewers",
  summary: "Who can see a report and get copies of it, with the reason, person by person.",
  access: "List",
  reach: "member",
  input: z.object({
    reportId: ReportId,
    /** Short name of one organization; absent: all that the report is for. */
    organization: z.string().max(64).optional(),
    page: z.string().max(1000).optional(),
    maxResults: z.coerce.number().int().min(1).max(100).default(25),
  }),
  output: z.object({
    name: z.string(),
    organizations: z.array(z.object({ slug: z.string(), name: z.string(), operator: z.boolean(), shared: z.boolean(), accounts: z.int(), people: z.int() })),
    viewers: z.array(Viewer),
    /** How many organizations there are, and for how many of them with how many people the report is. */
    of: z.object({ organizations: z.int(), shared: z.int(), people: z.int() }),
    total: z.int(),
    from: z.int(),
    next: z.string().nullable(),
  }),
  async resource({ db, input }) {
    const series = await db.reportSeries.findUnique({
      where: { id: input.reportId },
      include: { audiences: { select: { organizationId: true } }, requires: { select: { agreement: { select: { slug: true, name: true } } } } },
    });
    if (!series) throw new MunimentError("ResourceNotFound");
    return series;
  },
  async handle({ db, input, resource: series }) {
    const offset = readPosition(input.page, "viewers", "text")?.offset ?? 0;
    const sharedWith = Prisma.sql`(o.kind = 'OPERATOR' OR ${series.audience} = 'EVERYONE' OR EXISTS (SELECT 1 FROM series_audience sa WHERE sa.series_id = ${series.id} AND sa.organization_id = o.id))`;
    const organizations = await db.$queryRaw<{ slug: string; name: string; operator: boolean; shared: boolean; accounts: number; people: number }[]>(Prisma.sql`
      SELECT o.slug, o.name, o.kind = 'OPERATOR' AS operator,
        ${sharedWith} AS shared,
        (SELECT count(*)::int FROM account a WHERE a.organization_id = o.id AND a.closed_at IS NULL) AS accounts,
        (SELECT count(DISTINCT m.person_id)::int FROM membership m JOIN account a ON a.id = m.account_id WHERE a.organization_id = o.id) AS people
      FROM organization o ORDER BY o.kind, o.name LIMIT ${mostOrganizations}`);
    const within = input.organization === undefined ? sharedWith : Prisma.sql`o.slug = ${input.organization}`;
    const from = Prisma.sql`FROM membership m JOIN person p ON p.id = m.person_id JOIN account a ON a.id = m.account_id JOIN organization o ON o.id = a.organization_id WHERE ${within}`;
    const [counted, of, rows] = await Promise.all([
      db.$queryRaw<{ count: number }[]>(Prisma.sql`SELECT count(*)::int AS count ${from}`),
      db.$queryRaw<{ organizations: number; shared: number; people: number }[]>(Prisma.sql`SELECT count(*)::int AS organizations, count(*) FILTER (WHERE ${sharedWith})::int AS shared,
        (SELECT count(DISTINCT m.person_id)::int FROM membership m JOIN account a ON a.id = m.account_id JOIN organization o ON o.id = a.organization_id WHERE ${sharedWith}) AS people FROM organization o`),
      db.$queryRaw<Row[]>(Prisma.sql`
        SELECT p.id::text AS person_id, p.name, p.email, m."group", a.id AS account_id, a.name AS account_name, a.management, o.id::text AS organization_id, o.name AS organization_name, o.kind::text AS kind,
          (a.suspended_at IS NOT NULL OR unit_suspended(a.unit_id)) AS suspended
        ${from} ORDER BY o.kind DESC, o.name, a.name, a.id, p.name, p.id LIMIT ${input.maxResults + 1} OFFSET ${offset}`),
    ]);
    const facts: Series = { ...series, named: new Set(series.audiences.map(({ organizationId }) => organizationId)), requires: series.requires.map(({ agreement }) => agreement) };
    const viewers: z.infer<typeof Viewer>[] = [];
    for (const row of rows.slice(0, input.maxResults)) {
      const group = groups.find((one) => one === row.group);
      viewers.push({
        personId: row.person_id,
        name: row.name,
        email: row.email,
        group: group ? translated(groupNames[group]) : row.group,
        account: { id: row.account_id, name: row.account_name },
        organization: { id: row.organization_id, name: row.organization_name },
        suspended: row.suspended,
        ...(row.suspended ? { standing: "NO" as const, reason: t("The account is suspended: nobody can work in it.") } : await standingOf(db, facts, row)),
      });
    }
    const more = rows.length > viewers.length;
    return {
      name: series.name,
      organizations,
      viewers,
      of: of[0] ?? { organizations: 0, shared: 0, people: 0 },
      total: counted[0]?.count ?? 0,
      from: offset,
      next: more ? positionToken({ sort: "viewers", key: "", id: "", before: false, offset: offset + viewers.length }) : null,
    };
  },
  record: ({ input }) => ({ resources: [`report/${input.reportId}`], parameters: { organization: input.organization ?? null } }),
});
