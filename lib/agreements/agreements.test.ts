import { readAccess } from "@/lib/access/load-access";
import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream } from "pdf-lib";
import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { placeAccount } from "@/lib/organizations/place-account";
import { sha256Of } from "@/lib/storage/documents";
import { breakInserts, consentOf, outcomeOf, readText, refusedFields, rows, useWorld } from "@/lib/testing/world";
import type { Caller } from "@/lib/operations/caller";
import { inLocale } from "@/lib/texts/in-locale";
import { readPages, withoutSpaces } from "@/lib/watermark/testing/read-pdf";
import { acceptAgreement } from "./accept-agreement";
import { endAgreement } from "./end-agreement";
import { findLapses } from "./find-lapses";
import { getAgreement } from "./get-agreement";
import { getAgreementText } from "./get-agreement-text";
import { getCertificate } from "./get-certificate";
import { getCoverage } from "./get-coverage";
import { listAgreements } from "./list-agreements";
import { prepareAcceptance } from "./prepare-acceptance";
import { ownerPool } from "@/lib/database/testing";
import { storedBytes } from "./stored-bytes";

const world = useWorld();
let offered = 0;
const offer = async (options?: Parameters<typeof world.offer>[1]): Promise<string> => {
  const slug = `agreement-${(offered += 1)}`;
  await world.offer(slug, options);
  return slug;
};
const dayMs = 86_400_000;
const some: unknown = expect.any(String);
const dayText = (offset: number): string => new Date(Date.now() + offset * dayMs).toISOString().slice(0, 10);

async function sourceOf(caller: Caller, slug: string): Promise<string | undefined> {
  const { agreements } = await perform(caller, listAgreements, {});
  return agreements.find((one) => one.slug === slug)?.coverage.source;
}
async function attachmentOf(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf);
  const streams = document.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFRawStream && object.dict.get(PDFName.of("Type")) === PDFName.of("EmbeddedFile") ? [object] : []));
  const [only] = streams;
  if (!only || streams.length !== 1) throw new Error("one file is attached");
  return decodePDFRawStream(only).decode();
}
const heldRows = (slug: string) => rows("SELECT c.state::text AS state, c.revision FROM customer_agreement c JOIN agreement a ON a.id = c.agreement_id WHERE a.slug = $1 ORDER BY c.created_at", [slug]);

