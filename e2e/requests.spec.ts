import { connect } from "node:net";
import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./fixtures";
import { person, signInAs } from "./people";

const portal = (): URL => new URL(process.env["PORTAL_URL"] ?? "");

/** Sends bytes as they are and gives the status line: for what no HTTP library would send. */
function rawStatus(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(portal().port), "127.0.0.1", () => socket.write(request));
    let answer = "";
    socket.on("data", (piece) => (answer += piece.toString("latin1")));
    socket.on("close", () => resolve(answer.split("\r\n")[0] ?? ""));
    socket.on("error", reject);
  });
}

const post = (request: APIRequestContext, path: string, options: Parameters<APIRequestContext["post"]>[1] = {}) => request.post(path, { maxRedirects: 0, ...options });

test.describe("what nobody is signed in for", () => {
  const inner = ["/reports", "/reports/report-AAAAAAAAAAAAAAAA", "/trail", "/organization", "/security", "/recovery-codes", "/organization/invitation"];

  test("every inner page leads to sign-in, whatever tricks the request plays", async ({ request }) => {
    const tricks: Record<string, string>[] = [
      {},
      { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
      { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" },
      { rsc: "1", "next-router-prefetch": "1" },
      { "x-invoke-path": "/reports", "x-matched-path": "/reports" },
      { "x-client-address": "127.0.0.1", "x-forwarded-for": "127.0.0.1" },
    ];
    for (const path of inner) {
      for (const headers of tricks) {
        const answer = await request.get(path, { headers });
        const led = `${answer.url()} ${await answer.text()}`.includes("/sign-in");
        // Data for the router may hold no more than the frame of a page; it must say nothing, which is checked below.
        expect(led || answer.status() >= 400 || "rsc" in headers, `${path} ${JSON.stringify(headers)} leads to sign-in`).toBe(true);
        const body = await answer.text();
        expect(/Northwind (Payments|Cloud Platform)|@[a-z]+\.example|report-[A-Za-z0-9]{16}:/.test(body), `${path} tells nothing`).toBe(false);
      }
    }
    for (const path of ["/reports.rsc", "/reports.segments/_tree.segment.rsc", "/_next/data/x/reports.json", "/_next/image?url=%2Ficon.svg&w=64&q=75"]) {
      const answer = await request.get(path, { maxRedirects: 0 });
      expect([307, 400, 404], path).toContain(answer.status());
    }
  });

  test("operations answer 401, and unknown ones 404, with a stable code", async ({ request }) => {
    const answer = await post(request, "/api/reports/ListReports", { data: {} });
    expect(answer.status()).toBe(401);
    expect(await answer.json()).toMatchObject({ code: "Unauthenticated" });
    const unknown = await post(request, "/api/reports/NoSuchThing", { data: {} });
    expect(unknown.status()).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: "UnknownOperation" });
    for (const hidden of ["reports/PublishVersion", "reports/CompleteDownload", "identity/CreateSetupLink", "identity/SignIn"]) {
      expect((await post(request, `/api/${hidden}`, { data: {} })).status(), hidden).toBe(404);
    }
    expect((await request.get("/api/reports/ListReports")).status()).toBe(405);
  });

  test("every class of answer carries the security headers", async ({ request }) => {
    const answers = {
      page: await request.get("/sign-in"),
      redirect: await request.get("/reports", { maxRedirects: 0 }),
      missing: await request.get("/nowhere"),
      file: await request.get("/icon.svg"),
      health: await request.get("/api/health"),
      refusal: await post(request, "/api/reports/NoSuchThing", { data: {} }),
    };
    for (const [kind, answer] of Object.entries(answers)) {
      const headers = answer.headers();
      expect(headers["content-security-policy"], kind).toContain("default-src 'none'");
      expect(headers, kind).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "x-frame-options": "DENY", "cross-origin-opener-policy": "same-origin" });
      expect(headers["x-powered-by"], kind).toBeUndefined();
    }
    expect(answers.missing.status()).toBe(404);
  });

  test("methods, lengths and shapes that are none are refused at the door", async ({ request }) => {
    expect(await rawStatus(`TRACE / HTTP/1.1\r\nHost: ${portal().host}\r\nConnection: close\r\n\r\n`)).toContain("405");
    expect(await rawStatus(`GET / HTTP/1.1\r\nConnection: close\r\n\r\n`)).toContain("400");
    const large = await post(request, "/api/reports/ListReports", { data: { query: "x".repeat(1_100_000) } });
    expect(large.status()).toBe(413);
    expect((await post(request, "/api/reports/ListReports", { headers: { "content-type": "text/plain" }, data: "x" })).status()).toBe(415);
    const malformed = await post(request, "/api/reports/ListReports", { headers: { "content-type": "application/json" }, data: "{not json" });
    expect(malformed.status()).toBe(400);
    expect(await malformed.json()).toMatchObject({ code: "ValidationException" });
  });

  test("a browser that keeps no cookies is told so, and is not sent in circles", async ({ playwright }) => {
    const fresh = await playwright.request.newContext({ baseURL: portal().origin });
    const first = await fresh.get("/api/auth/signin?callbackUrl=/sign-in", { maxRedirects: 0 });
    expect(first.headers()["location"]).toBe("/sign-in?cookie=set");
    const bare = await playwright.request.newContext({ baseURL: portal().origin, storageState: { cookies: [], origins: [] } });
    expect(await (await bare.get("/sign-in?cookie=set", { maxRedirects: 0 })).text()).toContain("did not keep the portal");
    await fresh.dispose();
    await bare.dispose();
  });

  test("a return address never leads to another site", async ({ request }) => {
    for (const evil of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
      const answer = await request.get(`/sign-in?return=${encodeURIComponent(evil)}`);
      const places = [...(await answer.text()).matchAll(/name="(?:return|callbackUrl)" value="([^"]*)"/g)].map((match) => match[1]);
      // The form of the password, that of the passkey, which goes on to the page itself, and the choice of the language.
      const back = "/sign-in?return=%2Freports";
      expect(places, evil).toEqual([back, back, "/reports", back, back]);
    }
  });
});

