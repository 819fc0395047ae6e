import type { SimulatedStatement, SimulatorAnswer } from "@/components/policies/simulator-view";
import { actionNames, isDecidedPerReport } from "@/lib/access/actions";
import { simulateDecision } from "@/lib/access/simulate-decision";
import type { Caller } from "@/lib/operations/caller";
import { asMunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { listReports } from "@/lib/reports/list-reports";
import { builtInHref, builtInPolicies } from "../shared";
import { simulatorHref, type Question } from "./question";
import { t, translated } from "@/lib/texts/text";

type Result = { problem?: string; matches?: { label: string; href: string }[]; answer?: SimulatorAnswer };

const maxMatches = 8;
const reportKey = /^(report-[A-Za-z0-9]{16})(?:[:/](\d{1,6}))?$/;

type Trace = { policyId: string | null; policy: string; version: number; index: number; sid: string | null; effect: "Allow" | "Deny"; matches: boolean; why: string };

function shownStatement(trace: Trace, place: number): SimulatedStatement {
  const builtIn = trace.policyId === null ? builtInPolicies.find(({ name }) => name === trace.policy) : undefined;
  return {
    key: `${trace.policyId ?? trace.policy} ${trace.index} ${place}`,
    policy: builtIn ? translated(trace.policy) : trace.policy,
    href: trace.policyId ? `/policies/${trace.policyId}` : builtIn ? builtInHref(builtIn.key) : null,
    version: trace.version,
    statement: trace.sid === null ? t("statement {number}", { number: String(trace.index + 1) }) : t("statement {name}", { name: `"${trace.sid}"` }),
    effect: trace.effect,
    matches: trace.matches,
    why: trace.why,
  };
}

/** The report that was meant: by its id, or by words of its title where one report alone has them. */
async function reportOf(caller: Caller, asked: Question): Promise<Result | { reportId: string; version?: string | undefined }> {
  const [, reportId, version] = reportKey.exec(asked.report) ?? [];
  if (reportId !== undefined) return { reportId, version };
  if (asked.report === "") return { problem: t("Name a report: {operation} is decided for each report by itself.", { operation: asked.operation }) };
  const { rows } = await perform(caller, listReports, { query: asked.report, maxResults: maxMatches });
  const [only, ...more] = rows;
  if (!only) return { problem: t("No report that you can see has these words in its title. Write other words, or its id.") };
  if (more.length === 0) return { reportId: only.reportId, version: String(only.version) };
  return { matches: rows.map((row) => ({ label: row.title, href: simulatorHref({ ...asked, report: `${row.reportId}:${row.version}` }) })) };
}

function sentenceOf(allowed: boolean, who: { name: string; account: string } | null, operation: string, title: string | undefined): string {
  const what = title === undefined ? operation : t("{operation} for “{report}”", { operation, report: title });
  if (!who) return allowed ? t("The person may call {operation}.", { operation: what }) : t("The person may not call {operation}.", { operation: what });
  const values = { ...who, operation: what };
  return allowed ? t("{name}, in {account}, may call {operation}.", values) : t("{name}, in {account}, may not call {operation}.", values);
}

/** Decides a question, or says what is missing for an answer. @throws MunimentError AccessDenied where the caller may not ask at all */
export async function answerTo(caller: Caller, asked: Question, who: { name: string; account: string } | null): Promise<Result> {
  const operation = actionNames.find((one) => one === asked.operation);
  if (!operation) return { problem: t("There is no operation {operation} that policies decide. Choose one from the list.", { operation: JSON.stringify(asked.operation) }) };
  const [accountId = "", personId = ""] = asked.who.split(".");
  try {
    const about = isDecidedPerReport(operation) ? await reportOf(caller, asked) : {};
    if ("problem" in about || "matches" in about) return about;
    const at = asked.at === "" ? undefined : `${asked.at}${/T\d\d:\d\d$/.test(asked.at) ? ":00" : ""}Z`;
    const conditions = { at, address: asked.address || undefined, mfaAge: asked.mfa || undefined, agreements: asked.agreements.length > 0 ? [...asked.agreements] : undefined };
    const { allowed, reason, decidedBy, layers, report } = await perform(caller, simulateDecision, { accountId, personId, operation, ...about, ...conditions });
    return {
      answer: {
        allowed,
        sentence: sentenceOf(allowed, who, operation, report?.title),
        reason,
        decidedBy: decidedBy && shownStatement(decidedBy, 0),
        notShared: report && !report.shared ? t("Policies do not matter here: the report was not published for this organization, so that for its people it does not exist.") : null,
        layers: layers.map((layer) => ({ ...layer, decidedBy: layer.decidedBy && shownStatement(layer.decidedBy, 0), statements: layer.statements.map(shownStatement) })),
      },
    };
  } catch (thrown) {
    const error = asMunimentError(thrown);
    if (error.code === "ResourceNotFound") return { problem: t("There is no such person in this account, or no such report for your organization. Choose again.") };
    if (error.code === "ValidationException") return { problem: error.detail.fields?.map(({ field, message }) => `${field}: ${message}`).join(" ") ?? error.message };
    throw error;
  }
}
