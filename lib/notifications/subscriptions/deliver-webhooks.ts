import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";
import { postSigned, type Post, type PostResult } from "@/lib/outbound/post-signed";
import { claimDue, nothingLeft, settle, tooLate } from "../deliver-messages";
import { composeNews } from "./compose-news";
import { openDestination } from "./webhook-destination";

type Claimed = Awaited<ReturnType<typeof claimDue>>[number];
type Send = (post: Post) => Promise<PostResult>;

async function attempt(send: Send, { id, destination_id: destinationId, good_until: goodUntil }: Claimed): Promise<PostResult> {
  if (goodUntil <= now()) return tooLate;
  try {
    const destination = destinationId === null ? null : await database().notificationDestination.findUnique({ where: { id: destinationId } });
    if (!destination?.sealed || destination.removedAt !== null) return nothingLeft;
    const composed = await composeNews(id, "webhook");
    if (!composed) return nothingLeft;
    await database().message.update({ where: { id }, data: { subject: composed.subject.slice(0, 200) } });
    return await send({ ...openDestination(destination.id, destination.sealed), id, body: composed.payload });
  } catch (error) {
    return { sent: false, permanent: false, problem: error instanceof Error ? error.message.slice(0, 300) : "unknown" };
  }
}

/**
 * Posts what is due to webhooks, at most eight at once, each at least once; a receiver tells repeats by their id. The name of the receiver is looked up and
 * checked anew at each attempt.
 * @returns how many were tried
 */
export function deliverWebhooks(send: Send = postSigned): Promise<number> {
  return asSystem("calling webhooks", async () => {
    const claimed = await claimDue("WEBHOOK");
    await Promise.all(claimed.map(async (message) => settle(message, await attempt(send, message))));
    return claimed.length;
  });
}
