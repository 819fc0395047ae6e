import { once } from "node:events";
import { request as ask, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginLog, sequence } from "@/lib/audit/log/sequencer";
import { trustedNetworks } from "@/lib/config/config";
import { rawPool } from "@/lib/database/client";
import { ownerPool } from "@/lib/database/testing";
import { sessionCookie } from "@/lib/identity/session";
import { hashToken, newToken } from "@/lib/identity/token";
import { perform } from "@/lib/operations/perform";
import { listReports } from "@/lib/reports/list-reports";
import { useWorld } from "@/lib/testing/world";
import { createPortal } from "./http";
import { listen } from "./listen";
import { liveRoute } from "./live";

const world = useWorld();
const portal = createPortal({ baseUrl: () => "http://localhost:3000", trustedProxies: trustedNetworks([]) });
let port = 0;
let cookie = "";

beforeAll(async () => {
  await beginLog(rawPool(), "portal.example/log");
  await sequence(rawPool());
  const token = newToken();
  await ownerPool().query("UPDATE session SET token_hash = $2 WHERE id = $1", [(await world.as("root")).sessionId, hashToken(token)]);
  cookie = `${sessionCookie}=${token}`;
  portal.serve([liveRoute]);
  port = await listen(portal.server, "127.0.0.1", 0);
});
afterAll(() => portal.stop({ requestMs: 0, transferMs: 0 }));

async function follow(headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const request = ask({ host: "127.0.0.1", port, path: "/trail/live?browsing=1", agent: false, headers: { cookie, ...headers } });
  request.end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.setEncoding("utf8");
  response.on("error", () => undefined);
  return response;
}

async function until(response: IncomingMessage, wanted: RegExp): Promise<string> {
  let text = "";
  for await (const piece of response) {
    text += String(piece);
    if (wanted.test(text)) return text;
  }
  return text;
}

describe("following the trail", () => {
  test("goes on where the connection was lost: every piece names its place, and what was missed comes first", async () => {
    const first = await until(await follow(), /id: \d+\n\n/);
    const left = /id: (\d+)/.exec(first)?.[1] ?? "";
    await perform(await world.as("beta-auditor"), listReports, {});
    await sequence(rawPool());
    const again = await until(await follow({ "last-event-id": left }), /ListReports.*\n\n/);
    expect(again).toMatch(/id: \d+\ndata: .*"operation":"reports:ListReports"/);
  });

  test("is not lost to a person because the database hiccuped when they began", async () => {
    await ownerPool().query("ALTER TABLE log_state RENAME TO log_state_away");
    for (let round = 0; round < 4; round += 1) expect((await follow()).statusCode).toBe(500);
    await ownerPool().query("ALTER TABLE log_state_away RENAME TO log_state");
    const response = await follow();
    expect(response.statusCode).toBe(200);
    response.destroy();
  });
});
