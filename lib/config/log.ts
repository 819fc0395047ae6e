/** Facts of a log line: no personal data, no secrets. Known dangerous keys are blanked all the same. */
export type LogFields = Readonly<Record<string, unknown>>;

type Level = "info" | "warn" | "error";

const DANGEROUS = /pass(word|phrase|wd)|secret|token|cookie|authorization|otp|recovery|email|smtpurl|databaseurl|connectionstring/i;
const CREDENTIALS_IN_URL = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi;

const clean = (text: string): string => text.replace(CREDENTIALS_IN_URL, "$1");

function presentable(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return clean(value);
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Error) {
    const code = (value as { code?: unknown }).code;
    return { name: value.name, message: clean(value.message), ...(code === undefined ? {} : { code: String(code) }), stack: clean(value.stack ?? "") };
  }
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (depth > 3) return "…";
  if (Array.isArray(value)) return value.map((entry) => presentable(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, DANGEROUS.test(key) ? "[withheld]" : presentable(entry, depth + 1)]),
  );
}

function readable(level: Level, event: string, fields: Record<string, unknown>): string {
  const parts = Object.entries(fields).map(([key, value]) => {
    if (typeof value === "object" && value !== null && "stack" in value) return `${key}=${String(value.stack)}`;
    return `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`;
  });
  return [level === "info" ? "" : `${level}:`, event, ...parts].filter(Boolean).join(" ");
}

/** One line for an event: JSON in production, for reading in the demo. */
export function formatLine(level: Level, event: string, fields: LogFields, mode: string | undefined, now: Date): string {
  const safe = presentable(fields) as Record<string, unknown>;
  return mode === "demo" ? readable(level, event, safe) : JSON.stringify({ time: now.toISOString(), level, event, ...safe });
}

function write(level: Level, event: string, fields: LogFields = {}): void {
  if (process.env["MUNIMENT_LOG"] === "none") return;
  const line = `${formatLine(level, event, fields, process.env["MUNIMENT_MODE"], new Date())}\n`;
  (level === "info" ? process.stdout : process.stderr).write(line);
}

/** The log of the program: `event` is a stable dotted name (`server.ready`), `fields` are facts about it. */
export const log = {
  info: (event: string, fields?: LogFields): void => write("info", event, fields),
  warn: (event: string, fields?: LogFields): void => write("warn", event, fields),
  error: (event: string, fields?: LogFields): void => write("error", event, fields),
};
