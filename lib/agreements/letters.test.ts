import { describe, expect, test } from "vitest";
import { unseal } from "@/lib/identity/seal";
import { formatAccountId } from "@/lib/organizations/account-id";
import { deliverMessages } from "@/lib/notifications/deliver-messages";
import { createAccount } from "@/lib/organizations/create-account";
import { perform } from "@/lib/operations/perform";
import { database } from "@/lib/database/client";
import { ownerPool } from "@/lib/database/testing";
import { isMember } from "@/lib/operations/caller";
import { outcomeOf, rows, testPdf, useWorld } from "@/lib/testing/world";
import { endAgreement } from "./end-agreement";
import { exportCoverage } from "./export-coverage";
import { getAgreement } from "./get-agreement";
import type { AcceptanceRecord } from "./acceptance-record";
import { publishRevision } from "./publish-revision";
import { recordOfflineAgreement } from "./record-offline-agreement";
import { tellAccepted } from "./tell";

const world = useWorld();

async function letters(subject: string): Promise<{ to: string; text: string; about: string }[]> {
  const found = await rows("SELECT id::text AS id, to_address, body, about FROM message WHERE subject LIKE $1 ORDER BY to_address", [subject]);
  return found.map((row) => ({ to: String(row["to_address"]), about: String(row["about"]), text: (JSON.parse(unseal(row["body"] as Uint8Array, String(row["id"]))) as { text: string }).text }));
}

describe("letters", () => {
  test("follow an agreement through its life: accepted, replaced, ended; each to those who look after it, and to who accepted a copy", async () => {
    await world.offer("life", { name: "Life" });
    const held = await world.accept("alpha-admin", "life", "ORGANIZATION");
    const accepted = await letters("Accepted: Life%");
    expect(accepted.map(({ to }) => to)).toEqual(["admin@alpha.example"]);
    const [{ record_sha256: hash } = {}] = await rows("SELECT encode(record_sha256, 'hex') AS record_sha256 FROM acceptance WHERE customer_agreement_id = $1", [held]);
    expect(accepted[0]?.text).toContain(String(hash));
    expect(accepted[0]?.text).toContain("http://localhost:3000/agreements/life#history");
    const [acceptance] = await rows("SELECT encode(certificate_sha256, 'hex') AS certificate FROM acceptance WHERE customer_agreement_id = $1", [held]);
    const copy = String(acceptance?.["certificate"]);
    expect(await rows("SELECT to_address, attachments FROM message WHERE attachments <> '[]'"), "the stored certificate, named and not copied").toEqual([
      { to_address: "admin@alpha.example", attachments: [{ sha256: copy, fileName: `life-certificate-${held.slice(-12)}.pdf`, contentType: "application/pdf" }] },
    ]);
    expect(accepted[0]?.text).toContain("Your copy is attached");
    const copies = async (who: "alpha-admin" | "alpha-viewer") => (await perform(await world.as(who), getAgreement, { slug: "life" })).history.map((one) => one.copies);
    expect(await copies("alpha-admin"), "in the history: to whom, when, what").toEqual([[{ to: "admin@alpha.example", state: "QUEUED", at: null, sha256: copy }]]);
    await deliverMessages({ send: () => Promise.resolve({ sent: true }), close: () => undefined });
    expect(await copies("alpha-admin")).toEqual([[{ to: "admin@alpha.example", state: "SENT", at: expect.any(Date) as unknown, sha256: copy }]]);
    expect(await copies("alpha-viewer"), "what the organization agreed to is not for its member accounts").toEqual([]);

    await world.offer("life", { name: "Life", graceDays: 30 });
    const asked = await letters("Please accept the new revision: Life");
    expect(asked.map(({ to }) => to), "only those who had accepted").toEqual(["admin@alpha.example"]);
    expect(asked[0]?.text).toMatch(/stays in force until \d{4}-\d{2}-\d{2}/);

    await perform(await world.as("root"), endAgreement, { customerAgreementId: held, confirmName: "Life", readTerms: true, reason: "Service closed" });
    const ended = await letters("Ended: Life%");
    expect(ended.map(({ to }) => to)).toEqual(["admin@alpha.example", "root@operator.example"]);
    expect(ended[0]?.text).toContain("not covered any more: Alpha Main, Alpha Side");
    expect(ended[0]?.text).toContain("Service closed");
  });

  test("carry no copy above ten megabytes: a mail server would refuse it, and the letter says where it is", async () => {
    await world.offer("large", { name: "Large" });
    const held = await world.accept("alpha-admin", "large", "ACCOUNT");
    const caller = await world.as("alpha-admin");
    const { record } = await database().acceptance.findUniqueOrThrow({ where: { customerAgreementId: held }, select: { record: true } });
    const [bound, made] = [{ kind: "ACCOUNT" as const, organizationId: caller.account?.organizationId ?? "", organizationName: "Alpha", accountId: world.account("alpha-main"), accountName: "Alpha Main" }, JSON.parse(record) as AcceptanceRecord];
    if (!isMember(caller)) throw new Error("works in an account");
    await ownerPool().query("DELETE FROM message");
    await tellAccepted(database(), caller, bound, made, held, { recordSha256: "ab", certificate: { sha256: new Uint8Array(32), bytes: 10 * 1024 * 1024 + 1 } });
    expect(await rows("SELECT attachments FROM message")).toEqual([{ attachments: [] }]);
    expect((await letters("Accepted: Large%"))[0]?.text).not.toContain("attached");
  });

  test("are not written for an acceptance that was refused", async () => {
    await world.offer("refused", { name: "Refused" });
    await expect(world.accept("alpha-auditor", "refused", "ACCOUNT")).rejects.toThrow();
    expect(await letters("Accepted: Refused%")).toEqual([]);
  });

  test("tell a customer what the operator recorded for it; staff record with a fresh factor alone", async () => {
    await world.offer("paper", { name: "Paper" });
    const root = await world.as("root");
    const input = { slug: "paper", type: "CUSTOM" as const, organizationSlug: "alpha", document: await testPdf(1), note: "Signed by both.", firstDay: "2026-01-01" };
    expect(await outcomeOf(perform({ ...root, factorAt: new Date(0) }, recordOfflineAgreement, input))).toBe("StepUpRequired");
    expect(await outcomeOf(perform(await world.as("publisher"), recordOfflineAgreement, input)), "publishers write texts; they bind nobody").toBe("AccessDenied");
    await perform(root, recordOfflineAgreement, input);
    expect((await letters("Recorded: Paper")).map(({ to }) => to)).toEqual(["admin@alpha.example"]);
  });
});

