import { describe, expect, test } from "vitest";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { listReports } from "@/lib/reports/list-reports";
import { unpublishVersion } from "@/lib/reports/unpublish-version";
import { outcomeOf, rows, testPdf, useWorld } from "@/lib/testing/world";
import { discardDraft } from "./discard-draft";
import { getDraft } from "./get-draft";
import { getSeries } from "./get-series";
import { listViewers } from "./list-viewers";
import { freePreparations, prepareNext } from "./prepare-drafts";
import { previewDraft } from "./preview-draft";
import { publishDraft } from "./publish-draft";
import { publishDue } from "./publish-due";
import { receivePart } from "./receive-part";
import { remindOwners } from "./remind-owners";
import { republishVersion } from "./republish-version";
import { scheduleDraft } from "./schedule-draft";
import { startUpload } from "./start-upload";
import { createSeries } from "@/lib/reports/create-series";
import { putTerms } from "@/lib/reports/put-terms";
import { saveDraft } from "./save-draft";
import { inTurn } from "./publishing-worker";
import { updateSeries } from "./update-series";
import { withdrawVersion } from "./withdraw-version";

const world = useWorld();

async function* piecesOf(bytes: Uint8Array, { size = 1000, breakAfter = Infinity } = {}): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    if (at >= breakAfter) throw new Error("the connection is gone");
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

async function upload(document: Uint8Array, reportId?: string): Promise<string> {
  const caller = await world.as("publisher");
  const { draftId } = await perform(caller, startUpload, { fileName: "SOC2_report.pdf", bytes: document.length, ...(reportId ? { reportId } : {}) });
  await perform(caller, receivePart, { draftId, offset: 0, source: piecesOf(document) });
  return draftId;
}

async function prepared(reportId?: string, document?: Uint8Array): Promise<string> {
  const draftId = await upload(document ?? (await testPdf()), reportId);
  expect(await prepareNext()).toBe(true);
  return draftId;
}

describe("an upload", () => {
  test("that was cut goes on where it was, and ends as the same bytes", async () => {
    const caller = await world.as("publisher");
    const document = await testPdf(40);
    const begin = { fileName: "a.pdf", bytes: document.length, fingerprint: "a.pdf 1 2" };
    const { draftId } = await perform(caller, startUpload, begin);
    const cut = await perform(caller, receivePart, { draftId, offset: 0, source: piecesOf(document, { breakAfter: 3000 }) });
    expect(cut).toMatchObject({ received: 3000, state: "RECEIVING" });
    expect(await perform(caller, startUpload, begin), "the same file again").toEqual({ draftId, received: 3000, bytes: document.length, resumed: true });
    const otherwise = await perform(caller, startUpload, { ...begin, keepEmbeddedFiles: true });
    expect(otherwise, "with another choice about embedded files it is another upload").toMatchObject({ received: 0, resumed: false });
    expect(await rows("SELECT keep_embedded_files AS kept FROM draft WHERE id = $1", [otherwise.draftId])).toEqual([{ kept: true }]);
    expect(await outcomeOf(perform(caller, receivePart, { draftId, offset: 0, source: piecesOf(document) })), "from a place that it is not at").toBe("Conflict");
    const other = await world.as("root");
    expect(await outcomeOf(perform(other, receivePart, { draftId, offset: 3000, source: piecesOf(document) })), "somebody else").toBe("ResourceNotFound");
    const whole = await perform(caller, receivePart, { draftId, offset: 3000, source: piecesOf(document.subarray(3000)) });
    expect(whole).toMatchObject({ received: document.length, state: "WAITING" });
    expect(await prepareNext()).toBe(true);
    const draft = await perform(caller, getDraft, { draftId });
    expect(draft).toMatchObject({ state: "READY", pages: 40, sha256: Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(document))).toString("hex") });
  });

  test("of more bytes than were announced, or than are taken, is refused and shows nothing", async () => {
    const caller = await world.as("publisher");
    const { draftId } = await perform(caller, startUpload, { fileName: "a.pdf", bytes: 500 });
    expect(await outcomeOf(perform(caller, receivePart, { draftId, offset: 0, source: piecesOf(new Uint8Array(501)) }))).toBe("ValidationException");
    expect(await perform(caller, getDraft, { draftId })).toMatchObject({ state: "RECEIVING", received: 0 });
    expect(await outcomeOf(perform(caller, startUpload, { fileName: "b.pdf", bytes: 3_000_000_000 }))).toBe("PayloadTooLarge");
    await perform(caller, discardDraft, { draftId });
    expect(await outcomeOf(perform(caller, getDraft, { draftId }))).toBe("ResourceNotFound");
  });
});