describe("accepting", () => {
  test("for an account covers it alone; for the organization, all its accounts", async () => {
    const slug = await offer();
    await world.accept("alpha-admin", slug, "ACCOUNT");
    expect(await sourceOf(await world.as("alpha-auditor"), slug)).toBe("OWN");
    expect(await sourceOf(await world.as("alpha-viewer"), slug)).toBe("NONE");
    await world.accept("alpha-admin", slug, "ORGANIZATION");
    expect(await sourceOf(await world.as("alpha-viewer"), slug)).toBe("ORGANIZATION");
    expect((await perform(await world.as("alpha-auditor"), getAgreement, { slug })).coverage, "the own one comes first, and the other is seen").toEqual({ source: "OWN", byOrganization: true });
    expect(await sourceOf(await world.as("beta-admin"), slug)).toBe("NONE");
  });

  test("needs every box, the authority, the consent to electronic records and the own name; otherwise nothing changes", async () => {
    const slug = await offer();
    const caller = await world.as("alpha-admin");
    const good = { slug, revision: 1, for: "ACCOUNT" as const, ...consentOf(caller) };
    expect(await outcomeOf(perform(caller, acceptAgreement, good)), "a text that was never shown").toBe("Conflict");
    await readText(caller, slug);
    expect(await refusedFields(perform(caller, acceptAgreement, { ...good, box: [0] }))).toEqual(["box.1"]);
    expect(await refusedFields(perform(caller, acceptAgreement, { ...good, box: "1" }))).toEqual(["box.0"]);
    expect(await refusedFields(perform(caller, acceptAgreement, { ...good, authority: undefined }))).toEqual(["authority"]);
    expect(await refusedFields(perform(caller, acceptAgreement, { ...good, electronicRecords: false }))).toEqual(["electronicRecords"]);
    expect(await refusedFields(perform(caller, acceptAgreement, { ...good, typedName: "Somebody Else" }))).toEqual(["typedName"]);
    expect(await refusedFields(perform(caller, acceptAgreement, { ...good, title: "" }))).toEqual(["title"]);
    expect(await heldRows(slug)).toEqual([]);
    expect(await outcomeOf(perform(caller, acceptAgreement, { ...good, typedName: "ana  ADMIN" }))).toBe("Success");
  });

  test("needs a fresh factor", async () => {
    const slug = await offer();
    const caller = await world.as("alpha-admin");
    const stale = { ...caller, factorAt: new Date(Date.now() - 6 * 60_000) };
    expect(await outcomeOf(perform(stale, acceptAgreement, { slug, revision: 1, for: "ACCOUNT", ...consentOf(caller) }))).toBe("StepUpRequired");
  });

  test("is not for auditors, viewers or the operator, nor for another's account, nor for the organization from a member account", async () => {
    const slug = await offer();
    const as = async (who: Parameters<typeof world.as>[0], more: object = {}) => {
      const caller = await world.as(who);
      return outcomeOf(perform(caller, acceptAgreement, { slug, revision: 1, for: "ACCOUNT", ...consentOf(caller), ...more }));
    };
    expect(await as("alpha-auditor")).toBe("AccessDenied");
    expect(await as("alpha-viewer")).toBe("AccessDenied");
    expect(await as("publisher")).toBe("AccessDenied");
    expect(await as("root")).toBe("AccessDenied");
    expect(await as("root", { accountId: world.account("alpha-main") })).toBe("AccessDenied");
    expect(await as("beta-admin", { accountId: world.account("alpha-main") })).toBe("ResourceNotFound");
    const viewer = await world.as("alpha-viewer");
    if (!viewer.account) throw new Error("the viewer works in an account");
    const group = "account-admin" as const;
    const member = { ...viewer, group, access: await readAccess(database(), { personId: viewer.personId, group, account: viewer.account }) };
    expect(await outcomeOf(perform(member, acceptAgreement, { slug, revision: 1, for: "ORGANIZATION", ...consentOf(member) }))).toBe("AccessDenied");
    expect(await outcomeOf(perform(member, acceptAgreement, { slug, revision: 1, for: "ACCOUNT", accountId: world.account("alpha-main"), ...consentOf(member) })), "a sibling account").toBe("ResourceNotFound");
    expect(await heldRows(slug)).toEqual([]);
  });

  test("of a revision that was replaced is refused, and so is a scope that is not offered", async () => {
    const slug = await offer({ scope: "ORGANIZATION" });
    await world.offer(slug);
    const caller = await world.as("alpha-admin");
    expect(await outcomeOf(perform(caller, acceptAgreement, { slug, revision: 1, for: "ORGANIZATION", ...consentOf(caller) }))).toBe("TermsChanged");
    expect(await outcomeOf(perform(caller, acceptAgreement, { slug, revision: 2, for: "ACCOUNT", ...consentOf(caller) }))).toBe("ValidationException");
    expect(await heldRows(slug)).toEqual([]);
  });

  test("twelve times at once happens once; the others are told who did", async () => {
    const slug = await offer();
    const caller = await readText(await world.as("alpha-admin"), slug);
    const tries = Array.from({ length: 12 }, () => perform({ ...caller, requestId: crypto.randomUUID() }, acceptAgreement, { slug, revision: 1, for: "ORGANIZATION", ...consentOf(caller) }));
    const outcomes = await Promise.all(tries.map(outcomeOf));
    expect(outcomes.filter((outcome) => outcome === "Success")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "Conflict")).toHaveLength(11);
    await expect(perform(caller, acceptAgreement, { slug, revision: 1, for: "ORGANIZATION", ...consentOf(caller) })).rejects.toThrow(/Ana Admin accepted it/);
    expect(await heldRows(slug)).toEqual([{ state: "ACTIVE", revision: 1 }]);
  });

  test("beside a publication waits for it, and does not bind the revision that it replaces", async () => {
    const slug = await offer();
    const caller = await world.as("alpha-admin");
    const publisher = await ownerPool().connect();
    try {
      await publisher.query("BEGIN");
      await publisher.query("SELECT id FROM agreement WHERE slug = $1 FOR UPDATE", [slug]);
      await publisher.query(
        `INSERT INTO agreement_revision SELECT r.agreement_id, 2, r.title, r.language, r.body, r.boxes, r.terminate_terms, r.notice_days, r.effective, 0, r.text_sha256, r.document_sha256, r.document_bytes, r.published_at, r.published_by
         FROM agreement_revision r JOIN agreement a ON a.id = r.agreement_id WHERE a.slug = $1`,
        [slug],
      );
      const fields = { slug, revision: 1, for: "ACCOUNT" as const, ...consentOf(caller) };
      const tries = Promise.all([outcomeOf(perform(caller, acceptAgreement, fields)), outcomeOf(perform({ ...caller, requestId: crypto.randomUUID() }, prepareAcceptance, { ...fields, checked: true, legalEntity: "Alpha" }))]);
      const waiting = async () => Number((await ownerPool().query<{ count: string }>("SELECT count(DISTINCT l.pid) FROM pg_locks l JOIN pg_stat_activity s ON s.pid = l.pid WHERE NOT l.granted AND s.datname = current_database()")).rows[0]?.count);
      await expect.poll(waiting, { timeout: 10_000 }).toBe(2);
      await publisher.query("COMMIT");
      expect(await tries).toEqual(["TermsChanged", "TermsChanged"]);
    } finally {
      publisher.release();
    }
    expect(await heldRows(slug)).toEqual([]);
  });

  test("that cannot be written to the trail does not happen", async () => {
    const slug = await offer();
    const caller = await readText(await world.as("alpha-admin"), slug);
    const mend = await breakInserts("audit_event", "NEW.operation = 'agreements:AcceptAgreement'");
    expect(await outcomeOf(perform(caller, acceptAgreement, { slug, revision: 1, for: "ACCOUNT", ...consentOf(caller) }))).toBe("Unavailable");
    await mend();
    expect(await heldRows(slug)).toEqual([]);
  });
});

