import { z } from "zod";
import { AccountId, Uuid } from "@/lib/identity/models";
import { Place } from "./models";

/** A change of the tree that is looked at before it is made. */
export const TreeChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("move-account"), accountId: AccountId, to: Place }),
  z.object({ kind: z.literal("move-unit"), unitId: Uuid, to: Place }),
  z.object({ kind: z.literal("leave"), accountId: AccountId }),
  z.object({ kind: z.literal("remove"), accountId: AccountId }),
  z.object({ kind: z.literal("join"), invitationId: Uuid }),
  z.object({ kind: z.literal("close"), accountId: AccountId }),
]);
export type TreeChange = z.output<typeof TreeChange>;
/** As a caller writes it: a place is `root` or the id of a unit. */
export type AskedChange = z.input<typeof TreeChange>;

const GuardrailAt = z.object({ policy: z.string(), level: z.string() });
const PlaceOf = z.object({ organizationId: z.uuid().nullable(), organization: z.string(), units: z.array(z.string()) });

/** What a change would do. `digest` stands for all of it that matters: the change is refused when it no longer fits. */
export const Preview = z.object({
  digest: z.string(),
  kind: z.enum(["move-account", "move-unit", "leave", "remove", "join", "close"]),
  subject: z.object({ kind: z.enum(["ACCOUNT", "UNIT"]), id: z.string(), name: z.string() }),
  from: PlaceOf,
  /** Null for an account that is closed. */
  to: PlaceOf.nullable(),
  accounts: z.int(),
  people: z.int(),
  /** By policy and level; `kept` hold before and after. */
  guardrails: z.object({ applied: z.array(GuardrailAt), ceased: z.array(GuardrailAt), kept: z.int() }),
  /** For each group with members: how many operations it may call, and which ones come and go. */
  powers: z.array(z.object({ group: z.string(), groupAfter: z.string(), people: z.int(), before: z.int(), after: z.int(), lost: z.array(z.string()), gained: z.array(z.string()) })),
  /** Policies of single people that end. */
  personal: z.array(z.object({ person: z.string(), policy: z.string() })),
  /** What else was given in an account and ends when it leaves its organization: roles with the policies that they lose and how many grants end, open invitations, access that was approved on request, requests that wait. */
  ends: z.object({ roles: z.array(z.object({ role: z.string(), policies: z.array(z.string()), grants: z.int() })), invitations: z.int(), access: z.int(), requests: z.int() }),
  coverage: z.array(z.object({ slug: z.string(), name: z.string(), before: z.enum(["OWN", "ORGANIZATION", "NONE"]), after: z.enum(["OWN", "ORGANIZATION", "NONE"]), lapses: z.boolean() })),
  suspended: z.object({ before: z.boolean(), after: z.boolean() }),
  told: z.array(z.object({ who: z.string(), count: z.int() })),
});
export type Preview = z.output<typeof Preview>;
