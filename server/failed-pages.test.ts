import { expect, test, vi } from "vitest";
import { onRequestError } from "../instrumentation";
import { contentSecurityPolicy } from "./security-headers";

test("a page that failed is found in the log by the id that it shows, and its path gives no secret away", () => {
  const written: string[] = [];
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((line) => written.push(String(line)) > 0);
  vi.stubEnv("MUNIMENT_LOG", "");
  try {
    onRequestError(Object.assign(new Error("no such column"), { digest: "2053574617" }), { method: "GET", path: "/invitation/secret-of-the-invitation?x=1", headers: { "x-request-id": "a-request" } });
  } finally {
    spy.mockRestore();
    vi.unstubAllEnvs();
  }
  const [line = ""] = written;
  expect(JSON.parse(line)).toMatchObject({ level: "error", event: "page.failed", requestId: "a-request", path: "/invitation", digest: "2053574617", error: { message: "no such column" } });
  expect(line).not.toContain("secret-of-the-invitation");
});

test("only a page that failed may have its scripts loaded by plain addresses, and those need the nonce all the same", () => {
  const [page, failed] = [contentSecurityPolicy("abc", true), contentSecurityPolicy("abc", true, { failed: true })].map((policy) => policy.split("; "));
  expect(page).toContain("require-trusted-types-for 'script'");
  expect(page?.filter((directive) => !failed?.includes(directive))).toEqual(["require-trusted-types-for 'script'", "trusted-types nextjs nextjs#bundler muniment-reader"]);
  expect(failed).toContain("script-src 'nonce-abc' 'strict-dynamic'");
});
