import { randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { BlockList, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { log } from "@/lib/config/log";
import { inLocale } from "@/lib/texts/in-locale";
import { chosenLocale, requestedLocale } from "@/lib/texts/locale";
import { clientAddress, isTrusted, plainAddress } from "./client-address";
import { refusals, refuse } from "./refusal";
import type { Refusal } from "./refusal";
import { contentSecurityPolicy, securityHeaders } from "./security-headers";

/** What the entry knows about a request. */
export interface RouteContext {
  requestId: string;
  /** The client's address (behind a trusted proxy the forwarded one). */
  address: string;
  /** The nonce of this response's content security policy. */
  nonce: string;
  url: URL;
  /** Says that the answer is a long transfer: a stop of the server waits longer for it. */
  transfer(): void;
}

/** Answers a request and says true, or leaves it untouched and says false. */
export type Route = (request: IncomingMessage, response: ServerResponse, context: RouteContext) => Promise<boolean>;

export interface PortalOptions {
  /** The public address; asked for every request, because the port may be known only after listening. */
  baseUrl: () => string;
  trustedProxies: BlockList;
  /** Connections (behind a trusted proxy: requests at the same time) per client address. */
  maxPerAddress?: number;
  maxConnections?: number;
  headersTimeoutMs?: number;
  requestTimeoutMs?: number;
  maxBodyBytes?: number;
  /** How long a request to one of {@link PortalOptions.takesLargeBodies} may take to arrive: a plain form sends a whole document in one. */
  largeRequestTimeoutMs?: number;
  /** Paths whose routes take large bodies and count them themselves. */
  takesLargeBodies?: (pathname: string) => boolean;
}

export interface Portal {
  server: Server;
  /** The routes from now on, tried in this order; the last one should answer everything. Until they are given, all answers are 503. */
  serve(routes: readonly Route[]): void;
  /**
   * Takes no more connections, lets running requests and transfers end within their times (milliseconds), then cuts the rest.
   * Resolves when no connection is left.
   */
  stop(grace: { requestMs: number; transferMs: number }): Promise<void>;
  /** Cuts everything now. */
  cut(): void;
}

const METHODS = new Set(["GET", "HEAD", "POST", "OPTIONS"]);
/** Written by the entry or by nobody: what a client sends under these names is dropped. */
const OWN_HEADERS = /^(x-request-id|x-client-address|x-nonce|x-forwarded-.*|x-real-ip|forwarded|x-middleware-.*|x-invoke-.*|content-security-policy.*)$/;
const IDLE_CONNECTION_MS = 120_000;
const KEEP_ALIVE_MS = 15_000;
const MAX_HEADER_BYTES = 16 * 1024;

/** A request whose body has not come to its end in time. */
function answerLate(request: IncomingMessage, response: ServerResponse, https: boolean): void {
  if (request.complete) return;
  if (response.headersSent) request.socket.destroy();
  else endRaw(request.socket, "408 Request Timeout", {}, https);
}

class Counter {
  readonly #counts = new Map<string, number>();

  /** Counts one more; false (and not counted) when `limit` is reached. */
  enter(key: string, limit: number): boolean {
    const count = this.#counts.get(key) ?? 0;
    if (count >= limit) return false;
    this.#counts.set(key, count + 1);
    return true;
  }

  leave(key: string): void {
    const count = this.#counts.get(key) ?? 0;
    if (count <= 1) this.#counts.delete(key);
    else this.#counts.set(key, count - 1);
  }
}

/** The last line of defence below HTTP: what could not be read as a request gets a bare answer with the same headers. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex, https: boolean): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const status =
    error.code === "HPE_HEADER_OVERFLOW"
      ? "431 Request Header Fields Too Large"
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? "408 Request Timeout"
        : "400 Bad Request";
  endRaw(socket, status, {}, https);
}

function endRaw(socket: Duplex, status: string, headers: Record<string, string>, https: boolean): void {
  const all = { ...securityHeaders("default-src 'none'; frame-ancestors 'none'", https), ...headers, Connection: "close", "Content-Length": "0" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join("")}\r\n`);
}

/** The portal's HTTP server: limits, request identity, security headers and a graceful stop around its routes. */
export function createPortal(options: PortalOptions): Portal {
  const https = options.baseUrl().startsWith("https:");
  const maxPerAddress = options.maxPerAddress ?? 100;
  const maxBodyBytes = options.maxBodyBytes ?? 1024 * 1024;
  const headersTimeout = options.headersTimeoutMs ?? 10_000;
  const requestTimeout = options.requestTimeoutMs ?? 30_000;
  const largeRequestTimeout = options.largeRequestTimeoutMs ?? 60 * 60_000;
  const connections = new Counter();
  const running = new Map<ServerResponse, "request" | "transfer">();
  let routes: readonly Route[] = [];
  let waiting: (() => void) | undefined;
  let stopping = false;

  const refusalFor = (request: IncomingMessage, url: URL | undefined): Refusal | undefined => {
    if (!METHODS.has(request.method ?? "")) return refusals.methodNotAllowed;
    if (!url) return refusals.badAddress;
    if (options.takesLargeBodies?.(url.pathname)) return undefined;
    if (request.headers["transfer-encoding"] !== undefined) return refusals.lengthRequired;
    return Number(request.headers["content-length"] ?? 0) > maxBodyBytes ? refusals.payloadTooLarge : undefined;
  };

  const announce = (request: IncomingMessage, context: RouteContext, policy: string): void => {
    const { host, protocol } = context.url;
    for (const name of Object.keys(request.headers)) if (OWN_HEADERS.test(name)) delete request.headers[name];
    Object.assign(request.headers, {
      "x-request-id": context.requestId,
      "x-client-address": context.address,
      "x-nonce": context.nonce,
      "x-forwarded-host": host,
      "x-forwarded-proto": protocol.slice(0, -1),
      // Next takes the nonce for its own scripts from here.
      "content-security-policy": policy,
    });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    const nonce = randomBytes(16).toString("base64");
    const policy = contentSecurityPolicy(nonce, https);
    const headers = { ...securityHeaders(policy, https), "X-Request-Id": requestId };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);

    const target = request.url ?? "";
    const full = `${options.baseUrl()}${target}`;
    const url = target.startsWith("/") && URL.canParse(full) ? new URL(full) : undefined;
    const refusal = refusalFor(request, url);
    if (refusal || !url) return refuse(request, response, refusal ?? refusals.badAddress, requestId);

    const forwarded = request.headers["x-forwarded-for"];
    const address = clientAddress(request.socket.remoteAddress, Array.isArray(forwarded) ? forwarded.join(",") : forwarded, options.trustedProxies);
    // Behind a proxy all connections come from the proxy: there its clients' requests are counted instead.
    const counted = address === plainAddress(request.socket.remoteAddress) ? undefined : address;
    if (counted !== undefined && !connections.enter(counted, maxPerAddress)) return refuse(request, response, refusals.throttled, requestId);

    running.set(response, "request");
    // The server's own limit is that of the largest requests; all others are held to theirs here.
    const late = options.takesLargeBodies?.(url.pathname) ? undefined : setTimeout(() => answerLate(request, response, https), requestTimeout);
    request.once("close", () => clearTimeout(late));
    response.once("close", () => {
      clearTimeout(late);
      running.delete(response);
      if (counted !== undefined) connections.leave(counted);
      waiting?.();
    });
    const transfer = (): void => {
      if (running.has(response)) running.set(response, "transfer");
    };
    const context: RouteContext = { requestId, address, nonce, url, transfer };
    announce(request, context, policy);
    try {
      for (const route of routes) if (await route(request, response, context)) return;
      refuse(request, response, refusals.unavailable, requestId);
    } catch (error) {
      // Further parts of a path may be the secret of an invitation.
      log.error("request.failed", { requestId, path: `/${url.pathname.split("/")[1] ?? ""}`, error });
      refuse(request, response, refusals.internal, requestId);
    }
  };

  const server = createServer({
    headersTimeout,
    requestTimeout: options.takesLargeBodies ? Math.max(requestTimeout, largeRequestTimeout) : requestTimeout,
    connectionsCheckingInterval: Math.max(50, Math.min(1000, Math.floor(headersTimeout / 4))),
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    requireHostHeader: true,
    noDelay: true,
  });
  server.maxConnections = options.maxConnections ?? 2000;
  server.maxRequestsPerSocket = 10_000;
  // An idle connection, which for a transfer means a client that has stopped reading.
  server.timeout = IDLE_CONNECTION_MS;
  server.on("request", (request, response) => {
    const { cookie, "accept-language": accepted } = request.headers;
    inLocale(requestedLocale(cookie, accepted), () => void handle(request, response), chosenLocale(cookie) !== undefined);
  });
  server.on("checkExpectation", (request: IncomingMessage) => endRaw(request.socket, "417 Expectation Failed", {}, https));
  server.on("connect", (_request: IncomingMessage, socket: Duplex) => endRaw(socket, "405 Method Not Allowed", { Allow: "GET, HEAD, POST, OPTIONS" }, https));
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => answerUnreadable(error, socket, https));
  server.on("connection", (socket: Socket) => {
    const peer = plainAddress(socket.remoteAddress);
    if (stopping || (!isTrusted(peer, options.trustedProxies) && !connections.enter(peer, maxPerAddress))) {
      socket.destroy();
      return;
    }
    if (!isTrusted(peer, options.trustedProxies)) socket.once("close", () => connections.leave(peer));
  });

  const untilNone = (kind: "request" | "transfer", limitMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(done, limitMs);
      function done(): void {
        clearTimeout(timer);
        waiting = undefined;
        resolve();
      }
      waiting = () => {
        setImmediate(() => server.closeIdleConnections());
        if (![...running.values()].includes(kind)) done();
      };
      waiting();
    });

  const cut = (): void => {
    server.closeAllConnections();
    waiting?.();
  };

  return {
    server,
    cut,
    serve(next) {
      routes = next;
    },
    async stop({ requestMs, transferMs }) {
      stopping = true;
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      const begun = Date.now();
      await untilNone("request", requestMs);
      await untilNone("transfer", Math.max(0, transferMs - (Date.now() - begun)));
      cut();
      await closed;
    },
  };
}
