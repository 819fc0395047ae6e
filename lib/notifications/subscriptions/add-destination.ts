import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import { Email } from "@/lib/identity/models";
import { keepOnceShown } from "@/lib/identity/once-shown";
import { hashToken, newToken } from "@/lib/identity/token";
import type { PersonCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { operatorName } from "@/lib/organizations/operator-name";
import { newSigningSecret } from "@/lib/outbound/sign";
import { refuseUnreachable, WebhookUrl } from "@/lib/outbound/webhook-url";
import { composeMail } from "../compose-mail";
import { queueMessage } from "../queue-message";
import { confirmMs, destinationResource, maxDestinations } from "./models";
import { sealDestination } from "./webhook-destination";
import { t } from "@/lib/texts/text";

const dayMs = 86_400_000;
/** An address that is added and removed again and again is somebody else's nuisance. */
const mostADay = 20;

/** Nobody knows yet who reads there: they are written to in the language of whoever entered the address. */
async function askToConfirm(db: Db, caller: PersonCaller, id: string, address: string, token: string, expiresAt: Date): Promise<void> {
  const sender = await operatorName();
  await queueMessage(db, {
    to: address,
    subject: t("Confirm this address: notifications from {sender}", { sender }),
    about: destinationResource(id),
    goodUntil: expiresAt,
    ...composeMail({
      paragraphs: [
        t("{name} ({email}) wants notifications of the evidence portal of {sender} to be sent to this address.", { name: caller.name, email: caller.email, sender }),
        t("If you want that, confirm it. If not, do nothing: nothing more is sent here."),
      ],
      action: { label: t("Confirm this address"), href: `${config().baseUrl}/notifications/confirm/${token}` },
      sender,
      reason: t("You get this because your address was entered in the portal. The link works for three days."),
    }),
  });
}

/** Adds a place for notifications: an e-mail address, which its reader has to confirm, or an HTTPS address that programs listen at, whose secret is shown once. */
export const addDestination = operation({
  name: "notifications:AddDestination",
  summary: "Adds an address or a webhook that the caller's notifications may go to.",
  access: "Write",
  reach: "self",
  stepUp: true,
  input: z.discriminatedUnion("channel", [z.object({ channel: z.literal("MAIL"), address: Email }), z.object({ channel: z.literal("WEBHOOK"), url: WebhookUrl })]),
  output: z.object({ destinationId: z.uuid(), channel: z.enum(["MAIL", "WEBHOOK"]), address: z.string(), secret: z.string().nullable() }),
  async prepare({ input }) {
    if (input.channel === "WEBHOOK") await refuseUnreachable(new URL(input.url).hostname, "url");
  },
  async handle({ db, caller, input }) {
    const { personId } = caller;
    const at = now();
    await db.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
    if (input.channel === "MAIL" && input.address === caller.email) throw new MunimentError("ValidationException", t("This is your own address: it needs no confirming."), { fields: [{ field: "address", message: t("Your own address is there already.") }] });
    const there = await db.notificationDestination.findMany({ where: { personId, OR: [{ removedAt: null }, { createdAt: { gt: new Date(at.getTime() - dayMs) } }] }, select: { address: true, channel: true, removedAt: true, createdAt: true } });
    const open = there.filter(({ removedAt }) => removedAt === null);
    if (input.channel === "MAIL" && open.some(({ channel, address }) => channel === "MAIL" && address === input.address)) throw new MunimentError("Conflict", t("This address is among yours already."), { fields: [{ field: "address", message: t("There already.") }] });
    if (open.length >= maxDestinations) throw new MunimentError("Conflict", t("You have {n} addresses and webhooks, the most there can be. Remove one first.", { n: maxDestinations }));
    if (there.filter(({ createdAt }) => createdAt.getTime() > at.getTime() - dayMs).length >= mostADay) throw new MunimentError("Throttled", t("You added many addresses today. Go on tomorrow."));
    const destinationId = uuidv7({ msecs: at.getTime() });
    if (input.channel === "MAIL") {
      const token = newToken();
      const expiresAt = new Date(at.getTime() + confirmMs);
      await db.notificationDestination.create({ data: { id: destinationId, personId, channel: "MAIL", address: input.address, tokenHash: hashToken(token), tokenExpiresAt: expiresAt, createdAt: at } });
      await askToConfirm(db, caller, destinationId, input.address, token, expiresAt);
      return { destinationId, channel: "MAIL" as const, address: input.address, secret: null };
    }
    const secret = newSigningSecret();
    const address = new URL(input.url).host;
    await db.notificationDestination.create({ data: { id: destinationId, personId, channel: "WEBHOOK", address, sealed: sealDestination(destinationId, { url: input.url, secret }), createdAt: at, confirmedAt: at } });
    await keepOnceShown(db, caller.sessionId, { kind: "webhook", address, secret, back: "/notifications" });
    return { destinationId, channel: "WEBHOOK" as const, address, secret };
  },
  record: ({ output }) => ({ resources: [destinationResource(output.destinationId)], parameters: { channel: output.channel, address: output.address } }),
});