describe("the record and the certificate", () => {
  test("say who, for whom, what, how, when and from where; the hash is of the record's bytes, which the certificate carries", async () => {
    const slug = await offer({ name: "Geheimhaltung" });
    const caller = await world.as("alpha-admin");
    await perform(caller, getAgreement, { slug });
    await perform(caller, getAgreementText, { slug });
    await perform({ ...caller, requestId: crypto.randomUUID() }, getAgreement, { slug });
    const holdId = crypto.randomUUID();
    await rows("INSERT INTO legal_hold (id, covers, subject, subject_name, reason, placed_at, placed_by_name) VALUES ($1, 'ORGANIZATION', $2, 'Alpha', 'A dispute.', now(), 'Rita Root')", [holdId, caller.account?.organizationId]);
    const { customerAgreementId: id } = await inLocale("de", () => perform(caller, acceptAgreement, { slug, revision: 1, for: "ACCOUNT", ...consentOf(caller) }));
    await rows("UPDATE legal_hold SET ended_at = now(), ended_by_name = 'Rita Root', end_reason = 'Over.' WHERE id = $1", [holdId]);
    const kept = await database().acceptance.findUniqueOrThrow({ where: { customerAgreementId: id } });
    expect(Buffer.from(kept.recordSha256)).toEqual(Buffer.from(sha256Of(Buffer.from(kept.record, "utf8"))));
    const revision = await database().agreementRevision.findFirstOrThrow({ where: { agreement: { slug } } });
    const instant = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/) as unknown;
    const [session] = await rows("SELECT created_at FROM session WHERE id = $1", [caller.sessionId]);
    const record: unknown = JSON.parse(kept.record);
    expect(record, "every key there is, and no other").toEqual({
      record: "muniment-acceptance/1",
      id: kept.id,
      event: "agreed",
      signer: { personId: caller.personId, name: "Ana Admin", email: "admin@alpha.example", typedName: "Ana Admin", title: "Head of Risk" },
      authentication: { identityProvider: "local", signedIn: (session?.["created_at"] as Date).toISOString(), factor: "TOTP", factorUsedAt: instant, sessionId: caller.sessionId },
      bound: { kind: "ACCOUNT", organizationId: caller.account?.organizationId, organizationName: "Alpha", accountId: world.account("alpha-main"), accountName: "Alpha Main", legalEntity: "Alpha" },
      counterparty: "Operator",
      agreement: {
        id: revision.agreementId, slug, name: "Geheimhaltung", kind: "NDA", revision: 1, title: "Geheimhaltung", language: "en", effective: dayText(0),
        textSha256: Buffer.from(revision.textSha256).toString("hex"), documentSha256: Buffer.from(revision.documentSha256).toString("hex"), documentBytes: revision.documentBytes,
      },
      consent: {
        form: "agreement-form/1", build: expect.stringMatching(/^\d+\.\d+\.\d+/) as unknown, language: "en", locale: "de", pageTitle: "Vereinbarung · Nachweisportal",
        address: `http://localhost:3000/agreements/${slug}?revision=1&for=ACCOUNT&account=${world.account("alpha-main")}`,
        button: "Accept for the account", authority: { text: "I have the authority to bind Alpha for its account Alpha Main.", ticked: true },
        boxes: [{ text: "I have read it.", ticked: true }, { text: "I accept it.", ticked: true }], electronicRecords: { version: some, text: some, ticked: true },
      },
      times: { opened: instant, displayed: instant, downloaded: instant, accepted: kept.at.toISOString(), inForceFrom: kept.at.toISOString() },
      source: { address: caller.address, userAgent: caller.userAgent, requestId: some },
      supersedes: null,
      ending: { noticeDays: 0, terms: "By notice." },
      retention: { class: "six years after it ends", legalHold: true },
    });
    const { times } = record as { times: { opened: string; displayed: string; accepted: string } };
    expect([times.opened, times.displayed, times.accepted]).toEqual([times.opened, times.displayed, times.accepted].toSorted());
    expect(times.opened < times.displayed, "opened twice: the first time, and the last").toBe(true);
    const certificate = await storedBytes(kept.certificateSha256);
    const text = withoutSpaces((await readPages(certificate)).map((page) => page.text).join(""));
    for (const part of [`The text of ${slug}.`, "Certificate of acceptance", "Ana Admin", "Head of Risk", "Opened first", "page de", "this portal", "under a legal hold", Buffer.from(kept.recordSha256).toString("hex"), kept.id, "200000000001"]) expect(text).toContain(withoutSpaces(part));
    expect(Buffer.from(await attachmentOf(certificate)).toString("utf8")).toBe(kept.record);
    const accepted = await PDFDocument.load(await storedBytes(revision.documentSha256));
    expect((await PDFDocument.load(certificate)).getPageCount()).toBeGreaterThan(accepted.getPageCount());
  });

  test("name the passkey that the session was confirmed with", async () => {
    const admin = await world.as("alpha-admin");
    const passkeyId = crypto.randomUUID();
    await rows(`INSERT INTO passkey (id, person_id, credential_id, public_key, counter, rp_id, name, aaguid, synced, created_at)
      VALUES ($1, $2, $3, '\\x00', 0, 'portal.example', 'Key', '', FALSE, now())`, [passkeyId, admin.personId, Buffer.from("the key")]);
    const slug = await offer({ name: "Confirmed" });
    await readText(admin, slug);
    const { customerAgreementId } = await perform({ ...admin, factor: "PASSKEY", passkeyId }, acceptAgreement, { slug, revision: 1, for: "ACCOUNT", ...consentOf(admin) });
    const { record } = await database().acceptance.findUniqueOrThrow({ where: { customerAgreementId } });
    expect(JSON.parse(record)).toMatchObject({ authentication: { factor: "PASSKEY", credential: Buffer.from("the key").toString("base64url") } });
  });

  test("stay byte for byte what they were, whatever happens to the agreement afterwards", async () => {
    const slug = await offer({ name: "Kept" });
    const id = await world.accept("alpha-admin", slug, "ORGANIZATION");
    const admin = await world.as("alpha-admin");
    const first = await perform(admin, getCertificate, { customerAgreementId: id });
    const bytes = Buffer.from(await storedBytes(first.sha256));
    await world.offer(slug, { name: "Kept", text: "Another text." });
    const next = await world.accept("alpha-admin", slug, "ORGANIZATION", { revision: 2 });
    const replaced = await database().agreementEnding.findUniqueOrThrow({ where: { customerAgreementId: id } });
    expect(JSON.parse(replaced.record)).toMatchObject({ event: "superseded", by: { party: "customer", name: "Ana Admin" }, confirmed: null, replacedBy: { customerAgreementId: next, revision: 2 } });
    const again = await perform(admin, getCertificate, { customerAgreementId: id });
    expect(Buffer.from(again.sha256).equals(Buffer.from(first.sha256))).toBe(true);
    expect(bytes.equals(Buffer.from(await storedBytes(again.sha256)))).toBe(true);
  });

  test("of the organization are for its management account; other members see that they are covered", async () => {
    const slug = await offer();
    const id = await world.accept("alpha-admin", slug, "ORGANIZATION");
    expect(await outcomeOf(perform(await world.as("alpha-viewer"), getCertificate, { customerAgreementId: id }))).toBe("ResourceNotFound");
    expect(await outcomeOf(perform(await world.as("alpha-auditor"), getCertificate, { customerAgreementId: id }))).toBe("Success");
    expect(await outcomeOf(perform(await world.as("root"), getCertificate, { customerAgreementId: id }))).toBe("Success");
  });

  test("cannot be changed or removed in the database, nor can a published text or an ending", async () => {
    const slug = await offer({ name: "Firm" });
    const id = await world.accept("alpha-admin", slug, "ACCOUNT");
    const refused = async (sql: string) => expect(ownerPool().query(sql), sql).rejects.toThrow(/never|ends once/);
    await refused("UPDATE acceptance SET person_name = 'X'");
    await refused("DELETE FROM acceptance");
    await refused("UPDATE agreement_revision SET title = 'X'");
    await refused("DELETE FROM agreement_revision");
    await refused(`UPDATE customer_agreement SET revision = 7 WHERE id = '${id}'`);
    await refused(`DELETE FROM customer_agreement WHERE id = '${id}'`);
    await refused("DELETE FROM account_placement");
    await perform(await world.as("alpha-admin"), endAgreement, { customerAgreementId: id, confirmName: "Firm", readTerms: true });
    await refused(`UPDATE customer_agreement SET state = 'ACTIVE', ended_at = NULL, effective_end = NULL WHERE id = '${id}'`);
    await refused(`UPDATE customer_agreement SET effective_end = now() + interval '1 day' WHERE id = '${id}'`);
  });
});

