import { Readable } from "node:stream";
import nodemailer from "nodemailer";
import { config } from "@/lib/config/config";
import { readDocument } from "@/lib/storage/documents";

export type OutgoingMail = Readonly<{
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  attachments: readonly { sha256: Uint8Array; fileName: string; contentType: string }[];
  headers?: Readonly<Record<string, string>>;
}>;

/** How a mail server took it: sent, to be tried again, or refused for good. `problem` is what it said. */
export type SendResult = { sent: true } | { sent: false; permanent: boolean; problem: string };

export type MailTransport = { send(mail: OutgoingMail): Promise<SendResult>; close(): void };

const connections = 4;
const sendTimeoutMs = 90_000;

const loopback = (host: string): boolean => host === "localhost" || host === "[::1]" || host.startsWith("127.");

function facts(error: unknown): { permanent: boolean; problem: string } {
  if (!(error instanceof Error)) return { permanent: false, problem: "unknown" };
  const { code, permanent, response } = error as Error & { code?: unknown; permanent?: unknown; response?: unknown };
  const said = typeof response === "string" ? response : error.message;
  // A server that refuses to let the portal in refuses every message: that is mended by the operator, not by giving up.
  const ofTheMessage = code === "EENVELOPE" || code === "EMESSAGE";
  const problem = typeof code === "string" ? `${code}: ${said}` : said;
  return { permanent: permanent === true && ofTheMessage, problem: problem.replace(/\s+/g, " ").slice(0, 300) };
}

/**
 * The mail server that `SMTP_URL` names. TLS is required unless the server is on this machine or the address says `requireTLS=false`.
 * Message ids are the portal's own, so that a message that is sent twice is one message to whoever sorts by them (RFC 5322, 3.6.4).
 */
export function smtpTransport(smtpUrl: string, from: string): MailTransport {
  const transport = nodemailer.createTransport({
    pool: true,
    requireTLS: !loopback(new URL(smtpUrl).hostname),
    url: smtpUrl,
    maxConnections: connections,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ messageId, to, subject, text, html, attachments, headers }) {
      try {
        await transport.sendMail({
          messageId,
          from,
          to: { name: "", address: to },
          subject,
          text,
          ...(html === null ? {} : { html }),
          headers: { "Auto-Submitted": "auto-generated", ...headers },
          attachments: attachments.map(({ sha256, fileName, contentType }) => ({ filename: fileName, contentType, content: Readable.from(readDocument(sha256)) })),
          signal: AbortSignal.timeout(sendTimeoutMs),
        });
        return { sent: true };
      } catch (error) {
        return { sent: false, ...facts(error) };
      }
    },
    close: () => transport.close(),
  };
}

/** The transport of this installation; null where no mail server is set. */
export function configuredTransport(): MailTransport | null {
  const { smtpUrl, mailFrom } = config();
  return smtpUrl === undefined || mailFrom === undefined ? null : smtpTransport(smtpUrl, mailFrom);
}
