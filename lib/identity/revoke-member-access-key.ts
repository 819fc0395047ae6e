import { z } from "zod";
import { membershipInReach } from "@/lib/organizations/membership-in-reach";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Nothing, Uuid } from "./models";
import { endAccessKey } from "./own-access-key";

/** Ends an access key of a member whom the caller administers, at once. */
export const revokeMemberAccessKey = operation({
  name: "identity:RevokeMemberAccessKey",
  summary: "Ends an access key of a member, at once.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accessKeyId: Uuid }),
  output: Nothing,
  async resource({ db, caller, input }) {
    const key = await db.accessKey.findFirst({ where: { id: input.accessKeyId, revokedAt: null }, select: { id: true, name: true, personId: true, accountId: true } });
    if (!key) throw new MunimentError("ResourceNotFound");
    await membershipInReach(db, caller, key);
    return key;
  },
  async handle({ db, resource }) {
    await endAccessKey(db, resource.id);
    return {};
  },
  record: ({ resource }) => ({ resources: [`access-key/${resource.id}`, `person/${resource.personId}`, `account/${resource.accountId}`], parameters: { name: resource.name } }),
});