describe("a revision from a form", () => {
  test("takes one text with headings, or a text file, and refuses what is neither", async () => {
    await world.offer("written", { name: "Written" });
    const publisher = await world.as("publisher");
    const form = { slug: "written", title: "Written", boxes: "I have read it.\r\n\r\nI accept it.\r\n", terminateTerms: "By notice." };
    const bytes = (text: string) => new TextEncoder().encode(text);
    const publish = (more: object) => perform(publisher, publishRevision, { ...form, ...more });
    await publish({ sections: "Before all.\n\n# Duties\r\n\r\nKeep it.\r\n\r\nAll of it.\n## End\nNever." });
    const { text } = await perform(publisher, getAgreement, { slug: "written" });
    expect(text?.sections).toEqual([{ heading: "Written", text: "Before all." }, { heading: "Duties", text: "Keep it.\n\nAll of it." }, { heading: "End", text: "Never." }]);
    expect(text?.boxes).toEqual(["I have read it.", "I accept it."]);
    await publish({ file: bytes("\uFEFF# Pflichten\n\nVertraulich.") });
    expect((await perform(publisher, getAgreement, { slug: "written" })).text?.sections).toEqual([{ heading: "Pflichten", text: "Vertraulich." }]);
    for (const wrong of [{}, { sections: "x", file: bytes("x") }, { file: new Uint8Array([0xff, 0xfe, 0]) }, { file: bytes("a\0b") }, { sections: "# Empty\n\n# Other\n\nText" }, { sections: "x", boxes: "\n" }]) {
      expect(await outcomeOf(publish(wrong)), JSON.stringify(wrong)).toBe("ValidationException");
    }
    expect((await perform(publisher, getAgreement, { slug: "written" })).revision.newest, "nothing was published by any of them").toBe(3);
  });
});

describe("the export of coverage", () => {
  test("has a row for every account, neutralises what spreadsheets would run, and is in the trail", async () => {
    await world.offer("csv", { name: "=cmd|' /C calc'!A0" });
    const admin = await world.as("alpha-admin");
    const { accountId } = await perform(admin, createAccount, { name: '@SUM(1)"quoted", and more' });
    await world.accept("alpha-admin", "csv", "ACCOUNT");
    const read = async (more: object = {}) => {
      const { pieces, fileName } = await perform(admin, exportCoverage, { slug: "csv", ...more });
      return { fileName, lines: Buffer.concat([...pieces]).toString("utf8").split("\r\n") };
    };
    const { fileName, lines } = await read();
    expect(fileName).toMatch(/^coverage-alpha-\d{4}-\d{2}-\d{2}\.csv$/);
    expect(lines[0]).toContain(`"'=cmd|' /C calc'!A0"`);
    expect(lines.find((line) => line.includes(formatAccountId(accountId)))).toContain(`"'@SUM(1)""quoted"", and more"`);
    expect(lines.find((line) => line.includes("Alpha Main"))).toMatch(/"own","1","\d{4}-\d{2}-\d{2}",""$/);
    expect(lines.filter((line) => line !== "")).toHaveLength(4);
    expect((await read({ gaps: "1" })).lines.some((line) => line.includes("Alpha Main"))).toBe(false);
    expect((await rows("SELECT parameters, browsing FROM audit_event WHERE operation = 'agreements:ExportCoverage' ORDER BY seq DESC LIMIT 1"))[0]).toMatchObject({ browsing: false, parameters: { gaps: true, agreement: "csv", accounts: 2 } });
    expect(await outcomeOf(perform({ ...admin, factorAt: new Date(0) }, exportCoverage, {})), "it is an export").toBe("StepUpRequired");
    expect(await outcomeOf(perform(admin, exportCoverage, { day: "2999-01-01" }))).toBe("ValidationException");
  });
});
