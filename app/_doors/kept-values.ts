import { cookies } from "next/headers";
import { readFlash } from "@/lib/identity/flash";
import { getKeptForm } from "@/lib/identity/get-kept-form";
import { keepForm } from "@/lib/identity/keep-form";
import { keptFormBytes, keptFormMs } from "@/lib/identity/kept-form";
import type { Caller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { currentCaller } from "./caller";
import { withParams } from "./paths";

/** Says of which operation a form is kept, so that pages look for it only then. What it held stays with the session. */
const keptFormCookie = "__Host-muniment.form";

const draftFields = ["draftId", "reportId", "kind", "title", "periodStart", "periodEnd", "auditor", "category", "language", "extendsVersion", "supersedes", "changes", "publishAt"];

/** For whom a series is: forgotten, it would be for others than was said. */
const whom = ["audience", "organizations", "askable", "viewOnly"];

/** The fields that are shown again when a form was refused. A statement that somebody makes is not among them: it is ticked anew each time. */
const keptFields: Readonly<Record<string, readonly string[]>> = {
  "learning:AnswerCheck": ["q1", "q2", "q3", "q4", "q5", "q6"],
  "resources:CreateResource": ["slug", "title", "summary", "kind"],
  "resources:SaveResourceDraft": ["slug", "title", "summary", "body", "kind", "language", "topics", "programs"],
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

/** As many of the values as may be kept; where they are too long together, the longest are left out. */
function fitting(values: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(values).sort(([, left], [, right]) => left.length - right.length);
  while (Buffer.byteLength(JSON.stringify(Object.fromEntries(kept))) > keptFormBytes) kept.pop();
  return Object.fromEntries(kept);
}

/** The page by its address, without what the last form had to say. */
const pageOf = (address: string): string => withParams(address.split("#")[0] ?? "/", { flash: undefined });

async function keep(caller: Caller, operation: string, page: string, values: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    await perform(caller, keepForm, { operation, page: pageOf(page), values: fitting(values) });
    return true;
  } catch {
    // The person learns why the form was refused; that it could not be kept either is in the trail.
    return false;
  }
}

const cookieOf = (operation: string, seconds: number): string => `${keptFormCookie}=${operation}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Lax`;

type Refused = { input: Readonly<Record<string, unknown>>; emptied?: readonly string[]; returnTo: string };

/** Keeps what was typed into a form that was refused or has to wait for a fresh code. A field that was emptied is shown empty again, whatever is stored. */
export async function withKeptValues(response: Response, operation: string, caller: Caller, { input, emptied, returnTo }: Refused): Promise<Response> {
  const names = keptFields[operation];
  if (!names || caller.kind !== "person") return response;
  const values = Object.fromEntries(
    names.map((name) => [name, emptied?.includes(name) ? "" : spoken(input[name])] as const).filter((field): field is readonly [string, string] => field[1] !== null),
  );
  const kept = await keep(caller, operation, returnTo, values);
  response.headers.append("Set-Cookie", kept ? cookieOf(operation, keptFormMs / 1000) : cookieOf("", 0));
  return response;
}

/** The operations that take or throw away what one form holds. */
const families: readonly (readonly string[])[] = [
  ["publishing:SaveDraft", "publishing:PublishDraft", "publishing:ScheduleDraft", "publishing:DiscardDraft"],
  ["resources:SaveResourceDraft", "resources:PublishResource", "resources:DiscardResourceDraft"],
];

/** After a form that was taken: what was kept of it is not shown again. What another page waits with stays. */
export async function withoutKeptValues(response: Response, operation: string, caller: Caller): Promise<Response> {
  if (caller.kind !== "person") return response;
  const waiting = (await cookies()).get(keptFormCookie)?.value;
  if (waiting !== undefined && (waiting === operation || families.some((family) => family.includes(waiting) && family.includes(operation)))) response.headers.append("Set-Cookie", cookieOf("", 0));
  return response;
}

/**
 * What was entered into a form of this operation on the page `here` that was just refused, or that had to wait for a fresh code. Only beside the sentence that says so
 * (`flash`): whoever opens the page afresh sees what is stored.
 */
export async function keptValues(operation: string, here: string, flash: string | undefined): Promise<Readonly<Record<string, string>>> {
  const caller = await currentCaller();
  if (caller.kind !== "person" || !readFlash(flash) || (await cookies()).get(keptFormCookie)?.value !== operation) return {};
  try {
    return (await perform(caller, getKeptForm, { operation, page: pageOf(here) })).values;
  } catch {
    // An empty form is better than no page; that it failed is in the trail.
    return {};
  }
}
