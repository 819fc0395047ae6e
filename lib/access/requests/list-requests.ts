import { z } from "zod";
import { inForceAt } from "@/lib/agreements/in-force";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { AccountId, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { may } from "../decide";
import { otherAccountFor } from "./find-deciders";
import { requestStateOf, requestStates } from "./models";

const maxShown = 200;

const Request = z.object({
  requestId: z.uuid(),
  accountId: AccountId,
  accountName: z.string(),
  organizationName: z.string(),
  /** The operator decides it. */
  toOperator: z.boolean(),
  person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
  /** Of a report; null where an operation is asked for. */
  report: z.object({ id: z.string(), name: z.string(), program: z.string() }).nullable(),
  operation: z.string().nullable(),
  reason: z.string(),
  state: z.enum(requestStates),
  createdAt: z.date(),
  expiresAt: z.date(),
  decidedAt: z.date().nullable(),
  decidedBy: z.string(),
  byRule: z.boolean(),
  decisionReason: z.string(),
  /** The first instant at which it is over, an earlier end included. */
  untilAt: z.date().nullable(),
  /** What a rule approved because of an agreement holds while that is in force, and rests meanwhile. For other accounts than the caller's whether it is so is not said. */
  while: z.object({ agreement: z.string(), inForce: z.boolean().nullable() }).nullable(),
});

/** One request by its id: as it stands, or the other account of the caller's to which it belongs, or neither. */
const Wanted = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("FOUND"), request: Request, decidable: z.boolean() }),
  z.object({ kind: z.literal("ELSEWHERE"), accountId: AccountId, accountName: z.string(), organizationName: z.string() }),
  z.object({ kind: z.literal("GONE") }),
]);

type Mentions = { organizationId: string; accountId: string; personId: string; seriesId: string | null; ruleId: string | null };

const byId = <T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> => new Map(list.map((one) => [one.id, one]));

/** By a rule's id, the agreement because of which it approves, where it does. */
async function agreementsOfRules(db: Db, ruleIds: readonly string[]): Promise<ReadonlyMap<string, { slug: string; name: string }>> {
  const rules = await db.approvalRule.findMany({ where: { id: { in: [...new Set(ruleIds)] }, kind: "AGREEMENT" }, select: { id: true, value: true } });
  const agreements = await db.agreement.findMany({ where: { slug: { in: [...new Set(rules.map(({ value }) => value))] } }, select: { slug: true, name: true } });
  return new Map(rules.map(({ id, value }) => [id, agreements.find(({ slug }) => slug === value) ?? { slug: value, name: value }]));
}

/**
 * What the rows speak of, by name. They were found behind the caller's wall; those they name may stand there no longer: people who have left, accounts that
 * went to another organization.
 */
function namesIn(db: Db, rows: readonly Mentions[]) {
  const named = (ids: readonly string[]) => ({ id: { in: [...new Set(ids)] } });
  return asSystem("the names in requests that the caller sees", async () => ({
    organizations: byId(await db.organization.findMany({ where: named(rows.map(({ organizationId }) => organizationId)), select: { id: true, name: true } })),
    accounts: byId(await db.account.findMany({ where: named(rows.map(({ accountId }) => accountId)), select: { id: true, name: true } })),
    people: byId(await db.person.findMany({ where: named(rows.map(({ personId }) => personId)), select: { id: true, name: true, email: true } })),
    agreements: await agreementsOfRules(db, rows.flatMap(({ ruleId }) => ruleId ?? [])),
    series: byId(await db.reportSeries.findMany({ where: named(rows.flatMap(({ seriesId }) => seriesId ?? [])), select: { id: true, name: true, program: true } })),
  }));
}

/** The caller's own requests and, for those who decide in the account or the organization, what waits for them and what was decided. Newest first. `wanted` is the one that was asked for by its id. */
export const listRequests = operation({
  name: "access:ListRequests",
  summary: "Requests for access: the caller's own, those to decide, and those that were decided.",
  access: "List",
  reach: "member",
  browsing: true,
  /** `requestId`: one that somebody was led to. */
  input: z.object({ requestId: Uuid.optional() }),
  output: z.object({ decides: z.boolean(), own: z.array(Request), inbox: z.array(Request), decided: z.array(Request), wanted: Wanted.nullable() }),
  async handle({ db, caller, input }) {
    const at = now();
    const decides = may(caller, { name: "access:DecideRequest", reach: "member" });
    const wide = caller.group === "organization-admin" || caller.group === "root";
    const mine = { personId: caller.personId, accountId: caller.account.id };
    const ownTenant = { toOperator: false, ...(wide ? { organizationId: caller.account.organizationId } : { accountId: caller.account.id }) };
    const others = { NOT: { personId: caller.personId }, OR: [ownTenant, ...(caller.account.organizationKind === "OPERATOR" ? [{ toOperator: true }] : [])] };
    const inForce = inForceAt(caller.access.agreements, at.getTime());
    const read = async (where: object, oldestFirst = false) => {
      const found = await db.accessRequest.findMany({
        where,
        orderBy: [{ createdAt: oldestFirst ? "asc" : "desc" }, { id: "asc" }],
        take: maxShown,
      });
      const names = await namesIn(db, found);
      const because = (row: { ruleId: string | null; accountId: string }): z.infer<typeof Request>["while"] => {
        const agreement = row.ruleId === null ? undefined : names.agreements.get(row.ruleId);
        return agreement ? { agreement: agreement.name, inForce: row.accountId === caller.account.id ? inForce.includes(agreement.slug) : null } : null;
      };
      return found.map((row) => ({
        requestId: row.id,
        accountId: row.accountId,
        accountName: names.accounts.get(row.accountId)?.name ?? "",
        organizationName: names.organizations.get(row.organizationId)?.name ?? "",
        toOperator: row.toOperator,
        person: names.people.get(row.personId) ?? { id: row.personId, name: "", email: "" },
        report: row.seriesId === null ? null : (names.series.get(row.seriesId) ?? null),
        operation: row.action,
        reason: row.reason,
        state: requestStateOf(row, at),
        createdAt: row.createdAt,
        expiresAt: row.expiresAt,
        decidedAt: row.decidedAt,
        decidedBy: row.decidedByName,
        byRule: row.ruleId !== null,
        decisionReason: row.decisionReason,
        untilAt: row.endedAt && row.untilAt && row.endedAt < row.untilAt ? row.endedAt : row.untilAt,
        while: row.state === "APPROVED" ? because(row) : null,
      }));
    };
    const find = async (id: string): Promise<z.infer<typeof Wanted>> => {
      const [request] = await read({ AND: [{ id }, { OR: [...(caller.role ? [] : [mine]), ...(decides ? [others] : [])] }] });
      if (request) return { kind: "FOUND", request, decidable: request.state === "OPEN" && request.person.id !== caller.personId };
      const other = await otherAccountFor(db, caller, id);
      return other ? { kind: "ELSEWHERE", ...other } : { kind: "GONE" };
    };
    return {
      decides,
      wanted: input.requestId === undefined ? null : await find(input.requestId),
      own: caller.role ? [] : await read(mine),
      inbox: decides ? await read({ ...others, state: "OPEN", expiresAt: { gt: at } }, true) : [],
      decided: decides ? await read({ ...others, state: { in: ["APPROVED", "REFUSED"] } }) : [],
    };
  },
  record: ({ output }) => ({ parameters: { own: output.own.length, inbox: output.inbox.length } }),
});
