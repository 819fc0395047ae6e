import { v7 as uuidv7 } from "uuid";
import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import { seal } from "@/lib/identity/seal";
import { now } from "@/lib/operations/clock";
import type { MailAttachment } from "./models";

const dayMs = 86_400_000;
const goodForMs = 14 * dayMs;

export type NewMessage = Readonly<{
  /** One e-mail address. */
  to: string;
  /** Whose address it is, where the portal knows the person. */
  personId?: string;
  /** One line. */
  subject: string;
  text: string;
  html?: string | null;
  /** The name of what it is about, as in the trail: `agreement/baa:2`. */
  about: string;
  attachments?: readonly MailAttachment[];
  /** After this it is not sent any more; two weeks from now unless given. */
  goodUntil?: Date;
}>;

/** True where a mail server is set: otherwise messages wait in the outbox. */
export const mailIsOn = (): boolean => config().smtpUrl !== undefined;

/** Line breaks would end a header; the trail of the message stays readable without them. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim().slice(0, 200);

/**
 * Queues messages in the caller's transaction: they leave if it is committed, and only then. The words are sealed at rest, bound to the message.
 * @returns their ids, in the order given
 */
export async function queueMessages(db: Db, messages: readonly NewMessage[]): Promise<string[]> {
  const at = now();
  const rows = messages.map(({ to, personId, subject, text, html = null, about, attachments = [], goodUntil }) => {
    const id = uuidv7({ msecs: at.getTime() });
    return {
      id,
      toAddress: to,
      personId: personId ?? null,
      subject: oneLine(subject),
      body: seal(JSON.stringify({ text, html }), id),
      attachments: attachments.map(({ sha256, fileName, contentType }) => ({ sha256: Buffer.from(sha256).toString("hex"), fileName, contentType })),
      about,
      state: "QUEUED" as const,
      createdAt: at,
      goodUntil: goodUntil ?? new Date(at.getTime() + goodForMs),
      nextAttemptAt: at,
    };
  });
  if (rows.length > 0) await db.message.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

/** {@link queueMessages} for one. @returns its id */
export async function queueMessage(db: Db, message: NewMessage): Promise<string> {
  const [id = ""] = await queueMessages(db, [message]);
  return id;
}
