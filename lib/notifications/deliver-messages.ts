import { config } from "@/lib/config/config";
import { problems } from "@/lib/outbound/problems";
import { log } from "@/lib/config/log";
import { database, rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { unseal } from "@/lib/identity/seal";
import { systemCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { composeNews } from "./subscriptions/compose-news";
import { completeMessage } from "./complete-message";
import type { MailTransport, SendResult } from "./mail-transport";
import { mostAttempts, StoredAttachments, waitAfterMs, Words } from "./models";

/** How long one worker has a message for itself: longer than any attempt takes. Whatever ends the process, the message is free again then. */
export const claimMs = 5 * 60_000;
const mostAtOnce = 8;

type Claimed = { id: string; to_address: string; destination_id: string | null; news: boolean; subject: string; body: Uint8Array | null; attachments: unknown; attempts: number; good_until: Date };

/** Takes messages that are due, each by one worker alone. The attempt is counted before it is made, so that a message which ends the process is not tried for ever. */
export async function claimDue(channel: "MAIL" | "WEBHOOK"): Promise<Claimed[]> {
  const at = now();
  const { rows } = await rawPool().query<Claimed>(
    `UPDATE message SET claimed_until = $2, attempts = attempts + 1
     WHERE id IN (SELECT id FROM message WHERE state = 'QUEUED' AND channel = $4::"MessageChannel" AND next_attempt_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1)
       ORDER BY next_attempt_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING id::text AS id, to_address, destination_id::text AS destination_id, news, subject, body, attachments, attempts, good_until`,
    [at, new Date(at.getTime() + claimMs), mostAtOnce, channel],
  );
  return rows;
}

/** What is said of a message that has nothing to say any more. */
export const nothingLeft = { sent: false, permanent: true, problem: problems.nothingLeft } as const;

export const tooLate = { sent: false, permanent: true, problem: problems.tooLate } as const;

/** The same for every attempt: whoever gets a message twice can tell (RFC 5322, 3.6.4). */
export const messageIdOf = (id: string): string => `<${id}@${new URL(config().baseUrl).hostname}>`;

async function attempt(transport: MailTransport, message: Claimed): Promise<SendResult> {
  if (message.good_until <= now()) return tooLate;
  try {
    if (message.news) return await attemptNews(transport, message);
    const { text, html } = Words.parse(JSON.parse(unseal(message.body ?? new Uint8Array(), message.id)));
    const attachments = StoredAttachments.parse(message.attachments).map(({ sha256, ...rest }) => ({ ...rest, sha256: new Uint8Array(Buffer.from(sha256, "hex")) }));
    return await transport.send({ messageId: messageIdOf(message.id), to: message.to_address, subject: message.subject, text, html, attachments });
  } catch (error) {
    return { sent: false, permanent: false, problem: error instanceof Error ? error.message.slice(0, 300) : "unknown" };
  }
}

async function attemptNews(transport: MailTransport, { id, to_address: to, destination_id: destination }: Claimed): Promise<SendResult> {
  const composed = await composeNews(id, destination === null ? "own" : "other");
  if (!composed) return nothingLeft;
  const { subject, words, headers } = composed;
  await database().message.update({ where: { id }, data: { subject } });
  return transport.send({ messageId: messageIdOf(id), to, subject, ...words, headers, attachments: [] });
}

/** Writes down how an attempt went: sent, given up, or to be tried again later. */
export async function settle(message: Claimed, result: SendResult): Promise<void> {
  const givenUp = !result.sent && (result.permanent || message.attempts >= mostAttempts);
  const problem = result.sent ? "" : result.problem;
  if (result.sent || givenUp) {
    await perform(systemCaller("mail"), completeMessage, { messageId: message.id, sent: result.sent, attempts: message.attempts, problem });
    if (givenUp) log.warn("mail.given-up", { message: message.id, attempts: message.attempts });
    return;
  }
  const nextAttemptAt = new Date(now().getTime() + waitAfterMs(message.attempts));
  await database().message.updateMany({ where: { id: message.id, state: "QUEUED" }, data: { nextAttemptAt, claimedUntil: null, problem } });
  log.warn("mail.to-be-tried-again", { message: message.id, attempts: message.attempts });
}

/**
 * Sends what is due, at most eight messages at once. Every message is sent at least once, and twice only where the process ended, or the database was
 * gone, between the mail server's yes and its record; both have the same Message-ID then. Logs name messages, never people.
 * @returns how many were tried
 */
export function deliverMessages(transport: MailTransport): Promise<number> {
  return asSystem("sending mail", async () => {
    const claimed = await claimDue("MAIL");
    await Promise.all(claimed.map(async (message) => settle(message, await attempt(transport, message))));
    return claimed.length;
  });
}