describe("a new revision", () => {
  test("leaves the earlier one in force for the days of grace, asks for acceptance, and ends it then", async () => {
    const slug = await offer({ effective: dayText(-40) });
    await world.accept("alpha-admin", slug, "ORGANIZATION");
    await world.offer(slug, { effective: dayText(0), graceDays: 10 });
    const viewer = await world.as("alpha-viewer");
    const find = async () => (await perform(viewer, listAgreements, {})).agreements.find((one) => one.slug === slug)?.coverage;
    expect(await find()).toMatchObject({ source: "ORGANIZATION", outdated: true, end: new Date(`${dayText(11)}T00:00:00.000Z`) });
    expect(await atTime(new Date(Date.parse(dayText(11)) - 1), find)).toMatchObject({ source: "ORGANIZATION" });
    expect(await atTime(new Date(dayText(11)), find)).toMatchObject({ source: "NONE" });
    await world.accept("alpha-admin", slug, "ORGANIZATION", { revision: 2 });
    expect(await atTime(new Date(dayText(11)), find)).toMatchObject({ source: "ORGANIZATION", outdated: false });
    expect(await heldRows(slug)).toEqual([{ state: "SUPERSEDED", revision: 1 }, { state: "ACTIVE", revision: 2 }]);
  });

  test("that takes effect later takes over without a gap", async () => {
    const slug = await offer({ effective: dayText(-40) });
    await world.accept("alpha-admin", slug, "ACCOUNT");
    await world.offer(slug, { effective: dayText(5), graceDays: 0 });
    await world.accept("alpha-admin", slug, "ACCOUNT", { revision: 2 });
    const auditor = await world.as("alpha-auditor");
    const revisionAt = (offset: number) => atTime(new Date(Date.parse(dayText(offset)) + 1000), async () => (await perform(auditor, getCoverage, { slug })).rows[0]?.cells[0]?.revision);
    expect(await Promise.all([1, 4, 5, 9].map(revisionAt))).toEqual([1, 1, 2, 2]);
  });
});

