import { hash } from "node:crypto";
import { z } from "zod";
import { may } from "@/lib/access/decide";
import { rawPool } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { modules } from "@/lib/learning/modules";
import type { MemberCaller } from "@/lib/operations/caller";
import { operation, type OperationName } from "@/lib/operations/operation";
import { programPlace, programs } from "@/lib/reports/programs";
import { searchQueryOf } from "@/lib/reports/search-text";
import { isStaff, listedTo } from "@/lib/reports/visible";
import { resourceKindNames, type ResourceKind } from "@/lib/resources/models";
import { formatDate } from "@/lib/texts/format-date";
import { pages } from "./pages";
import { matches, nameQueryOf, typedWords, wordsOf } from "./words";
import { msg, t, translated } from "@/lib/texts/text";

export const hitKinds = ["page", "report", "program", "resource", "agreement", "module", "person"] as const;
const HitKind = z.enum(hitKinds);
const Hit = z.object({ kind: HitKind, title: z.string(), detail: z.string(), href: z.string() });
export type Hit = z.infer<typeof Hit>;

// What is part of the program is searched where it is.
const knownPrograms = programs.map((program) => ({ program, words: wordsOf(program.key, program.name, program.issuingBody, program.industry, programPlace(program)) }));
const knownModules = modules.map((module) => ({ module, words: wordsOf(module.title, module.summary, "learning path module") }));

const allowed = (caller: MemberCaller, name: OperationName): boolean => may(caller, { name, reach: "member" });

function inMemory(caller: MemberCaller, typed: readonly string[], most: number): Hit[] {
  const found = <T>(list: readonly T[], words: (one: T) => readonly string[], hit: (one: T) => Hit): Hit[] => list.filter((one) => matches(words(one), typed)).slice(0, most).map(hit);
  return [
    ...found(
      pages.filter(({ needs }) => needs === null || allowed(caller, needs)),
      ({ words }) => words,
      ({ title, detail, href }) => ({ kind: "page", title: t(title), detail: t(detail), href }),
    ),
    ...found(knownPrograms, ({ words }) => words, ({ program }) => ({ kind: "program", title: program.name, detail: `${translated(programPlace(program))} · ${program.issuingBody}`, href: `/center/programs/${program.key}` })),
    ...found(knownModules, ({ words }) => words, ({ module }) => ({ kind: "module", title: module.title, detail: t("Module of the learning path"), href: `/center/learning/${module.slug}` })),
  ];
}

type Row = { kind: "report" | "resource" | "agreement" | "person"; title: string; ref: string; detail: string; more: string };

/** Whose people the caller may see: staff everyone's, the admin of an organization those of its accounts, everyone else those of their own account. */
function peopleInReach(caller: MemberCaller): { account: string | null; condition: Prisma.Sql } {
  if (isStaff(caller)) return { account: null, condition: Prisma.sql`TRUE` };
  const { id, organizationId } = caller.account;
  if (caller.group === "organization-admin") return { account: null, condition: Prisma.sql`a.organization_id = ${organizationId}::uuid` };
  return { account: id, condition: Prisma.sql`a.id = ${id}` };
}

/** Up to so many reports are looked at one by one; of more, the newest are walked until there are enough. */
const few = 300;

/** The reports with the words: by their ids where they are few, titles first; where they are many, by a walk from the newest on. */
async function reportsWith(caller: MemberCaller, query: string, first: string, limit: Prisma.Sql): Promise<Prisma.Sql> {
  const { rows } = await rawPool().query<{ ids: string[] }>({ name: "search-latest", text: `SELECT ARRAY(SELECT latest_matching(to_tsquery('simple', $1), ${few + 1}))::text[] AS ids`, values: [query] });
  const ids = rows[0]?.ids ?? [];
  const [condition, order] =
    ids.length <= few
      ? [Prisma.sql`v.id = ANY(${ids}::text[]::uuid[])`, Prisma.sql`strpos(lower(v.title), ${first}) > 0 DESC, v.published_at DESC, v.id DESC`]
      : [Prisma.sql`to_tsvector('simple', v.search_text) @@ to_tsquery('simple', ${query})`, Prisma.sql`v.published_at DESC, v.id DESC`];
  return Prisma.sql`(SELECT 'report' AS kind, v.title, v.series_id || '/' || v.version AS ref, v.program AS detail, coalesce(to_char(v.period_end, 'YYYY-MM-DD'), '') AS more
    FROM report_version v WHERE ${listedTo(caller)} AND v.is_latest AND ${condition} ORDER BY ${order} LIMIT ${limit})`;
}

