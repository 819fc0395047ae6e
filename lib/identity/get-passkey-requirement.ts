import { z } from "zod";
import { organizationInReach } from "@/lib/organizations/account-in-reach";
import { operation } from "@/lib/operations/operation";
import { GroupName, Uuid } from "./models";
import { concernedByRequirement } from "./passkey-requirement";
import { relyingPartyId } from "./relying-party";

/** Whether an organization asks its admins for a passkey, and whom it concerns or would concern. */
export const getPasskeyRequirement = operation({
  name: "identity:GetPasskeyRequirement",
  summary: "Whether an organization asks its admins for a passkey, and who is concerned.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ organizationId: Uuid.optional() }),
  output: z.object({
    organization: z.object({ id: z.uuid(), name: z.string(), kind: z.enum(["OPERATOR", "CUSTOMER"]) }),
    required: z.boolean(),
    available: z.boolean(),
    /** The first 500. */
    concerned: z.array(z.object({ personId: z.uuid(), name: z.string(), email: z.string(), group: GroupName, accountName: z.string(), held: z.boolean() })),
    people: z.int(),
    without: z.int(),
  }),
  resource: ({ db, caller, input }) => organizationInReach(db, caller, input.organizationId),
  async handle({ db, resource: { id, name, kind } }) {
    const { requirePasskeys } = await db.organization.findUniqueOrThrow({ where: { id }, select: { requirePasskeys: true } });
    const concerned = await concernedByRequirement(db, { id, kind });
    const people = new Map(concerned.map(({ personId, held }) => [personId, held]));
    return { organization: { id, name, kind }, required: requirePasskeys, available: relyingPartyId() !== "", concerned, people: people.size, without: [...people.values()].filter((held) => !held).length };
  },
  record: ({ resource }) => ({ resources: [`organization/${resource.id}`] }),
});
