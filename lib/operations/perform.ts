import type { z } from "zod";
import { decide } from "@/lib/access/decide";
import { recordEvent, type Outcome } from "@/lib/audit/record-event";
import { log } from "@/lib/config/log";
import { database, type Db } from "@/lib/database/client";
import { withScope } from "@/lib/database/scope";
import { accessDenied } from "./access-denied";
import { isMember, type Caller, type PersonCaller } from "./caller";
import { now } from "./clock";
import { asMunimentError, MunimentError } from "./errors";
import type { CallerFor, Operation, Reach, Recorded } from "./operation";
import { schemaWords } from "./schema-words";
import { scopeOf } from "./scope-of";
import { unstorableText } from "./unstorable";
import { t, translated } from "@/lib/texts/text";

/** How long a used factor counts as fresh for what needs step-up. */
export const stepUpSeconds = 5 * 60;

/** Who may open a report's page knows of the report. */
const knowsReport = { name: "reports:GetReportMetadata", reach: "member" } as const;

const transactionTimeoutMs = 20_000;

/** Why a person who is signed in works in no account, and what to do. */
export function nowhere({ suspendedAccount, accounts }: PersonCaller): string {
  if (accounts.length > 0) return suspendedAccount ? t("{account} is suspended. Switch to another of your accounts.", { account: suspendedAccount }) : t("You are in none of your accounts at present. Switch to one of them.");
  if (suspendedAccount) return t("{account} is suspended: nobody can work in it until an administrator of its organization resumes it.", { account: suspendedAccount });
  return t("You are not a member of any account at present. Ask an administrator to invite you.");
}

function reached<Re extends Reach>(caller: Caller, reach: Re): asserts caller is CallerFor<Re> {
  if (caller.kind === "system") {
    if (reach === "staff") return;
    throw new MunimentError("AccessDenied");
  }
  if (reach === "anyone") return;
  if (caller.kind === "anonymous") throw new MunimentError("Unauthenticated");
  if (caller.accessKey && (reach === "session" || reach === "self")) {
    throw new MunimentError("AccessDenied", t("An access key works in its account alone. What concerns a person's own sign-in, keys and sessions needs the person: sign in to the portal."));
  }
  if (reach === "session" || caller.stage === "FULL") {
    if ((reach === "member" || reach === "staff") && !isMember(caller)) throw new MunimentError("AccessDenied", nowhere(caller));
    return;
  }
  throw new MunimentError(caller.stage === "PASSWORD" ? "SecondFactorRequired" : "EnrollmentRequired");
}

function parsed<I extends z.ZodType>(schema: I, input: unknown): z.output<I> {
  const result = schema.safeParse(input, schemaWords());
  if (result.success) {
    const field = unstorableText(result.data);
    if (field !== undefined) throw new MunimentError("ValidationException", undefined, { fields: [{ field, message: t("This holds a character that is none.") }] });
    return result.data;
  }
  const fields = result.error.issues.slice(0, 20).map((issue) => ({ field: issue.path.join("."), message: translated(issue.message) }));
  throw new MunimentError("ValidationException", undefined, { fields });
}

const isKey = (caller: Caller): boolean => caller.kind === "person" && caller.accessKey !== undefined;

function freshFactor(caller: Caller): boolean {
  if (caller.kind === "system") return true;
  if (caller.kind !== "person" || caller.factorAt === null) return false;
  return now().getTime() - caller.factorAt.getTime() <= stepUpSeconds * 1000;
}

/**
 * The only way from a door to the records: parse, decide, resolve, handle and record, in this order.
 * What changes something happens in one transaction together with its audit event; what only reads is answered after its event was written.
 * The database shows all of it, refusals included, no more than the caller's scope. Refusals and failures are recorded too, in a statement of their own. If no event can be written, nothing is answered but the failure.
 * @throws MunimentError, and nothing else
 */
export function perform<Re extends Reach, I extends z.ZodType, O extends z.ZodType, P, R>(
  caller: Caller,
  operation: Operation<Re, I, O, P, R>,
  rawInput: z.input<I>,
): Promise<z.output<O>> {
  return withScope(scopeOf(caller, operation.reach), () => performInScope(caller, operation, rawInput));
}

