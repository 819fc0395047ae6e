import type { TrailEvent } from "@/lib/audit/event-row";

/** Facility 13 is "log audit" (RFC 5424, 6.2.1). */
const facility = 13;
const informational = 6;
const warning = 4;

/** A field of the header: printable US-ASCII without spaces, `-` where nothing is left. */
const headerField = (text: string, most: number): string => text.replace(/[^\x21-\x7e]/g, "").slice(0, most) || "-";

/**
 * An event as one syslog message (RFC 5424): the operation is its MSGID, `meta sequenceId` its place in the log (within the range that the RFC allows), and
 * the message the whole event as JSON in UTF-8.
 * @param host the portal's host name
 */
export function syslogMessage(event: TrailEvent, index: number, host: string): string {
  const priority = facility * 8 + (event.outcome === "Success" ? informational : warning);
  const sequenceId = (index % 2_147_483_647) + 1;
  const header = `<${priority}>1 ${event.at.toISOString()} ${headerField(host, 255)} muniment - ${headerField(event.operation, 32)}`;
  return `${header} [origin software="Muniment"][meta sequenceId="${sequenceId}"] ${JSON.stringify({ ...event, logEntry: index })}`;
}

/** Messages as a stream has them: each after its length in bytes and a space (RFC 6587, 3.4.1; RFC 5425, 4.3). */
export const octetCounted = (messages: readonly string[]): Buffer => Buffer.concat(messages.map((message) => {
  const bytes = Buffer.from(message, "utf8");
  return Buffer.concat([Buffer.from(`${bytes.length} `, "ascii"), bytes]);
}));
