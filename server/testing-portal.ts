import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { request as open, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll } from "vitest";
import { parseConfig, setConfig } from "@/lib/config/config";
import { closeDatabase, openDatabase } from "@/lib/database/client";
import { readRunFacts } from "@/lib/database/data-folder";
import { roleOf } from "@/lib/database/connection";
import { connectionToRunning, ownerOfRunning } from "@/lib/database/embedded";
import { setEventClock } from "@/lib/database/event-clock";
import { setAmbientScope } from "@/lib/database/scope";

const START_LIMIT_MS = 120_000;

export interface HttpAnswer {
  status: number;
  requestId: string;
  type: string;
  body: string;
}

/** A `FormData` body is sent as a form with files, everything else as JSON. `key`: an access key. `address`: the caller's, as a proxy would tell it. */
export type Call = { cookie?: string; csrf?: string; key?: string; address?: string; body?: unknown };

/** The portal as people start it, in a process and a data folder of its own. This process has its database open as well. */
export interface RunningPortal {
  call(method: "GET" | "POST", path: string, options?: Call): Promise<HttpAnswer>;
  /** Ends the server as an outage would (SIGKILL), with whatever it was doing. */
  kill(): Promise<void>;
  /** Starts it again on the same folder. */
  startAgain(): Promise<void>;
  /** Has this process look at this portal's database from now on, where several run. */
  attend(): Promise<void>;
  readonly dataDir: string;
  /** Where it listens, without a proxy before it. */
  readonly address: string;
}

/** The link to set a portal up is the last thing that one without people makes by itself. */
const setupLink = /\s(http:\S+)\/setup\/\S+\s/;
const readyLine = /Ready: (http:\S+)/;

async function untilReady(server: ReturnType<typeof spawn>, sign: RegExp): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The portal did not start in time:\n${said}`)), START_LIMIT_MS);
    const listen = (piece: Buffer): void => {
      said += piece.toString();
      const ready = sign.exec(said)?.[1];
      if (!ready) return;
      clearTimeout(timer);
      resolve(ready);
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", () => reject(new Error(`The portal ended while starting:\n${said}`)));
  });
}

const settings = { HOST: "127.0.0.1", TRUSTED_PROXIES: "127.0.0.1", OUTBOUND_PRIVATE_NETWORKS: "127.0.0.1" };

/** Starts the portal before all tests of a file and ends it after them. Its pages must be built. `environment`: what else its process is told. */
export function useRunningPortal(environment: () => Readonly<Record<string, string>> = () => ({})): RunningPortal {
  let dataDir = "";
  let baseUrl = "";
  let server: ReturnType<typeof spawn> | undefined;
  let ended: Promise<void> = Promise.resolve();

  const start = async (sign: RegExp): Promise<void> => {
    const started = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
      stdio: ["ignore", "pipe", "pipe"],
      // Nothing of the test runner's own environment: this is the portal as people start it.
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], TMPDIR: process.env["TMPDIR"], MUNIMENT_LOG: "none", NODE_ENV: "production", PORT: "0", BASE_URL: "", DATA_DIR: dataDir, DATABASE_URL: "", DATABASE_OWNER_URL: "", MUNIMENT_MODE: "production", ...settings, ...environment() },
    });
    server = started;
    ended = new Promise<void>((resolve) => started.once("exit", () => resolve()));
    baseUrl = await untilReady(started, sign);
    await attend();
  };
  const attend = async (): Promise<void> => {
    await closeDatabase();
    setConfig(parseConfig({ DATA_DIR: dataDir, PORT: "0", BASE_URL: baseUrl, ...settings }));
    const facts = readRunFacts(dataDir);
    if (!facts?.database) throw new Error("the portal has no database");
    const connection = await connectionToRunning(dataDir, facts.database);
    // What this process does beside the portal happened days ago.
    await setEventClock(await ownerOfRunning(dataDir, facts.database), roleOf(connection), "free");
    openDatabase(connection, { connections: 4 });
  };
  const end = async (signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
    await closeDatabase();
    server?.kill(signal);
    await ended;
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), "muniment-http-"));
    await chmod(dataDir, 0o755);
    await start(setupLink);
    setAmbientScope({ kind: "system", why: "a test" });
  }, START_LIMIT_MS);
  afterAll(async () => {
    await end("SIGTERM");
    await rm(dataDir, { recursive: true, force: true });
  });

  return {
    get dataDir() {
      return dataDir;
    },
    get address() {
      return baseUrl;
    },
    attend,
    kill: () => end("SIGKILL"),
    startAgain: () => start(readyLine),
    async call(method, where, { cookie, csrf, key, address, body } = {}) {
      const form = body instanceof FormData ? new Response(body) : undefined;
      const sent = form ? Buffer.from(await form.arrayBuffer()) : Buffer.from(body === undefined ? "" : JSON.stringify(body));
      const type = form?.headers.get("content-type") ?? "application/json";
      const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
        const headers = {
          Origin: baseUrl, ...(cookie ? { Cookie: cookie } : {}), ...(csrf ? { "X-Csrf-Token": csrf } : {}),
          ...(key ? { Authorization: `Bearer ${key}` } : {}), ...(address ? { "X-Forwarded-For": address } : {}),
          ...(method === "POST" ? { "Content-Type": type, "Content-Length": sent.length } : {}),
        };
        open(`${baseUrl}${where}`, { method, headers, family: 4 }).once("response", resolve).once("error", reject).end(sent);
      });
      return { status: incoming.statusCode ?? 0, requestId: String(incoming.headers["x-request-id"]), type: incoming.headers["content-type"] ?? "", body: await text(incoming) };
    },
  };
}
