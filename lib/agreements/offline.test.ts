import { describe, expect, test } from "vitest";
import { atTime } from "@/lib/operations/clock";
import { systemCaller, type Caller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { outcomeOf, refusedFields, rows, testPdf, useWorld } from "@/lib/testing/world";
import { getCertificate } from "./get-certificate";
import { listAgreements } from "./list-agreements";
import { recordOfflineAgreement } from "./record-offline-agreement";
import { storedBytes } from "./stored-bytes";

const world = useWorld();
const dayMs = 86_400_000;
const dayText = (offset: number): string => new Date(Date.now() + offset * dayMs).toISOString().slice(0, 10);
let offered = 0;
const offer = async (options?: Parameters<typeof world.offer>[1]): Promise<string> => {
  const slug = `elsewhere-${(offered += 1)}`;
  await world.offer(slug, options);
  return slug;
};
async function sourceOf(caller: Caller, slug: string): Promise<string | undefined> {
  const { agreements } = await perform(caller, listAgreements, {});
  return agreements.find((one) => one.slug === slug)?.coverage.source;
}
const heldRows = (slug: string) => rows("SELECT c.state::text AS state, c.revision FROM customer_agreement c JOIN agreement a ON a.id = c.agreement_id WHERE a.slug = $1 ORDER BY c.created_at", [slug]);

describe("an agreement made elsewhere", () => {
  test("is recorded with its document and days, covers on both of them, and is served byte for byte", async () => {
    const slug = await offer();
    const document = await testPdf(2);
    const record = (more: object = {}) => perform(systemCaller("record-agreement"), recordOfflineAgreement, { slug, type: "CUSTOM", organizationSlug: "alpha", document, note: "Signed on paper.", firstDay: "2026-01-10", lastDay: "2026-02-20", ...more });
    expect(await refusedFields(record({ accountId: world.account("alpha-main") }))).toEqual(["accountId"]);
    expect(await outcomeOf(record({ document: new Uint8Array([1, 2, 3]) }))).toBe("DocumentRejected");
    expect(await outcomeOf(record({ organizationSlug: "operator" }))).toBe("ResourceNotFound");
    const { customerAgreementId } = await record();
    expect(await outcomeOf(record())).toBe("Conflict");
    const facts = await rows("SELECT effective_start, effective_end FROM customer_agreement WHERE id = $1", [customerAgreementId]);
    expect(facts).toEqual([{ effective_start: new Date("2026-01-10T00:00:00Z"), effective_end: new Date("2026-02-21T00:00:00Z") }]);
    const served = await perform(await world.as("alpha-admin"), getCertificate, { customerAgreementId });
    expect(Buffer.from(await storedBytes(served.sha256)).equals(Buffer.from(document))).toBe(true);
    await world.accept("alpha-admin", slug, "ORGANIZATION");
    expect(await heldRows(slug), "an agreement that has run out makes room").toEqual([{ state: "SUPERSEDED", revision: 1 }, { state: "ACTIVE", revision: 1 }]);
    expect(await outcomeOf(record({ firstDay: "2026-02-21", lastDay: dayText(-1) })), "days of the past beside what is in force now").toBe("Success");
    expect(await outcomeOf(record({ firstDay: "2026-02-20", lastDay: "2026-02-20" })), "a day that is taken, though what took it is over").toBe("Conflict");
    expect(await outcomeOf(record({ firstDay: dayText(3), lastDay: undefined })), "days on which the one that was accepted is in force").toBe("Conflict");
    expect(await outcomeOf(record({ firstDay: "2026-01-01", lastDay: undefined })), "without an end").toBe("Conflict");
    expect((await heldRows(slug)).filter(({ state }) => state === "ACTIVE")).toHaveLength(1);
  });

  test("follows one whose days of grace are over, or whose last day is set; of several at once one is recorded", async () => {
    const slug = await offer({ effective: dayText(-40) });
    await world.accept("alpha-admin", slug, "ORGANIZATION");
    await world.offer(slug, { effective: dayText(0), graceDays: 0 });
    const document = await testPdf(1);
    const record = (firstDay: string, lastDay?: string) => outcomeOf(perform(systemCaller("record-agreement"), recordOfflineAgreement, { slug, type: "MODIFIED", organizationSlug: "alpha", document, note: "Signed on paper.", firstDay, lastDay }));
    expect(await record(dayText(0)), "the last day of grace").toBe("Conflict");
    const later = new Date(Date.now() + 3 * dayMs);
    expect(await atTime(later, () => Promise.all(Array.from({ length: 4 }, () => record(dayText(1), dayText(20)))).then((all) => all.toSorted()))).toEqual(["Conflict", "Conflict", "Conflict", "Success"]);
    expect(await atTime(later, () => record(dayText(21)))).toBe("Success");
    const viewer = await world.as("alpha-viewer");
    const sources = [2, 20, 21, 400].map((offset) => atTime(new Date(Date.parse(dayText(offset)) + 1000), () => sourceOf(viewer, slug)));
    expect(await Promise.all(sources)).toEqual(["ORGANIZATION", "ORGANIZATION", "ORGANIZATION", "ORGANIZATION"]);
    expect((await heldRows(slug)).map(({ state }) => state)).toEqual(["SUPERSEDED", "SUPERSEDED", "ACTIVE"]);
    const endings = await rows("SELECT n.record FROM agreement_ending n JOIN customer_agreement c ON c.id = n.customer_agreement_id JOIN agreement a ON a.id = c.agreement_id WHERE a.slug = $1 ORDER BY n.at, c.created_at", [slug]);
    expect(endings.map(({ record: json }) => JSON.parse(String(json)) as unknown), "what each ended for is recorded").toMatchObject([{ event: "superseded", by: { party: "provider", personId: null } }, { event: "superseded", ended: { documentSha256: expect.any(String) as unknown } }]);
  });
});
