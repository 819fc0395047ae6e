import { BlockList, isIP } from "node:net";
import path from "node:path";
import { z } from "zod";

/** What the environment says about how this installation runs. Secrets are not in it: see `secrets.ts`. */
export interface Config {
  mode: "demo" | "production";
  /** 0: the system chooses a free port. */
  port: number;
  host: string;
  /** Absolute path of the folder for everything that must be kept. */
  dataDir: string;
  /** A PostgreSQL of one's own; undefined: the embedded one. */
  databaseUrl: string | undefined;
  /** The same database as its owner, for migrations; undefined: they are applied by hand (`npm run db:migrate`). */
  databaseOwnerUrl: string | undefined;
  /** The public address, without a slash at its end. */
  baseUrl: string;
  /** Undefined: as the operator named itself at set-up. */
  operatorName: string | undefined;
  /** Addresses and networks of the reverse proxies whose forwarded address is believed. */
  trustedProxies: string[];
  maxUploadBytes: number;
  /** How long a stop waits for running requests. */
  requestGraceMs: number;
  /** How long a stop waits for running transfers. */
  transferGraceMs: number;
  /** Private networks that webhooks and forwarded events may go to. */
  outboundPrivateNetworks: string[];
  /** The mail server, with its credentials; undefined: messages wait in the outbox. */
  smtpUrl: string | undefined;
  /** Who sends: an address, or a name with one. Set whenever `smtpUrl` is. */
  mailFrom: string | undefined;
}

/** Bad settings, all named in one message. No secret is ever part of it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(readonly problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

const wholeNumber = (sentence: string, lowest: number, highest: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, sentence);

const isLoopbackName = (host: string): boolean => host === "localhost" || host === "127.0.0.1" || host === "[::1]";

function baseUrlProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) return "must be a web address such as https://evidence.example.com";
  if (url.pathname !== "/" || url.search || url.hash || url.username) return "must be an address without path, query or user";
  if (url.protocol === "http:" && !isLoopbackName(url.hostname)) return "must begin with https:// unless it names this machine (localhost)";
  return undefined;
}

function networkOf(entry: string): { address: string; prefix: number; family: "ipv4" | "ipv6" } | undefined {
  const [address = "", prefixText, ...rest] = entry.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return undefined;
  const bits = version === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? bits : /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Number.NaN;
  return prefix >= 0 && prefix <= bits ? { address, prefix, family: version === 4 ? "ipv4" : "ipv6" } : undefined;
}

const listOf = (text: string): string[] => text.split(",").map((part) => part.trim()).filter(Boolean);

function isSmtpUrl(text: string): boolean {
  const url = /^smtps?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && url.hostname !== "" && (url.pathname === "" || url.pathname === "/");
}

/** `evidence@example.com`, or `Evidence portal <evidence@example.com>`. */
const isSender = (text: string): boolean => /^(?:[^<>@\p{Cc}]{1,120}\s<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/u.test(text);

const seconds = (sentence: string) => wholeNumber(sentence, 0, 86_400);

const databaseAddress = z
  .string()
  .refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url), "must be a PostgreSQL address: postgresql://user:password@host:port/name");

