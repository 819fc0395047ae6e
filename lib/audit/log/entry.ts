import { hash } from "node:crypto";
import { canonicalJson, isList, type Json } from "./canonical-json";

/** An event as its row holds it: what the log's entry is made of. Times are ISO 8601 in UTC with milliseconds, ids are lower-case. */
export type LoggedEvent = {
  id: string;
  at: string;
  operation: string;
  outcome: string;
  browsing: boolean;
  actorKind: string;
  personId: string | null;
  personName: string;
  personEmail: string;
  accountId: string | null;
  organizationId: string | null;
  sessionId: string | null;
  /** The role that the person had assumed, and its name at the time. */
  roleId: string | null;
  roleName: string;
  factor: string | null;
  factorAge: number | null;
  address: string;
  userAgent: string;
  requestId: string;
  correlationId: string;
  resources: readonly string[];
  parameters: { readonly [name: string]: Json };
  /** 16 bytes that all salts of the event come from; null when a field of it was erased. */
  salt: Uint8Array | null;
  /** After an erasure: the salts of the fields that are left. */
  keptSalts: Readonly<Record<string, string>> | null;
  /** After an erasure: the commitments of the fields that are gone. */
  erased: Readonly<Record<string, string>> | null;
};

/** Where the sequencer put the event: its number among its organization's events, from 1, and the leaf hash of the one before in hexadecimal. */
export type Place = { organizationSequence: number; previous: string | null };

export const entryFormat = "muniment-event/1";

/** One field of an event that can be opened, or erased, by itself. In the manner of SD-JWT (RFC 9901). */
export type Disclosure = readonly [salt: string, name: string, value: Json];

/** What stands in the entry for a field: SHA-256 over the canonical JSON of `[salt, name, value]`, base64url. */
export const commitmentOf = (disclosure: Disclosure): string => hash("sha256", canonicalJson(disclosure), "base64url");

// The seed is secret and of fixed length, and only half of each hash is shown: one salt tells nothing about another.
const saltFrom = (seed: Uint8Array, name: string): string => hash("sha256", Buffer.concat([seed, Buffer.from(name, "utf8")]), "buffer").toString("base64url", 0, 16);

/** Numbers that have no single form become text, so that no event can stop the log. */
function exact(value: Json): Json {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : String(value);
  if (typeof value !== "object" || value === null) return value;
  return isList(value) ? value.map(exact) : Object.fromEntries(Object.entries(value).map(([name, member]) => [name, exact(member)]));
}

/** The fields that an event commits to without showing them. What is empty is not there. */
function personalFields(event: LoggedEvent): [string, Json][] {
  const own: [string, Json][] = [
    ["name", event.personName],
    ["email", event.personEmail],
    ["address", event.address],
    ["userAgent", event.userAgent],
  ];
  return [...own.filter(([, value]) => value !== ""), ...Object.entries(event.parameters).map(([name, value]): [string, Json] => [`parameters.${name}`, exact(value)])];
}

/** The fields of an event with their salts: what opens its commitments. Erased fields are not among them. @throws RangeError when a salt is missing */
export function disclosuresOf(event: LoggedEvent): Disclosure[] {
  return personalFields(event).map(([name, value]): Disclosure => {
    const salt = event.salt ? saltFrom(event.salt, name) : event.keptSalts?.[name];
    if (salt === undefined) throw new RangeError(`event ${event.id} has no salt for ${name}`);
    return [salt, name, value];
  });
}

const present = (fields: Record<string, Json>): Record<string, Json> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/**
 * The entry of the log for an event: canonical JSON that holds ids, operation, outcome and time as they are, and everything personal, with all parameters,
 * as commitments. What is null is left out, so that a field which is added later leaves the entries of older events as they were.
 */
export function entryOf(event: LoggedEvent, place: Place): string {
  const commitments: Record<string, string> = { ...event.erased };
  for (const disclosure of disclosuresOf(event)) commitments[disclosure[1]] = commitmentOf(disclosure);
  return canonicalJson({
    format: entryFormat,
    id: event.id,
    at: event.at,
    operation: event.operation,
    outcome: event.outcome,
    browsing: event.browsing,
    actor: present({ kind: event.actorKind, person: event.personId, session: event.sessionId, role: event.roleId, roleName: event.roleName || null, factor: event.factor, factorAge: event.factorAge }),
    ...present({ account: event.accountId, organization: event.organizationId, previous: place.previous }),
    organizationSequence: place.organizationSequence,
    request: event.requestId,
    correlation: event.correlationId,
    resources: event.resources,
    commitments,
  });
}