/** The parts of the one statement, each a table that this caller may look into. The first typed word weighs more in a title. */
async function parts(caller: MemberCaller, typed: string, most: number): Promise<Prisma.Sql[]> {
  const [query, names, [first = ""]] = [searchQueryOf(typed), nameQueryOf(typed), typedWords(typed)];
  if (query === null || names === null) return [];
  const limit = Prisma.raw(String(most));
  const reach = peopleInReach(caller);
  const resources = Prisma.sql`(SELECT 'resource' AS kind, r.title, r.slug AS ref, r.kind::text AS detail, '' AS more FROM resource r
    WHERE r.state = 'PUBLISHED' AND r.id IN (SELECT resources_matching(to_tsquery('simple', ${query}))) ORDER BY strpos(lower(r.title), ${first}) > 0 DESC, r.title, r.id LIMIT ${limit})`;
  const agreements = Prisma.sql`(SELECT 'agreement' AS kind, a.name AS title, a.slug AS ref, a.kind::text AS detail, '' AS more FROM agreement a
    WHERE to_tsvector('simple', muniment_folded(a.name || ' ' || a.kind || ' ' || a.summary)) @@ to_tsquery('simple', muniment_folded(${names}))
      AND EXISTS (SELECT 1 FROM agreement_revision t WHERE t.agreement_id = a.id) ORDER BY a.name LIMIT ${limit})`;
  const people = Prisma.sql`(SELECT DISTINCT ON (p.name, p.id) 'person' AS kind, p.name AS title, a.id::text AS ref, p.email AS detail, a.name AS more FROM person p
    JOIN membership m ON m.person_id = p.id JOIN account a ON a.id = m.account_id
    WHERE p.id IN (SELECT people_matching(to_tsquery('simple', muniment_folded(${names})), ${reach.account}::text::char(12), ${most})) AND ${reach.condition} ORDER BY p.name, p.id, a.name LIMIT ${limit})`;
  return [
    ...(allowed(caller, "reports:ListReports") ? [await reportsWith(caller, query, first, limit)] : []),
    ...(allowed(caller, "resources:ListResources") ? [resources] : []),
    ...(allowed(caller, "agreements:ListAgreements") ? [agreements] : []),
    ...(allowed(caller, "organizations:DescribeAccount") ? [people] : []),
  ];
}

const programNames: ReadonlyMap<string, string> = new Map(programs.map(({ key, name }) => [key, name]));

function hitOf({ kind, title, ref, detail, more }: Row): Hit {
  switch (kind) {
    case "report":
      return { kind, title, detail: [programNames.get(detail) ?? detail, more === "" ? "" : t("to {day}", { day: formatDate(more) })].filter(Boolean).join(" · "), href: `/reports/${ref}` };
    case "resource":
      return { kind, title, detail: translated(resourceKindNames[detail as ResourceKind]), href: `/center/resources/${ref}` };
    case "agreement":
      return { kind, title, detail: detail === "OTHER" ? t("Agreement") : detail, href: `/agreements/${ref}` };
    case "person":
      return { kind, title, detail: `${detail} · ${more}`, href: `/organization?account=${ref}` };
  }
}

/** One text per set of permissions: a connection keeps its plan under the name. */
const named = (text: string): { name: string; text: string } => ({ name: `search-${hash("sha256", text).slice(0, 24)}`, text });

async function inTables(caller: MemberCaller, typed: string, most: number): Promise<Hit[]> {
  const asked = await parts(caller, typed, most);
  if (asked.length === 0) return [];
  const { text, values } = Prisma.join(asked, " UNION ALL ");
  const { rows } = await rawPool().query<Row>({ ...named(text), values });
  return rows.map(hitOf);
}

/** Everything that the caller may see and that has words beginning with those typed, by kind. What a caller may not see is not counted either. */
export const search = operation({
  name: "search:Search",
  summary: "Finds reports, programs, agreements, people, resources, modules and pages that the caller may see.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({
    query: z.string().trim().min(1, msg("Type what you look for.")).max(200),
    /** How many of each kind. */
    most: z.coerce.number().int().min(1).max(20).default(6),
  }),
  output: z.object({ hits: z.array(Hit) }),
  async handle({ caller, input: { query, most } }) {
    const hits = [...inMemory(caller, typedWords(query), most), ...(await inTables(caller, query, most))];
    return { hits: hitKinds.flatMap((kind) => hits.filter((hit) => hit.kind === kind)) };
  },
  // Not the words: the palette asks letter by letter, and people look for people.
  record: ({ output }) => ({ parameters: { results: output.hits.length } }),
});
