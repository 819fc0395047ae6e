import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { fromBufferPromise, type Entry, type ZipFile } from "yauzl";
import { beginLog } from "@/lib/audit/log/sequencer";
import { keepLog } from "@/lib/audit/log/keep-log";
import { config } from "@/lib/config/config";
import { rawPool } from "@/lib/database/client";
import { callerFor } from "@/lib/identity/session";
import { hashToken, newToken } from "@/lib/identity/token";
import type { Caller, PersonCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { getPacket } from "@/lib/packets/get-packet";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { packetBytes } from "./packet";

const world = useWorld();
let reports: string[] = [];
let agreement = "";
const period = { from: "2026-01-01", to: "2026-06-30" };

beforeAll(async () => {
  await beginLog(rawPool(), "portal.example/log");
  const keeper = keepLog({ pool: rawPool(), dataDir: config().dataDir, origin: "portal.example/log" });
  reports = [await world.publish("first", { pages: 2 }), await world.publish("second", { terms: "open", title: "Second/../with: an odd name" })];
  await world.offer("nda");
  agreement = await world.accept("alpha-admin", "nda", "ORGANIZATION");
  return () => keeper.stop();
});

const freshly = async (): Promise<PersonCaller> => {
  const caller = await world.as("alpha-admin", "alpha-main");
  return { ...caller, requestId: crypto.randomUUID(), correlationId: crypto.randomUUID() };
};

/** The same person all the time. */
const stay = (caller: PersonCaller) => () => Promise.resolve<Caller>(caller);

const choice = () => ({ reports: reports.map((id) => `${id}:1:1`), agreements: [agreement], ...period });

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

async function filesIn(zip: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const opened: ZipFile = await fromBufferPromise(zip);
  for await (const entry of opened.eachEntry() as AsyncIterable<Entry>) files.set(entry.fileName, await bytesOf((await opened.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>));
  return files;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("an evidence packet", () => {
  test("has every file that its manifest names, with its hash; each copy is a recorded download of its own, and has its receipt", async () => {
    const caller = await freshly();
    const { plan, at } = await perform(caller, getPacket, { ...choice(), accepted: true });
    const files = await filesIn(await bytesOf(packetBytes(caller, stay(caller), plan, at)));
    const manifest = JSON.parse(files.get("manifest.json")?.toString() ?? "") as { files: { path: string; sha256: string; bytes: number; what: string; downloadId?: string }[] };
    expect([...files.keys()].sort()).toEqual([...manifest.files.map(({ path }) => path), "README.txt", "SHA256SUMS", "manifest.json"].sort());
    for (const { path, sha256: hash, bytes } of manifest.files) {
      expect(sha256(files.get(path) ?? Buffer.alloc(0)), path).toBe(hash);
      expect(files.get(path)?.length, path).toBe(bytes);
      expect(path, "no way out of the packet").not.toMatch(/(^|\/)\.\.?(\/|$)|^\//);
      expect(files.get("SHA256SUMS")?.toString()).toContain(`${hash}  ${path}\n`);
    }
    const kinds = manifest.files.map(({ what }) => what).sort();
    expect(kinds).toEqual(["agreement", "coverage", "periods", "receipt", "receipt", "receipt", "report", "report", "timeline"]);
    const timeline = files.get("timeline.csv")?.toString() ?? "";
    for (const id of reports) expect(timeline, "which days are covered, bridged or open").toContain(`"${id}","report","2026-01-01","2026-06-30","181","1"`);
    for (const { downloadId, sha256: hash } of manifest.files.filter(({ what }) => what === "report")) {
      const [download] = await rows("SELECT state::text, encode(served_sha256, 'hex') AS hash, person_id::text AS person FROM download WHERE id = $1", [downloadId]);
      expect(download).toEqual({ state: "COMPLETED", hash, person: caller.personId });
    }
    const told = await rows("SELECT operation FROM audit_event WHERE correlation_id = $1 AND NOT browsing ORDER BY seq", [caller.correlationId]);
    const download = ["reports:AcceptTerms", "reports:GetReport", "reports:CompleteDownload"];
    expect(told.map(({ operation }) => operation)).toEqual(["packets:GetPacket", ...download, ...download, "agreements:GetCertificate", "center:ExportTimeline", "agreements:ExportCoverage"]);
  });

  test("that nobody reads to its end closes the download that it was at as aborted, and begins no other", async () => {
    const caller = await freshly();
    // Larger than all that is kept ready between the disk and the reader.
    const large = await world.publish("large", { pages: 900 });
    const { plan, at } = await perform(caller, getPacket, { ...choice(), reports: [`${large}:1:1`, ...choice().reports], accepted: true });
    let read = 0;
    for await (const piece of packetBytes(caller, stay(caller), plan, at)) {
      read += piece.length;
      if (read > 100_000) break;
    }
    const found = await rows("SELECT d.state::text FROM download d JOIN ticket t ON t.id = d.ticket_id WHERE t.correlation_id = $1", [caller.correlationId]);
    expect(found).toEqual([{ state: "ABORTED" }]);
  });

  test("breaks off, and is no whole file, when a right is lost on the way", async () => {
    const caller = await freshly();
    const { plan, at } = await perform(caller, getPacket, { ...choice(), accepted: true });
    await rows("UPDATE report_version SET state = 'UNPUBLISHED' WHERE series_id = $1", [reports[1]]);
    await expect(bytesOf(packetBytes(caller, stay(caller), plan, at))).rejects.toThrow();
    await rows("UPDATE report_version SET state = 'PUBLISHED' WHERE series_id = $1", [reports[1]]);
  });

  test("is not released without the terms, for terms that have changed, for nothing, for a period that ends before it begins, or for what is another's", async () => {
    const caller = await freshly();
    const ask = (input: object) => outcomeOf(perform(caller, getPacket, { ...choice(), accepted: true, ...input }));
    expect(await ask({ accepted: false })).toBe("ValidationException");
    expect(await ask({ reports: `${reports[0]}:1:7` })).toBe("TermsChanged");
    expect(await ask({ reports: [], agreements: [] })).toBe("ValidationException");
    expect(await ask({ from: "2026-07-01" })).toBe("ValidationException");
    expect(await ask({ reports: "report-AAAAAAAAAAAAAAAA:1:1" })).toBe("ResourceNotFound");
    expect(await ask({ reports: Array.from({ length: 51 }, (_, index) => `report-AAAAAAAAAAAAAAAA:${index + 1}`) })).toBe("ValidationException");
    const stranger = await world.as("beta-admin");
    expect(await outcomeOf(perform(stranger, getPacket, { ...choice(), reports: [], accepted: true })), "another organization's agreement").toBe("ResourceNotFound");
    expect(await rows("SELECT 1 FROM ticket WHERE correlation_id = $1", [caller.correlationId])).toEqual([]);
  });

  test("ends at once when the session is revoked or the person removed: no copy after it", async () => {
    const token = newToken();
    const person = await freshly();
    await rows("UPDATE session SET token_hash = $1, last_seen_at = now() WHERE id = $2", [hashToken(token), person.sessionId]);
    for (const end of [
      (caller: PersonCaller) => rows("UPDATE session SET revoked_at = now() WHERE id = $1", [caller.sessionId]),
      (caller: PersonCaller) => rows("DELETE FROM membership WHERE person_id = $1 AND account_id = $2", [caller.personId, caller.account?.id]),
    ]) {
      const caller = { ...person, correlationId: crypto.randomUUID() };
      const { address, userAgent, requestId, correlationId } = caller;
      const { plan, at } = await perform(caller, getPacket, { ...choice(), accepted: true });
      const ending = async (): Promise<Caller> => {
        const [done] = await rows("SELECT count(*)::int AS n FROM ticket WHERE correlation_id = $1", [caller.correlationId]);
        if (done?.["n"] === 1) await end(caller);
        return callerFor(token, { address, userAgent, requestId, correlationId });
      };
      await expect(bytesOf(packetBytes(caller, ending, plan, at))).rejects.toThrow(/sign in/i);
      expect(await rows("SELECT count(*)::int AS n FROM ticket WHERE correlation_id = $1", [caller.correlationId])).toEqual([{ n: 1 }]);
      await rows("UPDATE session SET revoked_at = NULL WHERE id = $1", [caller.sessionId]);
    }
  });
});
