import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { LinkToken } from "@/lib/identity/models";
import { hashToken } from "@/lib/identity/token";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { destinationResource } from "./models";

async function behind(db: Db, token: string) {
  const found = await db.notificationDestination.findUnique({ where: { tokenHash: hashToken(token) }, include: { person: { select: { id: true, name: true, email: true } } } });
  if (!found || found.removedAt !== null || found.tokenExpiresAt === null || found.tokenExpiresAt <= now()) throw new MunimentError("LinkInvalid");
  return found;
}

/** Which address a link confirms, and who asked. Looking confirms nothing. */
export const describeDestinationLink = operation({
  name: "notifications:DescribeDestinationLink",
  summary: "Which address a link confirms, and who asked.",
  access: "Read",
  reach: "anyone",
  browsing: true,
  input: z.object({ token: LinkToken }),
  output: z.object({ address: z.string(), personName: z.string(), confirmed: z.boolean() }),
  resource: ({ db, input }) => behind(db, input.token),
  async handle({ resource }) {
    return Promise.resolve({ address: resource.address, personName: resource.person.name, confirmed: resource.confirmedAt !== null });
  },
  record: ({ resource }) => ({ resources: [destinationResource(resource.id)] }),
});

/** Confirms an address, by whoever reads what is sent there: no sign-in. */
export const confirmDestination = operation({
  name: "notifications:ConfirmDestination",
  summary: "Confirms an address for notifications, by the link that was sent there.",
  access: "Write",
  reach: "anyone",
  input: z.object({ token: LinkToken }),
  output: z.object({ address: z.string() }),
  resource: ({ db, input }) => behind(db, input.token),
  async handle({ db, resource }) {
    await db.notificationDestination.updateMany({ where: { id: resource.id, confirmedAt: null }, data: { confirmedAt: now() } });
    return { address: resource.address };
  },
  record: ({ resource }) => ({ resources: [destinationResource(resource.id), `person/${resource.person.id}`], parameters: { address: resource.address } }),
});
