import { afterEach, expect, test, vi } from "vitest";
import { log } from "@/lib/config/log";
import { trustedNetworks } from "@/lib/config/config";
import { setPageStatus } from "@/lib/operations/page-status";
import { onRequestError } from "../instrumentation";
import { createPortal, type Portal } from "./http";
import { listen } from "./listen";
import { tellStatus } from "./pages";

let portal: Portal | undefined;
afterEach(() => portal?.stop({ requestMs: 0, transferMs: 0 }));

/** What the portal answers when the page ends with a status, and asked for another one. */
async function answerOf(status: number, asked?: number): Promise<Response> {
  portal = createPortal({ baseUrl: () => "https://portal.example", trustedProxies: trustedNetworks([]) });
  portal.serve([
    (_request, response, context) => {
      tellStatus(response, context, true);
      if (asked !== undefined) setPageStatus(context.requestId, asked);
      response.statusCode = status;
      response.end("a page");
      return Promise.resolve(true);
    },
  ]);
  return fetch(`http://127.0.0.1:${await listen(portal.server, "127.0.0.1", 0)}/reports`);
}

test("a page that failed is found in the log by the id that it shows, and its path gives no secret away", async () => {
  const error = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const failure = Object.assign(new Error("no such column"), { digest: "2053574617" });
  await onRequestError(failure, { method: "GET", path: "/invitation/secret-of-the-invitation?x=1", headers: { "x-request-id": "a-request" } });
  expect(error.mock.calls).toEqual([["page.failed", { requestId: "a-request", method: "GET", path: "/invitation", digest: "2053574617", error: failure }]]);
  error.mockRestore();
});

/** What a page's policy says, one directive each, without the nonce that is new each time. */
async function policyOf(answer: Response): Promise<readonly string[]> {
  await answer.text();
  return (answer.headers.get("content-security-policy") ?? "").replaceAll(/'nonce-[^']+'/g, "'nonce'").split("; ");
}

const trustedTypes = ["require-trusted-types-for 'script'", "trusted-types nextjs nextjs#bundler muniment-reader"];

test.each([
  ["a page", 200, undefined, 200, true],
  ["a page that says that it is not there", 200, 404, 404, true],
  ["a page that says that it cannot be had now", 200, 503, 503, true],
  ["a page that failed, which its scripts put together", 500, undefined, 500, false],
])("%s asks for trusted types unless it failed, and for all the rest in every case", async (_, status, asked, answered, trusted) => {
  const usual = await policyOf(await answerOf(200));
  await portal?.stop({ requestMs: 0, transferMs: 0 });
  const answer = await answerOf(status, asked);
  const policy = await policyOf(answer);
  expect(answer.status).toBe(answered);
  expect(usual).toEqual(expect.arrayContaining([...trustedTypes, "script-src 'nonce' 'strict-dynamic'"]));
  expect(policy).toEqual(trusted ? usual : usual.filter((directive) => !trustedTypes.includes(directive)));
});
