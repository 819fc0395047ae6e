import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { keepOnceShown } from "@/lib/identity/once-shown";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { newSigningSecret } from "@/lib/outbound/sign";
import { refuseUnreachable, WebhookUrl } from "@/lib/outbound/webhook-url";
import { ForwardingKind, forwardingResource, maxDestinations, refuseOthers, sealWebhook } from "./models";
import { readTarget } from "./send-syslog";
import { msg, t } from "@/lib/texts/text";

const Ticked = z.union([z.boolean(), z.literal("1").transform(() => true)]).default(false);
const noTarget = msg("Enter a host and a port, such as siem.company.example:6514.");

/** Sends every event of the log on to a system of the operator's from now on, or from the first event there is. The secret of a webhook is shown once. */
export const addForwarding = operation({
  name: "audit:AddForwarding",
  summary: "Sends every event on to a syslog receiver or a webhook of the operator's.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z
    .object({
      name: z.string().trim().min(1, msg("Give it a name.")).max(60, msg("At most 60 characters.")).refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name), msg("A name has no line breaks.")),
      kind: ForwardingKind,
      /** `host:port` for syslog, an HTTPS address for a webhook. */
      address: z.string().trim().min(1, msg("Enter where it goes.")).max(1_000),
      /** Browsing goes along, too. */
      browsing: Ticked,
      /** From the first event there is, instead of from now on. */
      fromStart: Ticked,
    })
    .superRefine(({ kind, address }, context) => {
      const problem = kind === "WEBHOOK" ? WebhookUrl.safeParse(address).error?.issues[0]?.message : readTarget(address) === null ? noTarget : undefined;
      if (problem !== undefined) context.addIssue({ code: "custom", path: ["address"], message: problem });
    }),
  output: z.object({ forwardingId: z.uuid(), kind: ForwardingKind, address: z.string(), secret: z.string().nullable() }),
  async prepare({ caller, input: { kind, address } }) {
    refuseOthers(caller);
    await refuseUnreachable(kind === "WEBHOOK" ? new URL(address).hostname : (readTarget(address)?.host ?? ""), "address");
  },
  async handle({ db, caller, input }) {
    const [state] = await db.$queryRaw<{ size: bigint }[]>`SELECT size FROM log_state WHERE id = 1 FOR SHARE`;
    if ((await db.forwardingDestination.count({ where: { removedAt: null } })) >= maxDestinations) throw new MunimentError("Conflict", t("There are {n} receivers, the most there can be. Remove one first.", { n: maxDestinations }));
    const at = now();
    const id = uuidv7({ msecs: at.getTime() });
    const webhook = input.kind === "WEBHOOK" ? { url: new URL(input.address).href, secret: newSigningSecret() } : null;
    const address = webhook ? new URL(webhook.url).host : input.address;
    await db.forwardingDestination.create({
      data: { id, name: input.name, kind: input.kind, address, sealed: webhook && sealWebhook(id, webhook), browsing: input.browsing, next: input.fromStart ? 0n : (state?.size ?? 0n), nextAttemptAt: at, createdAt: at },
    });
    if (webhook) await keepOnceShown(db, caller.sessionId, { kind: "webhook", address, secret: webhook.secret, back: "/trail/forwarding" });
    return { forwardingId: id, kind: input.kind, address, secret: webhook?.secret ?? null };
  },
  record: ({ input, output }) => ({ resources: [forwardingResource(output.forwardingId)], parameters: { label: input.name, kind: input.kind, address: output.address, browsing: input.browsing, fromStart: input.fromStart } }),
});