describe("a preparation", () => {
  test("of what is no PDF is refused with the reason, and nothing can be published", async () => {
    const reportId = await world.publish("refusing");
    const draftId = await prepared(reportId, new TextEncoder().encode("This is a letter, not a PDF."));
    const caller = await world.as("publisher");
    expect(await perform(caller, getDraft, { draftId })).toMatchObject({ state: "REFUSED", problem: expect.stringContaining("PDF") as string });
    expect(await outcomeOf(perform(caller, publishDraft, { draftId, reportId, title: "X" }))).toBe("Conflict");
  });

  test("that the end of the process interrupted is done after the next start, from the upload or from the store", async () => {
    const draftId = await upload(await testPdf(5));
    await rows("UPDATE draft SET state = 'PREPARING', claimed_until = now() + interval '1 hour', attempts = 1 WHERE id = $1", [draftId]);
    expect(await prepareNext(), "another worker has it").toBe(false);
    await freePreparations();
    expect(await prepareNext()).toBe(true);
    await rows("UPDATE draft SET state = 'PREPARING', manifest = NULL, prepared_sha256 = NULL WHERE id = $1", [draftId]);
    await freePreparations();
    expect(await prepareNext(), "the upload is in the store already").toBe(true);
    const caller = await world.as("publisher");
    expect(await perform(caller, getDraft, { draftId })).toMatchObject({ state: "READY", pages: 5 });
  });

  test("that ended the process three times is not tried a fourth time", async () => {
    const draftId = await upload(await testPdf(2));
    await rows("UPDATE draft SET attempts = 3 WHERE id = $1", [draftId]);
    expect(await prepareNext()).toBe(true);
    expect(await perform(await world.as("publisher"), getDraft, { draftId })).toMatchObject({ state: "REFUSED" });
  });
});

describe("a draft", () => {
  test("is seen by no customer until it is published, and by them all from then on", async () => {
    const caller = await world.as("publisher");
    const customer = await world.as("alpha-auditor");
    const reportId = await world.publish("lasting", { title: "Lasting" });
    const draftId = await prepared(reportId);
    const before = await perform(customer, getReportMetadata, { reportId });
    expect(before.versions).toHaveLength(1);
    const preview = await perform(caller, previewDraft, { draftId });
    expect(preview.personalisation.length).toBeGreaterThan(1000);
    const facts = { draftId, reportId, title: "Lasting II", periodStart: "2027-01-01", periodEnd: "2027-12-31", changes: "Now with availability." };
    expect(await outcomeOf(perform(caller, publishDraft, { ...facts, periodEnd: "2026-01-01" })), "ends before it starts").toBe("ValidationException");
    expect(await outcomeOf(perform(caller, publishDraft, { draftId, title: "No series" }))).toBe("ValidationException");
    expect(await perform(caller, publishDraft, facts)).toEqual({ reportId, version: 2 });
    expect(await outcomeOf(perform(caller, publishDraft, facts)), "a second time").toBe("Conflict");
    expect((await perform(customer, getReportMetadata, { reportId })).selected).toMatchObject({ version: 2, title: "Lasting II" });
    const { versions } = await perform(caller, getSeries, { reportId });
    expect(versions[0]).toMatchObject({ changes: "Now with availability.", changed: expect.arrayContaining([{ what: "Title", from: "Lasting", to: "Lasting II" }]) as unknown });
  });

  test("takes the place of a version, is withdrawn for good, and gives its place back", async () => {
    const caller = await world.as("publisher");
    const reportId = await world.publish("replacing");
    const first = await prepared(reportId);
    await perform(caller, publishDraft, { draftId: first, reportId, title: "Corrected", supersedes: 1 });
    const state = async () => (await perform(caller, getSeries, { reportId })).versions.map((one) => [one.version, one.state, one.isLatest, one.supersededBy]);
    expect(await state()).toEqual([[2, "PUBLISHED", true, null], [1, "SUPERSEDED", false, 2]]);
    expect(await outcomeOf(perform(caller, republishVersion, { reportId, version: 1 }))).toBe("Conflict");
    const letter = await prepared(reportId);
    await perform(caller, publishDraft, { draftId: letter, reportId, title: "Letter", kind: "BRIDGE_LETTER", extendsVersion: 2 });
    await perform(caller, unpublishVersion, { reportId, version: 3 });
    await perform(caller, republishVersion, { reportId, version: 3 });
    expect((await state())[0]).toEqual([3, "PUBLISHED", true, null]);
    await perform(caller, withdrawVersion, { reportId, version: 2, reason: "The auditor withdrew the opinion." });
    expect(await outcomeOf(perform(await world.as("alpha-auditor"), getReportMetadata, { reportId, version: 2 }))).toBe("ResourceNotFound");
    expect(await outcomeOf(perform(caller, republishVersion, { reportId, version: 2 }))).toBe("Conflict");
    await expect(rows("UPDATE report_version SET state = 'PUBLISHED' WHERE series_id = $1 AND version = 2", [reportId])).rejects.toThrow(/does not come back/);
  });

  test("with a set time is published at it, once, by the portal; one that cannot be says why", async () => {
    const caller = await world.as("publisher");
    const reportId = await world.publish("scheduled");
    const [draftId, other] = [await prepared(reportId), await prepared(reportId)];
    const time = new Date(Date.now() + 3_600_000);
    expect(await outcomeOf(perform(caller, scheduleDraft, { draftId, reportId, title: "Past", publishAt: "2020-01-01T00:00:00Z" }))).toBe("ValidationException");
    await perform(caller, scheduleDraft, { draftId, reportId, title: "Later", publishAt: time.toISOString() });
    await perform(caller, scheduleDraft, { draftId: other, reportId, title: "In place of one", publishAt: time.toISOString(), supersedes: 1 });
    expect(await publishDue(), "before its time").toBe(false);
    await perform(caller, withdrawVersion, { reportId, version: 1, reason: "Wrong." });
    await atTime(new Date(time.getTime() + 1000), async () => {
      expect(await publishDue()).toBe(true);
      expect(await publishDue()).toBe(true);
      expect(await publishDue()).toBe(false);
    });
    expect((await perform(caller, getSeries, { reportId })).versions[0]).toMatchObject({ version: 2, title: "Later", publishedBy: "Paul Publisher" });
    expect(await perform(caller, getDraft, { draftId: other })).toMatchObject({ state: "READY", publishAt: null, problem: expect.stringContaining("not published at its time") as string });
  });
});

