import { createServer } from "node:https";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseConfig, setConfig } from "@/lib/config/config";
import { isPublicAddress } from "./addresses";
import { checkHost } from "./check-host";
import { postSigned } from "./post-signed";
import { postText } from "./post-text";
import { newSigningSecret, signedHeaders } from "./sign";
import { selfSigned } from "./testing-certificate";

const { key, cert } = selfSigned();
const secret = newSigningSecret();
const seen: { headers: Record<string, unknown>; body: string }[] = [];
let status = 200;
const long = { type: "text/plain", body: "x".repeat(1_000_000) };
let reply = long;
const server = createServer({ key, cert }, (request, response) => {
  let body = "";
  request.on("data", (piece: Buffer) => (body += piece.toString("utf8")));
  request.on("end", () => {
    seen.push({ headers: request.headers, body });
    response.writeHead(status, { Location: "https://127.0.0.1:1/", "Content-Type": reply.type }).end(reply.body);
  });
});
let port = 0;
const allow = (networks: string): void => setConfig(parseConfig({ OUTBOUND_PRIVATE_NETWORKS: networks }));
const post = (host = "localhost") => postSigned({ url: `https://${host}:${port}/hook`, secret, id: "m1", body: '{"é":1}', ca: cert });

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
beforeEach(() => {
  seen.length = 0;
  status = 200;
  reply = long;
  allow("127.0.0.0/8, ::1");
});

test.each(["127.0.0.1", "10.0.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255", "224.0.0.1", "192.0.2.1", "198.18.0.1", "::", "::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001::1", "fe80::1%eth0", "8.8.8", "", "localhost"])(
  "%s is not public",
  (address) => expect(isPublicAddress(address)).toBe(false),
);
test.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1111", "2a00:1450:4001:80b::200e"])("%s is public", (address) => expect(isPublicAddress(address)).toBe(true));

describe("a receiver", () => {
  test("in a private network is called where the operator allows it, and nowhere else", async () => {
    allow("");
    expect(await post()).toMatchObject({ sent: false, problem: expect.stringContaining("OUTBOUND_PRIVATE_NETWORKS") as string });
    expect(await post("127.0.0.1")).toMatchObject({ sent: false });
    await expect(checkHost("[::ffff:127.0.0.1]")).rejects.toThrow("private network");
    expect(seen).toEqual([]);
    allow("127.0.0.1, ::1");
    expect(await post()).toEqual({ sent: true });
  });

  test("gets a body that it can check with the secret", async () => {
    await post();
    const [got] = seen;
    expect(got?.body).toBe('{"é":1}');
    const at = Number(got?.headers["webhook-timestamp"]);
    expect(Math.abs(at - Date.now() / 1000)).toBeLessThan(60);
    expect(got?.headers).toMatchObject(signedHeaders("m1", at, '{"é":1}', secret));
    expect(got?.headers["webhook-signature"]).not.toBe(signedHeaders("m1", at, '{"é":2}', secret)["webhook-signature"]);
  });

  test("whose certificate nobody vouches for gets nothing", async () => {
    expect(await postSigned({ url: `https://localhost:${port}/`, secret, id: "m1", body: "secret" })).toMatchObject({ sent: false, permanent: false });
    expect(seen).toEqual([]);
  });

  test.each([
    [200, { sent: true }],
    [204, { sent: true }],
    [302, { sent: false, permanent: false, answered: true }],
    [400, { sent: false, permanent: true, answered: true }],
    [410, { sent: false, permanent: true, answered: true }],
    [429, { sent: false, permanent: false, answered: true }],
    [503, { sent: false, permanent: false, answered: true }],
  ] as const)("that answers %i is understood, and no redirect is followed", async (answer, expected) => {
    status = answer;
    expect(await post()).toMatchObject(expected);
    expect(seen).toHaveLength(1);
  });
});

describe("an answer in text", () => {
  const asked = (path = "") => postText({ url: `https://localhost:${port}/hook${path}`, body: "old 0\n", ca: cert });

  test("is read with its status and kind, from a checked address alone", async () => {
    status = 409;
    reply = { type: "text/x.tlog.size", body: "12\n" };
    expect(await asked()).toEqual({ answered: true, status: 409, type: "text/x.tlog.size", body: "12\n" });
    expect(seen).toMatchObject([{ body: "old 0\n" }]);
    allow("");
    expect(await asked()).toMatchObject({ answered: false, problem: expect.stringContaining("OUTBOUND_PRIVATE_NETWORKS") as string });
    expect(seen).toHaveLength(1);
  });

  test("that is too long does not count", async () => {
    expect(await asked()).toEqual({ answered: false, problem: "Its answer is too long." });
  });
});

test("networks that are none are refused at the start", () => {
  expect(() => parseConfig({ OUTBOUND_PRIVATE_NETWORKS: "10.0.0.0/99" })).toThrow(/OUTBOUND_PRIVATE_NETWORKS must be a list/);
});
