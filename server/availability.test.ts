import { once } from "node:events";
import { get } from "node:http";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { trustedNetworks } from "@/lib/config/config";
import { healthRoute, outageRoute } from "./availability";
import { createPortal } from "./http";
import type { Portal } from "./http";
import { listen } from "./listen";

let portal: Portal;
let port: number;
let databaseUp: boolean;
let storageUp: boolean;
let warnings: string[];

beforeEach(async () => {
  databaseUp = storageUp = true;
  warnings = [];
  const database = { name: "database", answers: () => Promise.resolve(databaseUp) } as const;
  const storage = { name: "storage", answers: () => Promise.resolve(storageUp) } as const;
  portal = createPortal({ baseUrl: () => "http://localhost:3000", trustedProxies: trustedNetworks([]) });
  portal.serve([
    healthRoute([database, storage], () => warnings),
    outageRoute(database, 0),
    (_request, response) => {
      response.end("page");
      return Promise.resolve(true);
    },
  ]);
  port = await listen(portal.server, "127.0.0.1", 0);
});
afterEach(() => portal.stop({ requestMs: 0, transferMs: 0 }));

async function fetchPath(path: string): Promise<{ status: number | undefined; body: string; retry: string | undefined }> {
  const [response] = (await once(get({ host: "127.0.0.1", port, path, agent: false }), "response")) as [IncomingMessage];
  return { status: response.statusCode, body: await text(response), retry: response.headers["retry-after"] };
}

describe("health", () => {
  test("is 200 when database and storage answer, and says no more than that", async () => {
    expect(await fetchPath("/api/health")).toMatchObject({ status: 200, body: '{"status":"ok"}\n' });
  });

  test("names what needs a person while all answers", async () => {
    warnings = ["audit-log"];
    expect(await fetchPath("/api/health")).toMatchObject({ status: 200, body: '{"status":"ok","warnings":["audit-log"]}\n' });
  });

  test("is 503 and names what failed", async () => {
    storageUp = false;
    expect(await fetchPath("/api/health")).toMatchObject({ status: 503, body: '{"status":"unavailable","failed":["storage"]}\n' });
    databaseUp = false;
    expect(JSON.parse((await fetchPath("/api/health")).body)).toEqual({ status: "unavailable", failed: ["database", "storage"] });
  });
});

describe("while the database is down", () => {
  test("pages answer 503 with a time to come back, files of the interface still come, and all recovers by itself", async () => {
    databaseUp = false;
    expect(await fetchPath("/reports")).toMatchObject({ status: 503, retry: "5" });
    expect(await fetchPath("/_next/static/x.css")).toMatchObject({ status: 200 });
    databaseUp = true;
    expect(await fetchPath("/reports")).toMatchObject({ status: 200, body: "page" });
  });
});