describe("of two who write at the same time", () => {
  test("the second is refused: a draft keeps what was saved, terms stay in force, and new terms never take a name that is taken", async () => {
    const caller = await world.as("publisher");
    const draftId = await prepared();
    await perform(caller, saveDraft, { draftId, title: "First", seen: 0 });
    expect(await outcomeOf(perform(await world.as("root"), saveDraft, { draftId, title: "Second", seen: 0 }))).toBe("Conflict");
    expect(await perform(caller, getDraft, { draftId })).toMatchObject({ title: "First", saves: 1 });
    expect(await outcomeOf(perform(caller, publishDraft, { draftId, reportId: await world.publish("two-writers"), title: "Not seen", seen: 0 }))).toBe("Conflict");

    const terms = { slug: "two-writers", title: "Terms", acceptance: "EXPLICIT" as const };
    const put = (text: string, expected: number) => outcomeOf(perform(caller, putTerms, { ...terms, sections: [{ heading: "Use", text }], expected }));
    expect([await put("One.", 0), await put("Other.", 0), await put("Two.", 1), await put("Also two.", 1), await put("Three.", 2)]).toEqual(["Success", "Conflict", "Success", "Conflict", "Success"]);
    expect(await rows("SELECT revision FROM terms_revision r JOIN terms t ON t.id = r.terms_id WHERE t.slug = 'two-writers' ORDER BY 1")).toEqual([{ revision: 1 }, { revision: 2 }, { revision: 3 }]);
  });
});