test("a signed-in caller's requests need its own token and its own origin; bad input is named and changes nothing", async ({ page }) => {
  await signInAs(page, await person("freya-lindqvist"));
  const csrf = (await page.locator("input[name=csrf]").first().getAttribute("value")) ?? "";
  const call = (path: string, options: Parameters<APIRequestContext["post"]>[1]) => page.request.post(path, { maxRedirects: 0, ...options });

  expect((await call("/api/reports/ListReports", { data: {} })).status(), "without a token").toBe(403);
  expect((await call("/api/reports/ListReports", { data: {}, headers: { "x-csrf-token": "A".repeat(43) } })).status(), "with a wrong token").toBe(403);
  expect((await call("/api/reports/ListReports", { data: {}, headers: { "x-csrf-token": csrf, origin: "https://evil.example" } })).status()).toBe(403);
  expect((await call("/api/reports/ListReports", { data: {}, headers: { "x-csrf-token": csrf, "sec-fetch-site": "cross-site" } })).status()).toBe(403);
  const listed = await call("/api/reports/ListReports", { data: { region: ["emea"] }, headers: { "x-csrf-token": csrf } });
  expect(listed.status()).toBe(200);

  const bad: [string, Record<string, unknown>, string, number][] = [
    ["reports/ListReports", { page: "nonsense" }, "InvalidPagingToken", 400],
    ["reports/ListReports", { region: ["moon"] }, "ValidationException", 400],
    ["reports/GetReportMetadata", { reportId: "report-AAAAAAAAAAAAAAAA" }, "ResourceNotFound", 404],
    ["reports/GetReportMetadata", { reportId: "../../etc/passwd" }, "ValidationException", 400],
    ["reports/GetReport", { reportId: "report-AAAAAAAAAAAAAAAA", ticket: "A".repeat(43) }, "ResourceNotFound", 404],
    ["audit/GetEvent", { eventId: "not-a-uuid" }, "ValidationException", 400],
    ["audit/ListEvents", { page: "AAAA" }, "InvalidPagingToken", 400],
  ];
  for (const [path, data, code, status] of bad) {
    const answer = await call(`/api/${path}`, { data, headers: { "x-csrf-token": csrf } });
    expect(answer.status(), path).toBe(status);
    expect(await answer.json(), path).toMatchObject({ code });
  }

  const form = await call("/api/organizations/SwitchAccount", { form: { csrf, accountId: "999999999999", return: "/security" } });
  expect(form.status(), "forms get a page and a sentence").toBe(303);
  expect(form.headers()["location"]).toMatch(/^\/security\?flash=/);
  const evil = await call("/api/organizations/SwitchAccount", { form: { csrf, accountId: "999999999999", return: "https://evil.example" } });
  expect(evil.headers()["location"]).toMatch(/^\/\?flash=/);

  const planted = await call("/api/learning/AnswerCheck", { form: { csrf: "A".repeat(43), module: "no-such-module", q1: "0", return: "/center/learning" } });
  expect(planted.headers()["set-cookie"], "what somebody else sent in their name is not shown as what they typed").toBeUndefined();
  const own = await call("/api/learning/AnswerCheck", { form: { csrf, module: "no-such-module", q1: "0", return: "/center/learning" } });
  expect(own.headers()["set-cookie"]).toContain("learning:AnswerCheck");
});
