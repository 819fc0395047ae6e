/** The embedded database could not be started; the message says what to do. */
export class DatabaseStartError extends Error {
  override readonly name = "DatabaseStartError";
}

/** The data folder cannot be used: not writable, or in use by another process. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
}

const UNAVAILABLE = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ENOTFOUND", "ETIMEDOUT", "EAI_AGAIN", "P1001", "P1002", "P1008", "P1017"]);
// PostgreSQL classes: 08 connection, 53 out of resources, 57P admin shutdown and start-up.
const UNAVAILABLE_STATE = /^(08|53|57P)/;
const UNAVAILABLE_TEXT = /connection terminated|timeout exceeded when trying to connect|can't reach database server|server closed the connection/i;

function* causes(error: unknown): Generator<object> {
  let current: unknown = error;
  for (let depth = 0; depth < 6 && typeof current === "object" && current !== null; depth++) {
    yield current;
    current = "cause" in current ? current.cause : undefined;
  }
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** True when an error (of Prisma, of `pg`, or one that wraps them) says that the database cannot be reached now. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (const cause of causes(error)) {
    const code = textOf("code" in cause ? cause.code : "") || textOf("originalCode" in cause ? cause.originalCode : "");
    if (UNAVAILABLE.has(code) || UNAVAILABLE_STATE.test(code)) return true;
    if (UNAVAILABLE_TEXT.test(textOf("message" in cause ? cause.message : ""))) return true;
  }
  return false;
}

/** True when an error says that a row with the same unique key exists already (Prisma P2002, SQLSTATE 23505). */
export function isUniqueViolation(error: unknown): boolean {
  for (const cause of causes(error)) {
    const codes = ["code" in cause ? cause.code : "", "originalCode" in cause ? cause.originalCode : ""];
    if (codes.includes("P2002") || codes.includes("23505")) return true;
  }
  return false;
}