async function performInScope<Re extends Reach, I extends z.ZodType, O extends z.ZodType, P, R>(
  caller: Caller,
  operation: Operation<Re, I, O, P, R>,
  rawInput: z.input<I>,
): Promise<z.output<O>> {
  let refusal: Recorded = {};
  try {
    reached(caller, operation.reach);
    const who = caller;
    const input = parsed(operation.input, rawInput);
    refusal = operation.recordRefusal?.({ input }) ?? {};
    const decision = decide(who, operation);
    if (!decision.allowed) throw accessDenied(who, operation.name, decision.reason);
    const stepUp = operation.stepUp === true || operation.stepUpWhen?.({ caller: who, input }) === true;
    if (stepUp && !freshFactor(who)) throw new MunimentError("StepUpRequired", isKey(who) ? t("This needs a person with a fresh factor: an access key cannot do it. Sign in to the portal.") : undefined);
    const prepared = (await operation.prepare?.({ caller: who, input })) as P;
    const run = async (db: Db): Promise<z.output<O>> => {
      const resource = (await operation.resource?.({ db, caller: who, input })) as R;
      const report = operation.about?.({ resource });
      if (report) {
        const about = decide(who, operation, report);
        // What a person may neither see nor ask for does not exist for them.
        if (!about.allowed && !report.askable && !decide(who, knowsReport, report).allowed) throw new MunimentError("ResourceNotFound", undefined, {}, { cause: about.reason });
        if (!about.allowed) throw accessDenied(who, operation.name, about.reason, report);
      }
      const output = parsedOutput(operation, await operation.handle({ db, caller: who, input, resource, prepared }));
      const recorded = operation.record?.({ caller: who, input, resource, prepared, output }) ?? {};
      await recordEvent(db, { caller: who, operation: operation.name, outcome: "Success", browsing: operation.browsing ?? false, ...recorded });
      return output;
    };
    const reads = operation.access === "List" || operation.access === "Read";
    return await (reads ? run(database()) : database().$transaction(run, { timeout: transactionTimeoutMs, maxWait: 10_000 }));
  } catch (thrown) {
    const error = asMunimentError(thrown);
    if (error.code === "Internal" || error.code === "Unavailable") {
      log.error("operation-failed", { operation: operation.name, requestId: caller.requestId, code: error.code, cause: describe(error.cause) });
    }
    // Nobody knows who an anonymous caller is, and nothing was decided: such a row would only let a stranger fill the trail.
    const stranger = caller.kind === "anonymous" && (error.code === "Unauthenticated" || error.code === "ValidationException");
    if (error.code !== "Unavailable" && !stranger) await recordRefusal(caller, operation, error.code, { ...refusal, ...(error.detail.person ? { person: error.detail.person, account: error.detail.account ?? null } : {}) });
    throw error;
  }
}

function parsedOutput<Re extends Reach, I extends z.ZodType, O extends z.ZodType, P, R>(operation: Operation<Re, I, O, P, R>, output: z.input<O>): z.output<O> {
  const result = operation.output.safeParse(output);
  if (result.success) return result.data;
  throw new MunimentError("Internal", undefined, {}, { cause: new Error(`${operation.name} broke its output schema: ${result.error.message}`) });
}

async function recordRefusal<Re extends Reach, I extends z.ZodType, O extends z.ZodType, P, R>(
  caller: Caller,
  operation: Operation<Re, I, O, P, R>,
  outcome: Outcome,
  recorded: Recorded,
): Promise<void> {
  try {
    await recordEvent(database(), { caller, operation: operation.name, outcome, browsing: false, ...recorded });
  } catch (thrown) {
    log.error("refusal-not-recorded", { operation: operation.name, requestId: caller.requestId, outcome, cause: describe(thrown) });
    throw new MunimentError("Unavailable", undefined, {}, { cause: thrown });
  }
}

/** The name and first line of an error: messages of the database may quote data, so only Muniment's and Node's own codes go further. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  const code = "code" in cause && typeof cause.code === "string" ? ` ${cause.code}` : "";
  return `${cause.name}${code} ${(cause.stack ?? "").split("\n").find((line) => line.includes(" at "))?.trim() ?? ""}`;
}
