import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ownerPool } from "@/lib/database/testing";
import { systemCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { readDocument } from "@/lib/storage/documents";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { splice } from "@/lib/watermark";
import { acceptTerms } from "./accept-terms";
import type { Delivery } from "./claim-copy";
import { completeDownload } from "./complete-download";
import { getReport } from "./get-report";
import { viewReport } from "./view-report";

const world = useWorld();
let published = 0;

async function ticketFor(who: "alpha-auditor" | "beta-auditor" = "alpha-auditor") {
  const reportId = await world.publish(`resumed-${(published += 1)}`);
  const caller = await world.as(who);
  const { ticket, expiresAt } = await perform(caller, acceptTerms, { reportId, termsRevision: 1, accepted: true });
  return { reportId, caller, ticket, expiresAt };
}

async function bytesOf({ preparedSha256, personalisation }: Delivery, start = 0, end = personalisation.length): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of splice(readDocument(preparedSha256, { start, end }), personalisation, { start, end })) pieces.push(piece);
  return Buffer.concat(pieces);
}

const close = (delivery: Delivery, part: { start: number; bytesSent: number; complete: boolean; sha256?: Uint8Array }) =>
  perform(systemCaller("delivery"), completeDownload, {
    downloadId: delivery.downloadId, total: delivery.personalisation.length, correlationId: delivery.correlationId, ...part, sha256: part.sha256 ? new Uint8Array(part.sha256) : null,
  });

const state = async ({ downloadId }: Delivery) => (await rows("SELECT state::text, bytes_sent::int AS bytes, parts FROM download WHERE id = $1", [downloadId]))[0];

describe("a download that was cut off", () => {
  test("goes on against the same ticket with the same bytes, and every part is in the trail under one correlation", async () => {
    const { reportId, caller, ticket } = await ticketFor();
    const first = await perform(caller, getReport, { reportId, ticket });
    const { length } = first.personalisation;
    await close(first, { start: 0, bytesSent: 1_000, complete: false });
    expect(await state(first)).toEqual({ state: "ABORTED", bytes: 1_000, parts: 1 });

    const rest = await perform(caller, getReport, { reportId, ticket, range: "bytes=1000-" });
    expect(rest).toMatchObject({ downloadId: first.downloadId, etag: first.etag, correlationId: first.correlationId, resumed: true });
    const whole = await bytesOf(first);
    expect(Buffer.concat([whole.subarray(0, 1_000), await bytesOf(rest, 1_000)]).equals(whole)).toBe(true);
    await close(rest, { start: 1_000, bytesSent: length - 1_000, complete: true, sha256: createHash("sha256").update(whole).digest() });
    expect(await state(first)).toEqual({ state: "COMPLETED", bytes: length, parts: 2 });

    const events = await rows("SELECT operation, parameters FROM audit_event WHERE correlation_id = $1 AND operation IN ('reports:GetReport', 'reports:CompleteDownload') ORDER BY at", [first.correlationId]);
    expect(events.map(({ operation }) => operation)).toEqual(["reports:GetReport", "reports:CompleteDownload", "reports:GetReport", "reports:CompleteDownload"]);
    expect(events[2]?.["parameters"]).toMatchObject({ range: "bytes=1000-", resumed: true });
  });

  test("is whole once all its parts left, in whatever order", async () => {
    const { reportId, caller, ticket } = await ticketFor();
    const copy = await perform(caller, getReport, { reportId, ticket, range: "bytes=5000-" });
    const { length } = copy.personalisation;
    await close(copy, { start: 5_000, bytesSent: length - 5_000, complete: true });
    expect(await state(copy)).toMatchObject({ state: "ABORTED" });
    await close(copy, { start: 2_000, bytesSent: 3_000, complete: true });
    expect(await state(copy)).toMatchObject({ state: "ABORTED" });
    const last = { start: 0, bytesSent: 2_500, complete: true };
    expect(await outcomeOf(close(copy, last)), "not without the hash of the whole").toBe("Conflict");
    await close(copy, { ...last, sha256: createHash("sha256").update(await bytesOf(copy)).digest() });
    expect(await state(copy)).toMatchObject({ state: "COMPLETED" });
  });

  test("does not go on without a range, after the ticket's time, for anybody else, or for ever", async () => {
    const { reportId, caller, ticket, expiresAt } = await ticketFor();
    await perform(caller, getReport, { reportId, ticket });
    const range = "bytes=10-";
    expect(await outcomeOf(perform(caller, getReport, { reportId, ticket })), "whole again").toBe("TicketInvalid");
    expect(await atTime(new Date(expiresAt.getTime() + 1), () => outcomeOf(perform(caller, getReport, { reportId, ticket, range })))).toBe("TicketInvalid");
    expect(await outcomeOf(perform(await world.as("beta-auditor"), getReport, { reportId, ticket, range }))).toBe("TicketInvalid");
    expect(await outcomeOf(perform(caller, viewReport, { reportId, ticket })), "a file is not turned into a view").toBe("TicketInvalid");
    await ownerPool().query("UPDATE download SET parts = 200 WHERE ticket_id = (SELECT id FROM ticket ORDER BY issued_at DESC LIMIT 1)");
    expect(await outcomeOf(perform(caller, getReport, { reportId, ticket, range }))).toBe("Throttled");
  });
});

describe("reading in the browser", () => {
  test("is a download of its own kind, which may be opened again while its ticket is valid", async () => {
    const { reportId, caller, ticket } = await ticketFor();
    const first = await perform(caller, viewReport, { reportId, ticket });
    const again = await perform(caller, viewReport, { reportId, ticket });
    expect(again).toMatchObject({ downloadId: first.downloadId, etag: first.etag, resumed: true });
    expect(await rows("SELECT viewed FROM download WHERE id = $1", [first.downloadId])).toEqual([{ viewed: true }]);
    expect(await outcomeOf(perform(caller, getReport, { reportId, ticket, range: "bytes=0-" })), "a view is not turned into a file").toBe("TicketInvalid");
  });

  test("is the only way where the publisher said so", async () => {
    const { reportId, caller, ticket } = await ticketFor();
    await ownerPool().query("UPDATE report_series SET view_only = true WHERE id = $1", [reportId]);
    expect(await outcomeOf(perform(caller, getReport, { reportId, ticket }))).toBe("AccessDenied");
    expect(await outcomeOf(perform(caller, viewReport, { reportId, ticket }))).toBe("Success");
  });
});