describe("what the portal cannot publish at its time", () => {
  const later = (minutes: number, work: () => Promise<unknown>) => atTime(new Date(Date.now() + 3_600_000 + minutes * 60_000), work);
  const scheduled = async (reportId: string, title: string) => {
    const draftId = await prepared(reportId);
    await perform(await world.as("publisher"), scheduleDraft, { draftId, reportId, title, publishAt: new Date(Date.now() + 3_600_000).toISOString() });
    return draftId;
  };

  test("keeps no other from its turn: it is tried again, later each time, then set aside with the reason", async () => {
    const reportId = await world.publish("stuck");
    const draftId = await scheduled(reportId, "Stuck");
    const other = await scheduled(reportId, "Other");
    await rows("UPDATE draft SET prepared_sha256 = sha256('gone'), publish_at = publish_at - interval '1 second' WHERE id = $1", [draftId]);
    const state = async (id: string) => (await rows("SELECT state::text, publish_attempts AS n, publish_at IS NULL AS aside, problem FROM draft WHERE id = $1", [id]))[0];
    await later(1, async () => expect([await publishDue(), await publishDue(), await publishDue()]).toEqual([true, true, false]));
    expect([await state(draftId), await state(other)]).toMatchObject([{ state: "READY", n: 1, aside: false }, { state: "PUBLISHED" }]);
    await later(1.2, async () => expect(await publishDue(), "not before half a minute is over").toBe(false));
    for (const minutes of [3, 10, 20, 60]) await later(minutes, async () => expect(await publishDue()).toBe(true));
    expect(await state(draftId)).toMatchObject({ state: "READY", aside: true, problem: expect.stringMatching(/tried it 5 times.*gone or damaged/) as string });
    await later(90, async () => expect(await publishDue()).toBe(false));
  });

  test("is held when whoever set the time may not publish any more", async () => {
    const reportId = await world.publish("left");
    const draftId = await scheduled(reportId, "Left");
    const [person] = await rows("SELECT scheduled_by::text AS id FROM draft WHERE id = $1", [draftId]);
    await rows(`UPDATE membership SET "group" = 'viewer' WHERE person_id = $1`, [person?.["id"]]);
    await rows("UPDATE access_state SET revision = revision + 1");
    await later(1, async () => expect(await publishDue()).toBe(true));
    await rows(`UPDATE membership SET "group" = 'publisher' WHERE person_id = $1`, [person?.["id"]]);
    await rows("UPDATE access_state SET revision = revision + 1");
    expect(await perform(await world.as("publisher"), getDraft, { draftId })).toMatchObject({ state: "READY", publishAt: null, problem: expect.stringContaining("may not publish any more") as string });
  });

  test("nor does any job of the portal keep the others from theirs", async () => {
    const done: string[] = [];
    const failing = () => Promise.reject(new Error("broken"));
    const working = (name: string) => () => Promise.resolve(done.push(name) > 0);
    expect(await inTurn([failing, working("import"), failing, working("reminders")], (error) => done.push(String(error)))).toEqual({ worked: true, troubled: true });
    expect(done).toEqual(["Error: broken", "import", "Error: broken", "reminders"]);
  });
});

