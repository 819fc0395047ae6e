import { v7 as uuidv7 } from "uuid";
import type { Layer } from "@/lib/access/evaluate";
import { now } from "./clock";

/** Built-in groups, each a member's whole authority in one account. */
export const groups = ["root", "publisher", "organization-admin", "account-admin", "auditor", "viewer"] as const;
export type Group = (typeof groups)[number];

export const isGroup = (name: string): name is Group => groups.some((group) => group === name);

/** What a person works as: a member's group, or `role` while a role is assumed, whose policies then are the whole authority. */
export type Standing = Group | "role";

/** A role that is assumed: `until` is the first instant of it being over. */
export type AssumedRole = Readonly<{ id: string; name: string; grantId: string; until: Date }>;

/** A role that the person may assume now. */
export type AssumableRole = Readonly<{ grantId: string; name: string; accountName: string; organizationName: string; until: Date }>;

/** Where a request came from. `correlationId` joins the events of one piece of work, such as one download. */
export type Origin = Readonly<{ address: string; userAgent: string; requestId: string; correlationId: string }>;

export type AccountScope = Readonly<{
  id: string;
  name: string;
  management: boolean;
  organizationId: string;
  organizationName: string;
  organizationKind: "OPERATOR" | "CUSTOMER";
}>;

/** An access key of a person, as the caller behind a script. */
export type KeyInUse = Readonly<{ id: string; name: string }>;

/** What has a say in what a person may do in the account they work in, and when which agreements cover it: `to` is the first instant without. */
export type CallerAccess = Readonly<{
  layers: readonly Layer[];
  agreements: readonly Readonly<{ slug: string; from: number; to: number | null }>[];
  /** Series that the operator shares with this person alone, each before `until`, and where an agreement is named while that is in force. */
  shares?: readonly Readonly<{ series: string; until: Date; agreement: string | null }>[];
}>;

export type PersonCaller = Origin &
  Readonly<{
    kind: "person";
    personId: string;
    name: string;
    email: string;
    /** Of the session, or of the access key. */
    sessionId: string;
    /** Set where a script calls with a key: it confirms nothing, and reaches nothing but its account. */
    accessKey?: KeyInUse;
    /** `required`: an organization that the person administers asks for a passkey. `held`: there is one that works here. */
    passkeys?: Readonly<{ required: boolean; held: boolean }>;
    /** PASSWORD: a code is owed. ENROLLMENT: no factor exists yet. FULL: signed in. */
    stage: "PASSWORD" | "ENROLLMENT" | "FULL";
    factor: string | null;
    factorAt: Date | null;
    /** The passkey that the factor was. */
    passkeyId: string | null;
    account: AccountScope | null;
    group: Standing | null;
    /** The role in which the person works instead of with their own permissions; `account` is the role's then. */
    role: AssumedRole | null;
    /** The role that was found to be over by this very request: the person works as themselves again. */
    endedRole: Readonly<{ name: string; at: Date }> | null;
    /** What the session was called before a role began or ended. */
    formerSessionId: string | null;
    /** Requests for access that wait for an answer of this person's group. */
    waitingRequests: number;
    /** Roles that can be assumed now, 50 at most. */
    roles: readonly AssumableRole[];
    /** As it was when the caller was made. Without a layer nothing is allowed. */
    access: CallerAccess;
    /** All accounts the person belongs to, 200 at most: the choice of the account switcher. */
    accounts: readonly Readonly<{ id: string; name: string; organizationName: string }>[];
    /** The name of the account that the session is in, while it is suspended: then `account` is null. */
    suspendedAccount?: string | null;
  }>;

export type AnonymousCaller = Origin & Readonly<{ kind: "anonymous" }>;

/** The portal itself or a command that an operator runs on its machine. `name` says which. */
export type SystemCaller = Origin & Readonly<{ kind: "system"; name: string }>;

/** Who asks. Made once per request by a door, immutable, and the first argument of everything. */
export type Caller = PersonCaller | AnonymousCaller | SystemCaller;

/** A person who is fully signed in and works in an account. */
export type MemberCaller = PersonCaller & Readonly<{ stage: "FULL"; account: AccountScope; group: Standing }>;

export function isMember(caller: Caller): caller is MemberCaller {
  return caller.kind === "person" && caller.stage === "FULL" && caller.account !== null && caller.group !== null;
}

/** A fresh origin; header values are cut to bounded lengths because they are stored. */
export function originOf(from: { address: string; userAgent?: string | null; requestId?: string | null }): Origin {
  const requestId = from.requestId ?? uuidv7({ msecs: now().getTime() });
  return { address: from.address.slice(0, 64), userAgent: (from.userAgent ?? "").slice(0, 256), requestId, correlationId: requestId };
}

export function systemCaller(name: string): SystemCaller {
  return { kind: "system", name, ...originOf({ address: "local" }) };
}
