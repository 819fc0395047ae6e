import { z } from "zod";
import { seal, unseal } from "@/lib/identity/seal";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { msg, t } from "@/lib/texts/text";

export const ForwardingKind = z.enum(["SYSLOG_TCP", "SYSLOG_TLS", "WEBHOOK"], msg("Choose syslog over TLS, syslog over TCP, or a webhook."));
export type ForwardingKind = z.infer<typeof ForwardingKind>;

export const maxDestinations = 20;

/** So many places of the log go in one piece. */
export const batchSize = 200;

/** A receiver that refuses a piece for good gets it so often before its events go one by one, and those that are refused again are put aside. One that is in trouble is waited for. */
export const refusedTries = 3;

/** How long to wait after so many attempts (from 1): five seconds at first, twice as long each time, ten minutes at most. */
export const waitAfterMs = (attempts: number): number => Math.min(10 * 60_000, 5_000 * 2 ** Math.min(attempts - 1, 12));

const Sealed = z.object({ url: z.string(), secret: z.string() });

/** The address of a webhook may carry a key of its receiver: it is sealed together with the secret, bound to the row. */
export const sealWebhook = (id: string, webhook: z.infer<typeof Sealed>): Uint8Array<ArrayBuffer> => seal(JSON.stringify(webhook), id);
export const openWebhook = (id: string, sealed: Uint8Array): z.infer<typeof Sealed> => Sealed.parse(JSON.parse(unseal(sealed, id)));

export const forwardingResource = (id: string): string => `forwarding/${id}`;

/** Where the whole trail goes is the operator's affair. @throws MunimentError AccessDenied */
export function refuseOthers(caller: MemberCaller): void {
  if (caller.account.organizationKind !== "OPERATOR") throw new MunimentError("AccessDenied", t("Only the operator's staff can forward the trail."));
}