const Environment = z.object({
  MUNIMENT_MODE: z.enum(["demo", "production"], "must be demo or production").default("production"),
  PORT: wholeNumber("must be a whole number from 0 to 65535", 0, 65_535).default(3000),
  HOST: z
    .string()
    .refine((host) => host === "localhost" || isIP(host) !== 0, "must be an address to listen on such as 127.0.0.1 or 0.0.0.0")
    .default("127.0.0.1"),
  DATA_DIR: z.string().refine((folder) => !folder.includes("\0"), "must be a folder").default("./data"),
  DATABASE_URL: databaseAddress.optional(),
  DATABASE_OWNER_URL: databaseAddress.optional(),
  BASE_URL: z
    .string()
    .superRefine((text, context) => {
      const problem = baseUrlProblem(text);
      if (problem) context.addIssue({ code: "custom", message: problem });
    })
    .optional(),
  MUNIMENT_SECRET_KEY: z
    .string()
    .refine(isMasterKey, "must be 32 random bytes in base64, for example from: openssl rand -base64 32")
    .optional(),
  MUNIMENT_OPERATOR_NAME: z.string().trim().min(1, "must not be blank").max(120, "must have at most 120 characters").optional(),
  TRUSTED_PROXIES: z
    .string()
    .refine((text) => listOf(text).every(networkOf), "must be a list of addresses or networks with commas between: 10.0.0.7, 10.1.0.0/16")
    .default(""),
  OUTBOUND_PRIVATE_NETWORKS: z
    .string()
    .refine((text) => listOf(text).every(networkOf), "must be a list of addresses or networks with commas between: 10.0.0.7, 10.1.0.0/16")
    .default(""),
  MAX_UPLOAD_MB: wholeNumber("must be a whole number from 1 to 2048", 1, 2048).default(200),
  REQUEST_GRACE_SECONDS: seconds("must be a whole number of seconds from 0 to 86400").default(30),
  TRANSFER_GRACE_SECONDS: seconds("must be a whole number of seconds from 0 to 86400").optional(),
  SMTP_URL: z.string().refine(isSmtpUrl, "must be the address of a mail server: smtp://user:password@host:587 or smtps://user:password@host").optional(),
  MAIL_FROM: z.string().trim().refine(isSender, "must be an e-mail address, or a name with one: Evidence portal <evidence@example.com>").optional(),
  MUNIMENT_LOG: z.literal("none", "must be none, which silences the log, or not set").optional(),
});

/** Settings that mean nothing without each other: half of a pair is a mistake that would be found late. */
const pairs = [
  { set: "SMTP_URL", needs: "MAIL_FROM", sentence: "must be set with SMTP_URL: the address that the portal sends from" },
  { set: "MAIL_FROM", needs: "SMTP_URL", sentence: "must be set with MAIL_FROM: without a mail server nothing is sent" },
  { set: "DATABASE_OWNER_URL", needs: "DATABASE_URL", sentence: "must be set with DATABASE_OWNER_URL: the same database as the portal's own role" },
] as const;

/** True when the text is base64 of exactly 32 bytes. */
export function isMasterKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(text.trim());
}

/** Reads the settings from an environment. Throws {@link ConfigError} that names every bad value at once. An empty value counts as not set. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const result = Environment.safeParse(given);
  const halves = pairs.filter(({ set, needs }) => given[set] !== undefined && given[needs] === undefined).map(({ needs, sentence }) => `${needs} ${sentence}`);
  const problems = [...(result.success ? [] : result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`)), ...halves];
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  const env = result.data;
  return {
    mode: env.MUNIMENT_MODE,
    port: env.PORT,
    host: env.HOST,
    dataDir: path.resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    baseUrl: env.BASE_URL ? new URL(env.BASE_URL).origin : `http://localhost:${env.PORT}`,
    operatorName: env.MUNIMENT_OPERATOR_NAME,
    trustedProxies: listOf(env.TRUSTED_PROXIES),
    maxUploadBytes: env.MAX_UPLOAD_MB * 1024 * 1024,
    requestGraceMs: env.REQUEST_GRACE_SECONDS * 1000,
    outboundPrivateNetworks: listOf(env.OUTBOUND_PRIVATE_NETWORKS),
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    transferGraceMs: (env.TRANSFER_GRACE_SECONDS ?? (env.MUNIMENT_MODE === "demo" ? 30 : 600)) * 1000,
  };
}

/** The networks of `trustedProxies` in a form that answers "is this address in it". */
export function trustedNetworks(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of entries.map(networkOf)) if (network) list.addSubnet(network.address, network.prefix, network.family);
  return list;
}

// The server entry and the pages that Next bundles are two copies of this module in one process.
const shared: { [key: symbol]: Config | undefined } = globalThis;
const KEY = Symbol.for("muniment.config");

/** The settings of this process, read once. Throws {@link ConfigError}. */
export function config(): Config {
  return (shared[KEY] ??= parseConfig(process.env));
}

/** Replaces the settings of this process: for the entry (the port that it got) and for tests. */
export function setConfig(next: Config): void {
  shared[KEY] = next;
}
