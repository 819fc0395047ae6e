import { z } from "zod";
import { AccountId } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { may } from "../decide";
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
});

/** The caller's own requests and, for those who decide in the account or the organization, what waits for them and what was decided. Newest first. */
export const listRequests = operation({
  name: "access:ListRequests",
  summary: "Requests for access: the caller's own, those to decide, and those that were decided.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({ decides: z.boolean(), own: z.array(Request), inbox: z.array(Request), decided: z.array(Request) }),
  async handle({ db, caller }) {
    const at = now();
    const decides = may(caller, { name: "access:DecideRequest", reach: "member" });
    const wide = caller.group === "organization-admin" || caller.group === "root";
    const mine = { personId: caller.personId, accountId: caller.account.id };
    const ownTenant = { toOperator: false, ...(wide ? { organizationId: caller.account.organizationId } : { accountId: caller.account.id }) };
    const others = { NOT: { personId: caller.personId }, OR: [ownTenant, ...(caller.account.organizationKind === "OPERATOR" ? [{ toOperator: true }] : [])] };
    const read = async (where: object, oldestFirst = false) => {
      const found = await db.accessRequest.findMany({
        where,
        orderBy: [{ createdAt: oldestFirst ? "asc" : "desc" }, { id: "asc" }],
        take: maxShown,
        include: { account: { select: { name: true, organization: { select: { name: true } } } }, person: { select: { id: true, name: true, email: true } }, series: { select: { id: true, name: true, program: true } } },
      });
      return found.map((row) => ({
        requestId: row.id,
        accountId: row.accountId,
        accountName: row.account.name,
        organizationName: row.account.organization.name,
        toOperator: row.toOperator,
        person: row.person,
        report: row.series,
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
      }));
    };
    return {
      decides,
      own: caller.role ? [] : await read(mine),
      inbox: decides ? await read({ ...others, state: "OPEN", expiresAt: { gt: at } }, true) : [],
      decided: decides ? await read({ ...others, state: { in: ["APPROVED", "REFUSED"] } }) : [],
    };
  },
  record: ({ output }) => ({ parameters: { own: output.own.length, inbox: output.inbox.length } }),
});
