import { Agent, request as open, type IncomingMessage } from "node:http";
import type { Actor } from "@/lib/demo/actor";
import { rawPool } from "@/lib/database/client";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { callerFor, sessionCookie } from "@/lib/identity/session";
import { csrfCookie, csrfTokenOf } from "@/lib/identity/auth-options";
import { password } from "./cast";
import type { RunningPortal } from "./portal";
import { timed } from "./statistics";

export interface Answer {
  status: number;
  location: string | undefined;
  bytes: number;
  /** Milliseconds to the head of the answer and to its last byte. */
  headMs: number;
  totalMs: number;
  body: Buffer;
}

/** Reads an answer to its end. Bodies are kept only where asked for: counting a copy must not cost memory. */
async function readAll(incoming: IncomingMessage, keep: boolean): Promise<{ bytes: number; body: Buffer }> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (keep) pieces.push(piece);
  }
  return { bytes, body: Buffer.concat(pieces) };
}

/** A person with a browser that keeps one connection and its cookies. */
export class Visitor {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #cookies = new Map<string, string>();

  constructor(private readonly portal: RunningPortal) {}

  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async send(method: "GET" | "POST", path: string, options: { body?: string | Uint8Array; type?: string; headers?: Record<string, string>; keep?: boolean } = {}): Promise<Answer> {
    const { body, type, headers, keep = true } = options;
    const begun = performance.now();
    const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = open(`${this.portal.url}${path}`, {
        method,
        agent: this.#agent,
        headers: {
          Cookie: this.cookieHeader,
          ...(method === "POST" ? { Origin: this.portal.baseUrl, "Content-Type": type, "Content-Length": Buffer.byteLength(body ?? "") } : {}),
          ...headers,
        },
      });
      outgoing.once("response", resolve).once("error", reject).end(body);
    });
    const headMs = performance.now() - begun;
    for (const line of incoming.headers["set-cookie"] ?? []) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const read = await readAll(incoming, keep);
    return { status: incoming.statusCode ?? 0, location: incoming.headers.location, headMs, totalMs: performance.now() - begun, ...read };
  }

  async #post(operation: string, fields: Record<string, string>): Promise<number> {
    const token = csrfTokenOf(this.#cookies.get(csrfCookie)) ?? "";
    const form = new URLSearchParams({ csrfToken: token, callbackUrl: "/reports", return: "/sign-in", ...fields });
    const { ms, result } = await timed(() => this.send("POST", `/api/auth/callback/${operation}`, { type: "application/x-www-form-urlencoded", body: form.toString() }));
    if (result.status !== 303 || result.location?.includes("flash=") === true) throw new Error(`${operation} was refused: ${result.status} ${result.location ?? ""}`);
    return ms;
  }

  /** The token that forms and calls of the present session carry. */
  async csrf(): Promise<string> {
    const caller = await callerFor(this.#cookies.get(sessionCookie), { address: "", userAgent: "", requestId: "", correlationId: "" });
    if (caller.kind !== "person") throw new Error("nobody is signed in");
    return csrfTokenFor(caller.sessionId);
  }

  /** Signs in with password and code over HTTP; the milliseconds of the two answers. */
  async signIn(actor: Actor): Promise<{ passwordMs: number; codeMs: number }> {
    await forgetUsedCodes();
    this.#cookies.delete(sessionCookie);
    await this.send("GET", "/api/auth/signin?callbackUrl=/sign-in");
    const passwordMs = await this.#post("SignIn", { email: actor.person.email, password });
    const code = await actor.code();
    const codeMs = await this.#post("VerifyTotp", { code, csrf: await this.csrf() });
    return { passwordMs, codeMs };
  }

  /** Calls an operation as a program does and returns the answer's JSON. */
  async call(service: string, operation: string, input: unknown): Promise<unknown> {
    const answer = await this.send("POST", `/api/${service}/${operation}`, { type: "application/json", body: JSON.stringify(input), headers: { "X-Csrf-Token": await this.csrf() } });
    if (answer.status !== 200) throw new Error(`${operation} answered ${answer.status}: ${answer.body.toString("utf8").slice(0, 300)}`);
    return JSON.parse(answer.body.toString("utf8"));
  }

  /** Sends bytes to an operation that takes a stream, and returns the answer's JSON. */
  async sendBytes(path: string, bytes: Uint8Array, csrf: string): Promise<unknown> {
    const answer = await this.send("POST", path, { type: "application/octet-stream", body: bytes, headers: { "X-Csrf-Token": csrf } });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.body.toString("utf8").slice(0, 300)}`);
    return JSON.parse(answer.body.toString("utf8"));
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** A code is good once in thirty seconds; nobody can wait that long for each of many sign-ins. */
export async function forgetUsedCodes(): Promise<void> {
  await rawPool().query("UPDATE totp_factor SET last_step = 0");
}
