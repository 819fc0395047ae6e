import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signCheckpoint } from "@/lib/audit/log/checkpoint";
import { emptyRoot, leafHash } from "@/lib/audit/log/merkle";
import { newKeyPair, openNote, readVerifierLine, signerOf, verifierLine } from "@/lib/audit/log/note";
import { newSealedKey } from "@/lib/audit/log/signing-keys";
import { trustedNetworks } from "@/lib/config/config";
import { rawPool } from "@/lib/database/client";
import { useTestDatabase } from "@/lib/database/testing";
import { createPortal, type Portal } from "./http";
import { listen } from "./listen";
import { witnessRoute } from "./witness";

useTestDatabase();

const origin = "other.example/log";
const signer = signerOf(origin, newKeyPair().seed);
const note = (size: number, root: Uint8Array): string => signCheckpoint({ origin, size, root }, [signer], new Date());
const one = leafHash(Buffer.from("one"));

let portal: Portal;
let base: string;
beforeAll(async () => {
  portal = createPortal({ baseUrl: () => "http://localhost:3000", trustedProxies: trustedNetworks([]) });
  portal.serve([witnessRoute, (_request, response) => Promise.resolve(Boolean(response.writeHead(404).end()))]);
  base = `http://127.0.0.1:${await listen(portal.server, "127.0.0.1", 0)}/witness`;
});
afterAll(() => portal.stop({ requestMs: 0, transferMs: 0 }));

const post = (body: string) => fetch(`${base}/add-checkpoint`, { method: "POST", body });

test("the witness is reached as C2SP tlog-witness says: without sign-in, in text, with bounded bodies, and knows nothing before it is told", async () => {
  const hash = createHash("sha256").update(origin).digest("hex");
  for (const path of ["key", `${hash}/checkpoint`, "add-checkpoint", ""]) expect((await fetch(`${base}/${path}`)).status, path).toBe(404);
  expect((await post(`old 0\n\n${note(1, one)}`)).status).toBe(404);

  const key = newSealedKey("portal.example/witness", "witness-signer");
  await rawPool().query("INSERT INTO witness_key (verifier, sealed, created_at) VALUES ($1, $2, now())", [key.verifier, key.sealed]);
  await rawPool().query("INSERT INTO witnessed_log (id, origin, verifiers, root, created_at) VALUES (gen_random_uuid(), $1, $2, $3, now())", [origin, [verifierLine(signer.verifier)], emptyRoot]);
  expect(await (await fetch(`${base}/key`)).text()).toBe(`${key.verifier}\n`);

  const answer = await post(`old 0\n\n${note(1, one)}`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  const verifier = readVerifierLine(key.verifier);
  expect(openNote(note(1, one) + (await answer.text()), [verifier])).toContain(`${origin}\n1\n`);

  const conflict = await post(`old 0\n\n${note(1, one)}`);
  expect([conflict.status, conflict.headers.get("content-type"), await conflict.text()]).toEqual([409, "text/x.tlog.size", "1\n"]);
  const kept = await fetch(`${base}/${hash}/checkpoint`);
  expect(openNote(await kept.text(), [verifier, signer.verifier])).toContain(`${origin}\n1\n`);
  expect((await post("x".repeat(64 * 1024 + 1))).status).toBe(413);
  expect((await post("")).status).toBe(400);
});