describe("a series", () => {
  test("that is given to one organization alone disappears for the others at once, with the reason for who can see it", async () => {
    const caller = await world.as("publisher");
    const reportId = await world.publish("narrowing", { title: "Narrowing" });
    const change = { reportId, name: "Narrowing", description: "X", product: "X", category: "REPORTS" as const, shareWith: "X", terms: "standard", owner: "root@operator.example" };
    await perform(caller, updateSeries, { ...change, organizations: "alpha" });
    expect((await perform(await world.as("beta-auditor"), listReports, { query: "Narrowing" })).rows).toEqual([]);
    const { viewers, organizations } = await perform(caller, listViewers, { reportId });
    expect(organizations.filter(({ shared }) => shared).map(({ slug }) => slug).sort()).toEqual(["alpha", "operator"]);
    const standing = (email: string) => viewers.find((viewer) => viewer.email === email);
    expect(standing("auditor@alpha.example")).toMatchObject({ standing: "COPY" });
    expect(standing("viewer@alpha.example")).toMatchObject({ standing: "LOOK", reason: expect.stringContaining("Nothing allows reports:GetReport") as string });
    const above = crypto.randomUUID();
    await rows("INSERT INTO organizational_unit (id, organization_id, name, created_at, suspended_at) SELECT $1, id, 'Above', now(), now() FROM organization WHERE slug = 'alpha'", [above]);
    await rows("UPDATE organizational_unit SET parent_id = $1 WHERE name = 'Unit'", [above]);
    const shut = (await perform(caller, listViewers, { reportId, organization: "alpha" })).viewers.filter(({ account }) => account.id === world.account("alpha-side"));
    expect(shut.map(({ standing: now, suspended }) => [now, suspended]), "under a unit that stands suspended at any height").toEqual(shut.map(() => ["NO", true]));
    expect(shut.length).toBeGreaterThan(0);
    await rows("UPDATE organizational_unit SET suspended_at = NULL WHERE id = $1", [above]);
    const beta = await perform(caller, listViewers, { reportId, organization: "beta" });
    expect(beta.viewers.map((viewer) => viewer.standing)).toEqual(["NO", "NO"]);
    expect(await outcomeOf(perform(caller, updateSeries, { ...change, owner: "auditor@alpha.example" }))).toBe("ValidationException");
  });

  test("is for everyone only where that is said: nothing said is refused for a new one, and leaves one that exists for whom it is", async () => {
    const caller = await world.as("publisher");
    const facts = { name: "Whom", description: "X", product: "X", category: "REPORTS" as const, shareWith: "X", terms: "standard" };
    const made = { ...facts, slug: "whom", program: "soc2" };
    for (const said of [{}, { audience: "named" }, { audience: "everyone", organizations: "alpha" }] as const) expect(await outcomeOf(perform(caller, createSeries, { ...made, ...said })), JSON.stringify(said)).toBe("ValidationException");
    const { reportId } = await perform(caller, createSeries, { ...made, organizations: "alpha" });
    const whom = async () => (await rows("SELECT s.audience::text, array_remove(array_agg(o.slug), NULL) AS slugs FROM report_series s LEFT JOIN series_audience a ON a.series_id = s.id LEFT JOIN organization o ON o.id = a.organization_id WHERE s.id = $1 GROUP BY s.id", [reportId]))[0];
    await perform(caller, updateSeries, { ...facts, reportId, description: "Y" });
    expect(await whom()).toEqual({ audience: "NAMED", slugs: ["alpha"] });
    expect(await outcomeOf(perform(caller, updateSeries, { ...facts, reportId, audience: "named" }))).toBe("ValidationException");
    expect(await outcomeOf(perform(caller, updateSeries, { ...facts, reportId, audience: "everyone", organizations: "alpha" }))).toBe("ValidationException");
    await rows("DELETE FROM series_audience WHERE series_id = $1", [reportId]);
    await perform(caller, updateSeries, { ...facts, reportId, audience: "named", description: "Z" });
    expect(await whom(), "whose last organization is gone is for nobody").toEqual({ audience: "NAMED", slugs: [] });
    await perform(caller, updateSeries, { ...facts, reportId, audience: "everyone" });
    expect(await whom()).toEqual({ audience: "EVERYONE", slugs: [] });
  });

  test("that exists is turned into one for reading alone, and back, by its publisher", async () => {
    const caller = await world.as("publisher");
    const reportId = await world.publish("reading", { title: "Reading" });
    const change = { reportId, name: "Reading", description: "X", product: "X", category: "REPORTS" as const, shareWith: "X", terms: "standard" };
    for (const [viewOnly, said] of [[true, { viewOnly: "on" as const }], [false, {}]] as const) {
      expect((await perform(caller, updateSeries, { ...change, ...said })).changed).toContain("viewOnly");
      expect((await perform(caller, getSeries, { reportId })).viewOnly).toBe(viewOnly);
      expect((await perform(await world.as("beta-auditor"), getReportMetadata, { reportId })).viewOnly).toBe(viewOnly);
    }
  });

  test("reminds nobody who has left the operator", async () => {
    const reportId = await world.publish("left-owner");
    const [owner] = await rows("SELECT owner_id::text AS id FROM report_series WHERE id = $1", [reportId]);
    await rows("UPDATE report_series SET owner_id = NULL WHERE id <> $1", [reportId]);
    const [kept] = await rows("SELECT account_id FROM membership WHERE person_id = $1", [owner?.["id"]]);
    const [customer] = await rows("SELECT a.id FROM account a JOIN organization o ON o.id = a.organization_id WHERE o.kind = 'CUSTOMER' LIMIT 1");
    await rows("UPDATE membership SET account_id = $2 WHERE person_id = $1", [owner?.["id"], customer?.["id"]]);
    expect(await atTime(new Date("2026-12-20T10:00:00Z"), () => remindOwners())).toBe(0);
    await rows("UPDATE membership SET account_id = $2 WHERE person_id = $1", [owner?.["id"], kept?.["account_id"]]);
    expect(await rows("SELECT 1 FROM message WHERE about = $1", [`report/${reportId}`])).toEqual([]);
  });

  test("that runs out reminds its owner once for each distance, and never after the next version", async () => {
    const reportId = await world.publish("running-out");
    const told = async (day: string) => atTime(new Date(`${day}T10:00:00Z`), () => remindOwners());
    const mail = () => rows("SELECT to_address, subject FROM message WHERE about = $1 ORDER BY created_at", [`report/${reportId}`]);
    await rows("UPDATE report_series SET owner_id = NULL WHERE id <> $1", [reportId]);
    expect([await told("2026-09-01"), await told("2026-10-10"), await told("2026-10-10"), await told("2026-12-20"), await told("2027-01-03")]).toEqual([0, 1, 0, 1, 1]);
    expect(await mail()).toEqual([
      { to_address: "publisher@operator.example", subject: "83 days left: running-out" },
      { to_address: "publisher@operator.example", subject: "12 days left: running-out" },
      { to_address: "publisher@operator.example", subject: "Lapsed: running-out" },
    ]);
  });
});
