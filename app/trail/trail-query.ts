import type { TrailFilters, TrailRow } from "@/components/audit/trail-view";
import { one, type SearchParams } from "@/app/_doors/paths";
import type { TrailEvent } from "@/lib/audit/event-row";
import { allSignIns } from "@/lib/audit/sign-ins";
import { formatAccountId } from "@/lib/organizations/account-id";
import type { AccountScope, Caller } from "@/lib/operations/caller";
import { allOperations } from "@/lib/operations/registry";
import { msg, t, type Message } from "@/lib/texts/text";

type Choice = { value: string; label: string };

const isUuid = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
const isDate = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));

/** The filter behind an address; parts that mean nothing are left out. */
export function readTrailQuery(params: SearchParams) {
  const text = (name: string): string => (one(params, name) ?? "").trim();
  const date = (name: string): string => (isDate(text(name)) ? text(name) : "");
  const account = text("account").replaceAll("-", "");
  const filters: TrailFilters = {
    person: text("person").slice(0, 200).toWellFormed(),
    account: /^\d{12}$/.test(account) ? account : "",
    operation: /^([a-z]+(:[A-Za-z]+)?|sign-ins)$/.test(text("operation")) ? text("operation") : "",
    outcome: ["success", "refused"].includes(text("outcome")) ? text("outcome") : "",
    personId: isUuid(text("personId")) ? text("personId") : "",
    about: /^[a-z-]{1,40}\/[A-Za-z0-9:._@-]{1,120}$/.test(text("about")) ? text("about") : "",
    address: /^[0-9A-Fa-f.:]{2,45}$|^local$/.test(text("address")) ? text("address") : "",
    from: date("from"),
    to: date("to"),
    all: text("all") === "1",
  };
  const input = {
    person: filters.person,
    account: filters.account || undefined,
    operation: filters.operation || undefined,
    who: filters.personId || undefined,
    resource: filters.about || undefined,
    address: filters.address || undefined,
    outcome: filters.outcome === "success" ? ("success" as const) : filters.outcome === "refused" ? ("refused" as const) : undefined,
    from: filters.from || undefined,
    to: filters.to || undefined,
    browsing: filters.all,
  };
  return { filters, input, page: one(params, "page") || undefined };
}

/** Searches that everybody needs, and those that the person has kept. */
export const commonViews: readonly { label: Message; query: string }[] = [
  { label: msg("Downloads"), query: "operation=reports%3ACompleteDownload" },
  { label: msg("Acceptances"), query: "operation=agreements%3AAcceptAgreement" },
  { label: msg("Terms accepted"), query: "operation=reports%3AAcceptTerms" },
  { label: msg("Sign-ins"), query: `operation=${allSignIns}` },
  { label: msg("Failed sign-ins"), query: `operation=${allSignIns}&outcome=refused` },
  { label: msg("Refusals"), query: "outcome=refused" },
  { label: msg("Members"), query: "operation=organizations" },
];

/** What a page about one person or one thing is called; null for the whole trail. */
export function trailTitle(filters: TrailFilters, events: readonly TrailEvent[]): string | null {
  if (filters.personId) {
    const name = events.find((event) => event.personId === filters.personId)?.personName;
    return name ? t("What {person} did", { person: name }) : t("What this person did");
  }
  if (filters.about) return t("What happened to {thing}", { thing: filters.about });
  return null;
}

/** The filter under the names of the operation, for the export's form and for following. */
export const operationFields = (filters: TrailFilters): Record<string, string> => {
  const { about, all, personId, ...same } = filters;
  return Object.fromEntries(Object.entries({ ...same, who: personId, resource: about, browsing: all ? "1" : "" }).filter(([, value]) => value !== ""));
};

export function trailHref(filters: TrailFilters, page?: string): string {
  const query = new URLSearchParams();
  for (const name of ["person", "personId", "account", "operation", "outcome", "about", "address", "from", "to"] as const) if (filters[name]) query.set(name, filters[name]);
  if (filters.all) query.set("all", "1");
  if (page) query.set("page", page);
  const text = query.toString();
  return text === "" ? "/trail" : `/trail?${text}`;
}

