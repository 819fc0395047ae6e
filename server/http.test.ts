import { once } from "node:events";
import { request as ask } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from "node:http";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { trustedNetworks } from "@/lib/config/config";
import { createPortal } from "./http";
import type { Portal, PortalOptions, Route } from "./http";
import { listen } from "./listen";

const open: Portal[] = [];
afterEach(async () => {
  for (const portal of open.splice(0)) await portal.stop({ requestMs: 0, transferMs: 0 });
});

const echo: Route = async (request, response, { requestId, address, nonce, url }) => {
  const body = await text(request);
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify({ requestId, address, nonce, path: url.pathname, headers: request.headers, body }));
  return true;
};

async function start(routes: Route[] = [echo], options: Partial<PortalOptions> = {}): Promise<{ portal: Portal; port: number }> {
  const portal = createPortal({ baseUrl: () => "http://localhost:3000", trustedProxies: trustedNetworks([]), ...options });
  open.push(portal);
  portal.serve(routes);
  return { portal, port: await listen(portal.server, "127.0.0.1", 0) };
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

async function send(port: number, options: RequestOptions = {}, body?: string): Promise<Answer> {
  const request = ask({ host: "127.0.0.1", port, agent: false, ...options });
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

async function raw(port: number, bytes: string): Promise<{ answer: string; socket: Socket }> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(bytes);
  socket.setEncoding("utf8");
  let answer = "";
  socket.on("data", (data: string) => (answer += data));
  await once(socket, "close");
  return { answer, socket };
}

const PROMISED = [
  "content-security-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "referrer-policy",
  "x-content-type-options",
  "x-frame-options",
];

describe("every class of answer carries the security headers", () => {
  const failing: Route = () => Promise.reject(new Error("inside"));

  test.each<[string, Route[], RequestOptions, number]>([
    ["a page", [echo], {}, 200],
    ["an unknown method", [echo], { method: "TRACE" }, 405],
    ["another unknown method", [echo], { method: "DELETE" }, 405],
    ["a malformed address", [echo], { path: "*" , method: "OPTIONS" }, 400],
    ["a fault", [failing], {}, 500],
    ["a start that is not finished", [], {}, 503],
    ["a body that is too large", [echo], { method: "POST", headers: { "Content-Length": 2_000_000 } }, 413],
  ])("%s", async (_name, routes, options, status) => {
    const { port } = await start(routes);
    const answer = await send(port, options);
    expect(answer.status).toBe(status);
    expect(PROMISED.filter((name) => answer.headers[name] === undefined)).toEqual([]);
    expect(answer.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body).not.toContain("inside");
  });

  test.each([
    ["what is no HTTP", "nonsense\r\n\r\n", "400"],
    ["CONNECT", "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n", "405"],
    ["headers that are too large", `GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${"a".repeat(40_000)}\r\n\r\n`, "431"],
  ])("%s", async (_name, bytes, status) => {
    const { port } = await start();
    const { answer } = await raw(port, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(PROMISED.filter((name) => !answer.toLowerCase().includes(`${name}:`))).toEqual([]);
  });

  test("strict transport security exactly when the public address is https", async () => {
    const plain = await start();
    expect((await send(plain.port)).headers["strict-transport-security"]).toBeUndefined();
    const secure = await start([echo], { baseUrl: () => "https://evidence.example.com" });
    expect((await send(secure.port)).headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
  });
});

interface Echoed {
  requestId: string;
  address: string;
  nonce: string;
  headers: IncomingHttpHeaders;
}

describe("what the entry says about a request cannot be said by the client", () => {
  test("the entry's own headers replace the client's, and hints for the framework are dropped", async () => {
    const { port } = await start();
    const headers = {
      "X-Request-Id": "mine",
      "X-Client-Address": "1.2.3.4",
      "X-Nonce": "mine",
      "X-Forwarded-For": "1.2.3.4",
      "X-Forwarded-Host": "evil.example",
      "X-Middleware-Subrequest": "middleware",
      "Content-Security-Policy": "script-src *",
    };
    const answer = await send(port, { headers });
    const seen = JSON.parse(answer.body) as Echoed;
    expect(seen.address).toBe("127.0.0.1");
    expect(seen.headers).toMatchObject({
      "x-request-id": seen.requestId,
      "x-client-address": "127.0.0.1",
      "x-nonce": seen.nonce,
      "x-forwarded-host": "localhost:3000",
      "x-forwarded-proto": "http",
      "content-security-policy": answer.headers["content-security-policy"],
    });
    expect(seen.headers["x-middleware-subrequest"]).toBeUndefined();
    expect(answer.headers["x-request-id"]).toBe(seen.requestId);
  });

  test("every answer has a nonce of its own, and only that one runs scripts", async () => {
    const { port } = await start();
    const [first, second] = [await send(port), await send(port)];
    const nonces = [first, second].map(({ body }) => (JSON.parse(body) as Echoed).nonce);
    expect(new Set(nonces).size).toBe(2);
    expect(first.headers["content-security-policy"]).toContain(`script-src 'nonce-${nonces[0] ?? ""}' 'strict-dynamic';`);
  });
});

describe("limits", () => {
  test("headers that dribble in are cut", async () => {
    const { port } = await start([echo], { headersTimeoutMs: 200, requestTimeoutMs: 400 });
    const begun = performance.now();
    const { answer } = await raw(port, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  test("a body that never comes is cut", async () => {
    const { port } = await start([echo], { headersTimeoutMs: 100, requestTimeoutMs: 200 });
    const { answer } = await raw(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab");
    expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  test("one address may hold only so many connections; when one is freed the next is served", async () => {
    const { port } = await start([echo], { maxPerAddress: 2 });
    const held = [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")];
    await Promise.all(held.map((socket) => once(socket, "connect")));
    await expect(send(port)).rejects.toThrow(/hang up|reset/i);
    held[0]?.destroy();
    await expect.poll(() => send(port).then(({ status }) => status, () => 0)).toBe(200);
    held[1]?.destroy();
  });

  test("behind a trusted proxy the cap counts each client, not the proxy", async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const slow: Route = async (request, response, context) => {
      if (context.url.pathname === "/slow") await gate;
      return echo(request, response, context);
    };
    const { port } = await start([slow], { maxPerAddress: 1, trustedProxies: trustedNetworks(["127.0.0.1"]) });
    const from = (address: string, path: string): Promise<Answer> => send(port, { path, headers: { "X-Forwarded-For": address } });
    const first = from("203.0.113.1", "/slow");
    await expect.poll(async () => (await from("203.0.113.1", "/")).status).toBe(429);
    expect((await from("203.0.113.2", "/")).status).toBe(200);
    release();
    expect((await first).status).toBe(200);
  });

  test("a body needs its length told, and one of the right size passes", async () => {
    const { port } = await start();
    expect((await send(port, { method: "POST", headers: { "Transfer-Encoding": "chunked" } }, "x")).status).toBe(411);
    const { status, body } = await send(port, { method: "POST", headers: { "Content-Length": 5 } }, "hello");
    expect(status).toBe(200);
    expect(body).toContain('"body":"hello"');
  });

  test("programs get the refusal as JSON with a stable code, people as a page", async () => {
    const { port } = await start();
    const forPrograms = await send(port, { method: "TRACE" });
    expect(JSON.parse(forPrograms.body)).toMatchObject({ code: "MethodNotAllowed", requestId: forPrograms.headers["x-request-id"] });
    expect(forPrograms.headers.allow).toBe("GET, HEAD, POST, OPTIONS");
    const forPeople = await send(port, { method: "TRACE", headers: { Accept: "text/html" } });
    expect(forPeople.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(forPeople.body).toContain("MethodNotAllowed");
  });
});

describe("a stop", () => {
  function transferRoute(): { route: Route; finish: () => void } {
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const route: Route = async (_request, response, context) => {
      context.transfer();
      response.write("first ");
      await gate;
      response.end("last");
      return true;
    };
    return { route, finish: () => finish() };
  }

  async function begin(port: number): Promise<IncomingMessage> {
    const request = ask({ host: "127.0.0.1", port, agent: false });
    request.end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    return response;
  }

  test("lets a running transfer finish, takes no new connection meanwhile, and then leaves nothing open", async () => {
    const { route, finish } = transferRoute();
    const { portal, port } = await start([route]);
    const response = await begin(port);
    const stopped = portal.stop({ requestMs: 0, transferMs: 20_000 });
    await expect(send(port)).rejects.toThrow(/ECONNREFUSED/);
    finish();
    expect(await text(response)).toBe("first last");
    await stopped;
    expect(portal.server.listening).toBe(false);
  });

  test("cuts a transfer that outlasts its time", async () => {
    const { route } = transferRoute();
    const { portal, port } = await start([route]);
    const response = await begin(port);
    await portal.stop({ requestMs: 0, transferMs: 50 });
    await expect(text(response)).rejects.toThrow(/aborted/);
  });

  test("does not wait for idle connections", async () => {
    const { portal, port } = await start();
    const idle = connect(port, "127.0.0.1");
    await once(idle, "connect");
    const begun = performance.now();
    await portal.stop({ requestMs: 20_000, transferMs: 20_000 });
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

test("a port in use is told in a sentence that says what to do", async () => {
  const { port } = await start();
  const second = createPortal({ baseUrl: () => "http://localhost:3000", trustedProxies: trustedNetworks([]) });
  await expect(listen(second.server, "127.0.0.1", port)).rejects.toThrow(`Port ${port} is in use on 127.0.0.1. End what uses it, or choose another: PORT=${port + 1}`);
});