describe("ending", () => {
  test("takes the agreement's name and the tick, is done once, and uncovers whom it said it would", async () => {
    const slug = await offer({ name: "Ends" });
    const id = await world.accept("alpha-admin", slug, "ORGANIZATION");
    const admin = await world.as("alpha-admin");
    const { history } = await perform(admin, getAgreement, { slug });
    expect(history[0]?.ending?.lapses).toEqual({ count: 2, names: ["Alpha Main", "Alpha Side"] });
    expect(await refusedFields(perform(admin, endAgreement, { customerAgreementId: id, confirmName: "Other", readTerms: true }))).toEqual(["confirmName"]);
    expect(await refusedFields(perform(admin, endAgreement, { customerAgreementId: id, confirmName: "Ends" }))).toEqual(["readTerms"]);
    const ended = await Promise.all(Array.from({ length: 4 }, () => outcomeOf(perform({ ...admin, requestId: crypto.randomUUID() }, endAgreement, { customerAgreementId: id, confirmName: "ends", readTerms: true }))));
    expect(ended.toSorted()).toEqual(["Conflict", "Conflict", "Conflict", "Success"]);
    expect(await sourceOf(await world.as("alpha-viewer"), slug)).toBe("NONE");
    await world.accept("alpha-admin", slug, "ORGANIZATION");
    expect(await sourceOf(await world.as("alpha-viewer"), slug), "accepted again").toBe("ORGANIZATION");
  });

  test("under a term of notice covers until the notice has run; the operator ends as provider", async () => {
    const slug = await offer({ name: "Notice", noticeDays: 30 });
    const id = await world.accept("alpha-admin", slug, "ORGANIZATION");
    const { end } = await perform(await world.as("root"), endAgreement, { customerAgreementId: id, confirmName: "Notice", readTerms: true, reason: "Service closed" });
    const admin = await world.as("alpha-admin");
    const [{ endingRecord } = { endingRecord: null }] = (await perform(admin, getAgreement, { slug })).history;
    const kept = await perform(admin, getCertificate, { customerAgreementId: id, of: "ending" });
    expect([kept.contentType, Buffer.from(kept.sha256).toString("hex")]).toEqual(["application/json; charset=utf-8", endingRecord?.recordSha256]);
    const accepted = await database().acceptance.findUniqueOrThrow({ where: { customerAgreementId: id } });
    expect(JSON.parse(Buffer.from(await storedBytes(kept.sha256)).toString("utf8"))).toMatchObject({
      record: "muniment-ending/1", event: "terminated", by: { party: "provider", name: "Rita Root" }, authentication: { factor: "TOTP", signedIn: some }, confirmed: { typedName: "Notice", readTerms: true },
      bound: { kind: "ORGANIZATION", organizationName: "Alpha", accountId: null }, ended: { acceptanceId: accepted.id, recordSha256: Buffer.from(accepted.recordSha256).toString("hex") },
      terms: { noticeDays: 30, text: "By notice." }, reason: "Service closed", replacedBy: null, times: { inForceUntil: end.toISOString() }, retention: { legalHold: false },
    });
    await expect(ownerPool().query("UPDATE agreement_ending SET event = 'superseded'")).rejects.toThrow(/never/);
    const viewer = await world.as("alpha-viewer");
    expect(await atTime(new Date(end.getTime() - 1), () => sourceOf(viewer, slug))).toBe("ORGANIZATION");
    expect(await atTime(end, () => sourceOf(viewer, slug))).toBe("NONE");
    expect(await heldRows(slug)).toEqual([{ state: "PROVIDER_TERMINATED", revision: 1 }]);
  });

  test("is for admins: not for auditors, not for publishers", async () => {
    const slug = await offer({ name: "Mine" });
    const id = await world.accept("alpha-admin", slug, "ORGANIZATION");
    for (const who of ["alpha-auditor", "alpha-viewer", "publisher"] as const) {
      expect(await outcomeOf(perform(await world.as(who), endAgreement, { customerAgreementId: id, confirmName: "Mine", readTerms: true })), who).toBe("AccessDenied");
    }
  });
});