const outcomeNames: Readonly<Record<string, Message>> = { success: msg("Success"), refused: msg("Refused or failed") };
const outcomeName = (outcome: string): string => {
  const name = outcomeNames[outcome];
  return name ? t(name) : "";
};
export const outcomeChoices = (): readonly Choice[] => Object.entries(outcomeNames).map(([value, label]) => ({ value, label: t(label) }));

/** Every operation of the registry, by name, behind those that belong together. */
export const operationChoices = (): readonly Choice[] => [{ value: allSignIns, label: t("All sign-ins") }, ...allOperations.map(({ name }) => ({ value: name, label: name })).sort((a, b) => a.label.localeCompare(b.label))];

/** The person's own accounts and those on the page. */
export function accountChoices(caller: Caller, events: readonly TrailEvent[]): Choice[] {
  const own = caller.kind === "person" ? caller.accounts.map(({ id, name, organizationName }) => [id, `${organizationName} · ${name}`] as const) : [];
  const seen = events.flatMap((event) => (event.accountId ? [[event.accountId, `${event.organizationName ?? ""} · ${event.accountName ?? event.accountId}`] as const] : []));
  return [...new Map([...seen, ...own])].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}

export function trailChips(filters: TrailFilters): { name: string; value: string; removeHref: string }[] {
  const names = {
    person: t("Person"),
    personId: t("Person id"),
    account: t("Account"),
    operation: t("Operation"),
    outcome: t("Outcome"),
    about: t("About##event"),
    address: t("Address"),
    from: t("From"),
    to: t("To"),
  } as const;
  const shown = (name: keyof typeof names): string => (name === "account" ? formatAccountId(filters.account) : name === "outcome" ? outcomeName(filters.outcome) : filters[name]);
  const chips = (Object.keys(names) as (keyof typeof names)[])
    .filter((name) => filters[name] !== "")
    .map((name) => ({ name: names[name], value: shown(name), removeHref: trailHref({ ...filters, [name]: "" }) }));
  return filters.all ? [...chips, { name: t("Show"), value: t("browsing too"), removeHref: trailHref({ ...filters, all: false }) }] : chips;
}

/** Whose events these are, in a sentence. */
export function scopeSentence(scope: "everything" | "organization" | "account" | "own", account: AccountScope): string {
  if (scope === "everything") return t("Everything that anyone has done in this portal.");
  if (scope === "organization") return t("Everything that was done for {organization}, and all that you have done.", { organization: account.organizationName });
  if (scope === "account") return t("Everything that was done in {account}, and all that you have done.", { account: `${account.organizationName} · ${account.name}` });
  return t("All that you have done. Administrators see their whole organization.");
}

/** What an event was about, in a few words: the report, the copy, the person. */
function summaryOf(event: TrailEvent): string | null {
  const { downloadId, email, group, series, delivery } = event.parameters;
  const [first] = event.resources;
  if (event.operation.startsWith("agreements:")) return first ?? null;
  const parts = [downloadId && t("copy {id}", { id: String(downloadId) }), delivery, email, group, series].filter((part) => typeof part === "string" && part !== "");
  return parts.length > 0 ? parts.join(" · ") : (first ?? null);
}

const systemNames: Readonly<Record<string, Message>> = {
  delivery: msg("Delivery"),
  setup: msg("Set-up"),
  "publish-report": msg("Publishing command"),
  "record-agreement": msg("Recording command"),
  "reset-person": msg("Reset command"),
};

/** Who did it: a person by the name of then, the portal itself by what it did. */
export function actorName({ erased, personName, personEmail, actorKind, parameters }: TrailEvent): string {
  if (erased && personName === "") return t("Erased");
  if (actorKind === "system") return personEmail === "" ? t(systemNames[personName] ?? msg("The portal")) : t("The portal, for {person}", { person: personName });
  if (personName === "") return actorKind === "anonymous" ? t("Not signed in") : "";
  const key = parameters["accessKey"];
  return actorKind === "access-key" && typeof key === "string" ? t("{person}, by the key {key}", { person: personName, key }) : personName;
}

export const rowOf = (event: TrailEvent): TrailRow => ({
  id: event.id,
  href: `/trail/${event.id}`,
  at: event.at.toISOString(),
  personName: actorName(event),
  personEmail: event.personEmail,
  operation: event.operation,
  outcome: event.outcome,
  accountName: event.accountName,
  address: event.address,
  summary: summaryOf(event),
});
