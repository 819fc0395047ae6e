import { cookies } from "next/headers";
import { formValuesCookie, formValuesSeconds, readFormValues, sealFormValues } from "@/lib/identity/form-values";
import type { Caller } from "@/lib/operations/caller";
import { currentCaller } from "./caller";

const draftFields = ["draftId", "reportId", "kind", "title", "periodStart", "periodEnd", "auditor", "category", "language", "extendsVersion", "supersedes", "changes", "publishAt"];

/** For whom a series is: forgotten, it would be for others than was said. */
const whom = ["audience", "organizations", "askable", "viewOnly"];

/** The fields that are shown again when a form was refused. A statement that somebody makes is not among them: it is ticked anew each time. */
const keptFields: Readonly<Record<string, readonly string[]>> = {
  "learning:AnswerCheck": ["q1", "q2", "q3", "q4", "q5", "q6"],
  "resources:CreateResource": ["slug", "title", "summary", "kind"],
  "agreements:AcceptAgreement": ["legalEntity", "title", "typedName"],
  "agreements:PrepareAcceptance": ["legalEntity", "title", "typedName", "note"],
  "agreements:CreateAgreement": ["slug", "name", "summary", "kind", "scope", "prerequisite"],
  "agreements:PublishRevision": ["title", "language", "sections", "boxes", "terminateTerms", "noticeDays", "effective", "graceDays"],
  "audit:AddWitness": ["address", "verifier"],
  "audit:AddWitnessedLog": ["keys", "origin"],
  "center:PutUserControls": ["lines"],
  "agreements:RecordOfflineAgreement": ["organizationSlug", "accountId", "type", "revision", "firstDay", "lastDay", "note"],
  "publishing:SaveDraft": draftFields,
  "publishing:PublishDraft": draftFields,
  "publishing:ScheduleDraft": draftFields,
  "publishing:UpdateSeries": ["reportId", "name", "description", "product", "category", "language", "terms", "shareWith", "owner", ...whom],
  "reports:CreateSeries": ["slug", "name", "description", "program", "product", "category", "language", "terms", "shareWith", ...whom],
  "reports:PutTerms": ["slug", "title", "acceptance", "sections"],
};

/** A field as text; several of one name with spaces between. */
function spoken(value: unknown): string | null {
  if (Array.isArray(value)) return value.filter((one) => typeof one === "string").join(" ");
  return typeof value === "string" ? value : null;
}

/** Sets, or takes away, what the page shows again. */
export function withKeptValues(response: Response, operation: string, caller: Caller, input: Readonly<Record<string, unknown>> | null): Response {
  const names = keptFields[operation];
  if (!names || caller.kind !== "person") return response;
  const values = Object.fromEntries(names.map((name) => [name, spoken(input?.[name])] as const).filter((field): field is readonly [string, string] => field[1] !== null));
  const sealed = input === null ? null : sealFormValues(caller.sessionId, operation, values);
  const age = sealed === null ? 0 : formValuesSeconds;
  response.headers.append("Set-Cookie", `${formValuesCookie}=${sealed ?? ""}; Path=/; Max-Age=${age}; Secure; HttpOnly; SameSite=Lax`);
  return response;
}

/** What was entered into a form of this operation that was just refused. */
export async function keptValues(operation: string): Promise<Readonly<Record<string, string>>> {
  const caller = await currentCaller();
  return caller.kind === "person" ? readFormValues((await cookies()).get(formValuesCookie)?.value, caller.sessionId, operation) : {};
}