describe("coverage as of a day", () => {
  test("follows an account that leaves and one that joins; what lapses is foretold", async () => {
    const slug = await offer();
    await world.accept("alpha-admin", slug, "ORGANIZATION");
    const admin = await world.as("alpha-admin");
    const side = world.account("alpha-side");
    const organization = async (name: string) => String((await rows("SELECT id::text FROM organization WHERE slug = $1", [name]))[0]?.["id"]);
    const [alpha, beta] = [await organization("alpha"), await organization("beta")];
    const foretold = await findLapses(database(), { kind: "MOVE", accountId: side, organizationId: beta }, [alpha, beta]);
    expect(foretold.filter(({ agreementSlug }) => agreementSlug === slug)).toMatchObject([{ accountId: side, accountName: "Alpha Side" }]);
    const leaving = new Date(Date.now() + 2 * dayMs);
    const names = (offset: number) => atTime(new Date(Date.now() + 5 * dayMs), async () => (await perform(admin, getCoverage, { slug, day: dayText(offset) })).rows.map(({ name, cells }) => `${name} ${cells[0]?.source}`));
    await atTime(leaving, () => database().$transaction((db) => placeAccount(db, side, beta)));
    expect(await names(1)).toEqual(["Alpha Main ORGANIZATION", "Alpha Side ORGANIZATION"]);
    expect(await names(3)).toEqual(["Alpha Main ORGANIZATION"]);
    await atTime(new Date(leaving.getTime() + dayMs), () => database().$transaction((db) => placeAccount(db, side, alpha)));
    expect(await names(4)).toEqual(["Alpha Main ORGANIZATION", "Alpha Side ORGANIZATION"]);
  });

  test("filters to the gaps, counts, and pages", async () => {
    const slug = await offer();
    await world.accept("alpha-admin", slug, "ACCOUNT");
    const admin = await world.as("alpha-admin");
    const all = await perform(admin, getCoverage, { slug });
    expect(all).toMatchObject({ accounts: 2, total: 2, agreements: [{ covered: 1 }] });
    expect((await perform(admin, getCoverage, { slug, gaps: "1" })).rows.map(({ name }) => name)).toEqual(["Alpha Side"]);
    const first = await perform(admin, getCoverage, { slug, maxResults: 1 });
    const second = await perform(admin, getCoverage, { slug, maxResults: 1, page: first.next ?? "" });
    expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(["Alpha Main", "Alpha Side"]);
    expect(second.next).toBeNull();
    expect(await outcomeOf(perform(admin, getCoverage, { day: dayText(1) }))).toBe("ValidationException");
    expect((await perform(admin, getCoverage, { slug, day: dayText(-1) })).agreements, "a day before it was published").toEqual([]);
  });

  test("shows a member its own account alone", async () => {
    const { rows: seen } = await perform(await world.as("alpha-viewer"), getCoverage, {});
    expect(seen.map(({ name }) => name)).toEqual(["Alpha Side"]);
  });
});
