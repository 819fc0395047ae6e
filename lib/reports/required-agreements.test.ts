import { describe, expect, test } from "vitest";
import { endAgreement } from "@/lib/agreements/end-agreement";
import { perform } from "@/lib/operations/perform";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { acceptTerms } from "./accept-terms";
import { getReport } from "./get-report";
import { getReportMetadata } from "./get-report-metadata";
import { listReports } from "./list-reports";
import { setRequiredAgreements } from "./set-required-agreements";

const world = useWorld();

describe("a report that requires an agreement", () => {
  test("says which, gives no ticket without it, and honours no ticket after it has ended", async () => {
    const report = await world.publish("guarded");
    await world.offer("nda", { name: "Non-disclosure" });
    await perform(await world.as("publisher"), setRequiredAgreements, { reportId: report, agreements: "nda" });
    const auditor = await world.as("alpha-auditor", "alpha-side");
    const accept = () => perform(auditor, acceptTerms, { reportId: report, termsRevision: 1, accepted: true });

    expect((await perform(auditor, getReportMetadata, { reportId: report })).requires).toEqual([{ slug: "nda", name: "Non-disclosure", met: false }]);
    expect((await perform(auditor, listReports, {})).rows.find(({ reportId }) => reportId === report)?.requires).toEqual([{ slug: "nda", name: "Non-disclosure", met: false }]);
    await expect(accept()).rejects.toMatchObject({ code: "AgreementRequired", status: 403 });
    await expect(accept()).rejects.toThrow(/Non-disclosure/);
    expect(await rows("SELECT 1 FROM ticket"), "nothing changed").toEqual([]);

    const held = await world.accept("alpha-admin", "nda", "ORGANIZATION");
    const covered = await world.as("alpha-auditor", "alpha-side");
    expect((await perform(covered, listReports, {})).rows.find(({ reportId }) => reportId === report)?.requires, "the organization's counts").toEqual([{ slug: "nda", name: "Non-disclosure", met: true }]);
    const { ticket } = await accept();
    await perform(await world.as("alpha-admin"), endAgreement, { customerAgreementId: held, confirmName: "Non-disclosure", readTerms: true });
    expect(await outcomeOf(perform(auditor, getReport, { reportId: report, ticket })), "it ended between ticket and download").toBe("AgreementRequired");
    expect(await rows("SELECT 1 FROM ticket WHERE used_at IS NOT NULL"), "the ticket stays as it was").toEqual([]);
    expect(await rows("SELECT 1 FROM download")).toEqual([]);
    const [refused] = await rows("SELECT outcome, resources FROM audit_event WHERE operation = 'reports:GetReport' ORDER BY seq DESC LIMIT 1");
    expect(refused).toEqual({ outcome: "AgreementRequired", resources: [`report/${report}`] });

    await world.accept("alpha-admin", "nda", "ORGANIZATION");
    expect(await outcomeOf(perform(auditor, getReport, { reportId: report, ticket })), "accepted again while the ticket was good").toBe("Success");
    expect(await outcomeOf(perform(await world.as("beta-auditor"), acceptTerms, { reportId: report, termsRevision: 1, accepted: true })), "another organization's acceptance covers nobody else").toBe("AgreementRequired");
  });

  test("needs every one of several; staff need none; what is not on offer cannot be required", async () => {
    const report = await world.publish("doubly-guarded");
    await world.offer("first");
    await world.offer("second");
    const publisher = await world.as("publisher");
    expect(await outcomeOf(perform(publisher, setRequiredAgreements, { reportId: report, agreements: ["first", "unknown"] }))).toBe("ValidationException");
    expect((await perform(publisher, getReportMetadata, { reportId: report })).requires).toEqual([]);
    await perform(publisher, setRequiredAgreements, { reportId: report, agreements: ["first", "second", "first"] });
    const auditor = await world.as("alpha-auditor");
    const accept = (caller = auditor) => outcomeOf(perform(caller, acceptTerms, { reportId: report, termsRevision: 1, accepted: true }));
    await world.accept("alpha-admin", "first", "ACCOUNT");
    expect(await accept()).toBe("AgreementRequired");
    await world.accept("alpha-admin", "second", "ACCOUNT");
    expect(await accept()).toBe("Success");
    expect(await accept(publisher)).toBe("Success");
    expect(await outcomeOf(perform(await world.as("alpha-admin"), setRequiredAgreements, { reportId: report, agreements: [] })), "a customer cannot take it away").toBe("AccessDenied");
    await perform(publisher, setRequiredAgreements, { reportId: report });
    expect(await accept(await world.as("beta-auditor"))).toBe("Success");
  });
});
