import { describe, expect, test } from "vitest";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { breakInserts, outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { acceptTerms } from "./accept-terms";
import { getReport } from "./get-report";
import { putTerms } from "./put-terms";
import { ownerPool } from "@/lib/database/testing";

const world = useWorld();
const accepted = { termsRevision: 1, accepted: true };
let published = 0;
const report = (options?: Parameters<typeof world.publish>[1]) => world.publish(`series-${(published += 1)}`, options);

const ticketState = (reportId: string) =>
  rows("SELECT t.used_at FROM ticket t JOIN report_version v ON v.id = t.version_id WHERE v.series_id = $1", [reportId]);

describe("a download", () => {
  test("whose audit event cannot be written is not served, and its ticket stays good", async () => {
    const reportId = await report();
    const caller = await world.as("alpha-auditor");
    const { ticket } = await perform(caller, acceptTerms, { reportId, ...accepted });
    const mend = await breakInserts("audit_event", "NEW.operation = 'reports:GetReport'");
    expect(await outcomeOf(perform(caller, getReport, { reportId, ticket }))).toBe("Unavailable");
    expect(await rows("SELECT id FROM download WHERE version_id IN (SELECT id FROM report_version WHERE series_id = $1)", [reportId])).toEqual([]);
    expect(await ticketState(reportId)).toEqual([{ used_at: null }]);
    await mend();
    expect(await outcomeOf(perform(caller, getReport, { reportId, ticket }))).toBe("Success");
  });

  test("is served once per ticket, also when twenty ask for it at the same time", async () => {
    const reportId = await report();
    const caller = await world.as("alpha-auditor");
    const { ticket } = await perform(caller, acceptTerms, { reportId, ...accepted });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(perform(caller, getReport, { reportId, ticket }))));
    expect(outcomes.filter((outcome) => outcome === "Success")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "TicketInvalid")).toHaveLength(19);
    const [downloads] = await rows("SELECT count(*)::int AS n FROM download d JOIN report_version v ON v.id = d.version_id WHERE v.series_id = $1", [reportId]);
    expect(downloads).toEqual({ n: 1 });
  });

  test("needs a ticket that has not expired", async () => {
    const reportId = await report();
    const caller = await world.as("alpha-auditor");
    const { ticket, expiresAt } = await perform(caller, acceptTerms, { reportId, ...accepted });
    const late = await atTime(new Date(expiresAt.getTime() + 1), () => outcomeOf(perform(caller, getReport, { reportId, ticket })));
    expect(late).toBe("TicketInvalid");
  });

  test("needs a ticket of the same person, account and version", async () => {
    const reportId = await report();
    const other = await report();
    const caller = await world.as("alpha-auditor");
    const { ticket } = await perform(caller, acceptTerms, { reportId, ...accepted });
    expect(await outcomeOf(perform(await world.as("beta-auditor"), getReport, { reportId, ticket })), "another person").toBe("TicketInvalid");
    expect(await outcomeOf(perform(await world.as("alpha-auditor", "alpha-side"), getReport, { reportId, ticket })), "another account").toBe("TicketInvalid");
    expect(await outcomeOf(perform(caller, getReport, { reportId: other, ticket })), "another report").toBe("TicketInvalid");
    expect(await ticketState(reportId)).toEqual([{ used_at: null }]);
  });

  test("is not served when the stored document is not the one that was prepared", async () => {
    const reportId = await report();
    const caller = await world.as("alpha-auditor");
    const { ticket } = await perform(caller, acceptTerms, { reportId, ...accepted });
    await ownerPool().query("ALTER TABLE report_version DISABLE TRIGGER report_version_immutable");
    await ownerPool().query("UPDATE report_version SET manifest = jsonb_set(manifest, '{bytes}', '1') WHERE series_id = $1", [reportId]);
    await ownerPool().query("ALTER TABLE report_version ENABLE ALWAYS TRIGGER report_version_immutable");
    expect(await outcomeOf(perform(caller, getReport, { reportId, ticket }))).toBe("Internal");
    expect(await ticketState(reportId)).toEqual([{ used_at: null }]);
  });

  test("is refused to those who may only look", async () => {
    const reportId = await report();
    const viewer = await world.as("alpha-viewer");
    expect(await outcomeOf(perform(viewer, acceptTerms, { reportId, ...accepted }))).toBe("AccessDenied");
    expect(await outcomeOf(perform(viewer, getReport, { reportId, ticket: "A".repeat(43) }))).toBe("AccessDenied");
  });
});

describe("terms", () => {
  test("that are EXPLICIT are not accepted without the tick", async () => {
    const reportId = await report();
    const caller = await world.as("alpha-auditor");
    expect(await outcomeOf(perform(caller, acceptTerms, { reportId, termsRevision: 1 }))).toBe("ValidationException");
    expect(await ticketState(reportId)).toEqual([]);
  });

  test("that are PASSTHROUGH apply without it", async () => {
    const reportId = await report({ terms: "open" });
    expect(await outcomeOf(perform(await world.as("alpha-auditor"), acceptTerms, { reportId, termsRevision: 1 }))).toBe("Success");
  });

  test("that were revised meanwhile must be read again", async () => {
    const reportId = await report();
    const next = { slug: "standard", title: "Standard terms", acceptance: "EXPLICIT" as const, sections: [{ heading: "Use", text: "For your own review, and no other." }] };
    const { revision } = await perform(await world.as("publisher"), putTerms, next);
    const caller = await world.as("alpha-auditor");
    expect(await outcomeOf(perform(caller, acceptTerms, { reportId, ...accepted }))).toBe("TermsChanged");
    expect(await outcomeOf(perform(caller, acceptTerms, { reportId, termsRevision: revision, accepted: true }))).toBe("Success");
    expect((await perform(await world.as("publisher"), putTerms, next)).changed, "the same text is no new revision").toBe(false);
  });
});
