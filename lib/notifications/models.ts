import { z } from "zod";

/** A stored document that goes along with a message. It is read when the message leaves and never copied into the row. */
export type MailAttachment = Readonly<{ sha256: Uint8Array; fileName: string; contentType: string }>;

/** Attachments as they stand in a row. */
export const StoredAttachments = z.array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), fileName: z.string(), contentType: z.string() }));

/** The words of a message as they are sealed. */
export const Words = z.object({ text: z.string(), html: z.string().nullable() });
export type Words = z.infer<typeof Words>;

/** `WAITING`: to be sent. `EXPIRED`: it waited until it was of no use any more. */
export const MessageStanding = z.enum(["WAITING", "SENT", "GIVEN_UP", "EXPIRED"]);
export type MessageStanding = z.infer<typeof MessageStanding>;

export const messageResource = (id: string): string => `message/${id}`;

/** How often a message is tried before it is given up: over about three and a half days. */
export const mostAttempts = 12;

const minuteMs = 60_000;

/** How long to wait after so many attempts (from 1): a minute at first, then five times as long each time, twelve hours at most. */
export const waitAfterMs = (attempts: number): number => Math.min(12 * 60 * minuteMs, minuteMs * 5 ** Math.min(attempts - 1, 6));
