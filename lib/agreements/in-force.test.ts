import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { may } from "@/lib/access/decide";
import { policyVersion } from "@/lib/access/policy";
import { simulateDecision } from "@/lib/access/simulate-decision";
import { database, rawPool } from "@/lib/database/client";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { listReports } from "@/lib/reports/list-reports";
import { placeAccount } from "@/lib/organizations/place-account";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { endAgreement } from "./end-agreement";
import { coverageNow } from "./find-agreement";
import { getAgreement } from "./get-agreement";
import { agreementStretches, inForceAt } from "./in-force";
import { listAgreements } from "./list-agreements";

const world = useWorld();
const dayMs = 86_400_000;
async function addAccounts(slug: string, first: number, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => String(first + index));
  const organizationId = await idOf("organization", "alpha");
  await rawPool().query("INSERT INTO account (id, organization_id, name, management, created_at) SELECT id, $2::uuid, 'Account ' || id, FALSE, now() FROM unnest($1::text[]) AS id", [ids, organizationId]);
  await rawPool().query(
    `INSERT INTO customer_agreement (id, agreement_id, revision, account_id, type, state, effective_start, created_at)
     SELECT gen_random_uuid(), $2::uuid, 1, id, 'DEFAULT', 'ACTIVE', now(), now() + interval '1 second' FROM unnest($1::text[]) AS id`,
    [ids, await idOf("agreement", slug)],
  );
  return ids;
}
const idOf = async (table: "agreement" | "organization", slug: string): Promise<string> => String((await rows(`SELECT id::text FROM ${table} WHERE slug = $1`, [slug]))[0]?.["id"]);

describe("the agreements that policies know of", () => {
  test("are those of coverage at every instant, in any history of agreements and revisions", async () => {
    await world.offer("random");
    const template = await idOf("agreement", "random");
    const organizationId = await idOf("organization", "alpha");
    const account = { id: world.account("alpha-side"), organizationId };
    const day = fc.integer({ min: -60, max: 60 });
    const held = fc.record({ own: fc.boolean(), revision: fc.integer({ min: 1, max: 3 }), type: fc.constantFrom("DEFAULT", "CUSTOM", "MODIFIED"), start: day, length: fc.option(fc.nat(40), { freq: 3 }) });
    const later = fc.record({ effective: day, grace: fc.option(fc.nat(30), { freq: 3 }) });
    const base = Date.parse("2026-06-01");
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(held, { maxLength: 4 }), fc.tuple(later, later), fc.array(fc.integer({ min: -70 * 24, max: 110 * 24 }), { minLength: 4, maxLength: 8 }), async (history, revisions, hours) => {
        const slug = `random-${(made += 1)}`;
        await rawPool().query("INSERT INTO agreement SELECT gen_random_uuid(), $2, name, summary, kind, scope, NULL, state, created_at FROM agreement WHERE id = $1", [template, slug]);
        const agreementId = await idOf("agreement", slug);
        for (const [index, { effective, grace }] of [{ effective: -90, grace: null }, ...revisions].entries()) {
          await rawPool().query(
            `INSERT INTO agreement_revision SELECT $5, $2, title, language, body, boxes, terminate_terms, notice_days, $3::date, $4, text_sha256, document_sha256, document_bytes, published_at, published_by
             FROM agreement_revision WHERE agreement_id = $1`,
            [template, index + 1, new Date(base + effective * dayMs), grace, agreementId],
          );
        }
        for (const { own, revision, type, start, length } of history) {
          const from = base + start * dayMs;
          await rawPool().query(
            `INSERT INTO customer_agreement (id, agreement_id, revision, account_id, organization_id, type, state, effective_start, effective_end, created_at, ended_at)
             VALUES (gen_random_uuid(), $1, $2, $3, $4, $5::"CustomerAgreementType", 'SUPERSEDED', $6, $7, $6, $6)`,
            [agreementId, revision, own ? account.id : null, own ? null : organizationId, type, new Date(from), new Date(length === null ? base + 900 * dayMs : from + length * dayMs)],
          );
        }
        const stretches = (await agreementStretches(database(), account)).filter((one) => one.slug === slug);
        for (const hour of hours) {
          const at = base + hour * 3_600_000;
          const covered = await atTime(new Date(at), () => coverageNow(database(), account, agreementId));
          expect(inForceAt(stretches, at)).toEqual(covered.source === "NONE" ? [] : [slug]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("open and close reports by themselves: with an acceptance, with its end, when grace runs out, when the account leaves; lists and decisions agree each time", async () => {
    const report = await world.publish("conditional");
    const admin = await world.as("alpha-admin");
    const document = JSON.stringify({ Version: policyVersion, Statement: [{ Effect: "Deny", Action: "reports:*", Resource: `report/${report}`, Condition: { "ForAllValues:StringNotEquals": { "portal:AgreementAccepted": "gate" } } }] });
    const { policyId } = await perform(admin, createPolicy, { slug: "gated", name: "Gated", document });
    await perform(admin, attachPolicy, { kind: "person", policyId, personId: (await world.as("alpha-viewer")).personId, accountId: world.account("alpha-side") });
    await world.offer("gate", { name: "Gate", effective: "2026-01-01" });

    const sees = async (at = new Date(), reuse?: Awaited<ReturnType<typeof world.as>>) => {
      // Every request has a caller of its own; what was loaded for it may be shared.
      const caller = reuse ? { ...reuse } : await world.as("alpha-viewer");
      return atTime(at, async () => {
        const listed = (await perform(caller, listReports, {})).rows.some(({ reportId }) => reportId === report);
        const about = { series: report, region: "global", program: "soc2", category: "REPORTS" };
        expect(may(caller, { name: "reports:GetReportMetadata", reach: "member" }, about)).toBe(listed);
        expect(await outcomeOf(perform(caller, getReportMetadata, { reportId: report }))).toBe(listed ? "Success" : "ResourceNotFound");
        return listed;
      });
    };
    expect(await sees()).toBe(false);
    const heldId = await world.accept("alpha-admin", "gate", "ORGANIZATION");
    expect(await sees()).toBe(true);

    const today = new Date().toISOString().slice(0, 10);
    await world.offer("gate", { name: "Gate", effective: today, graceDays: 10 });
    const cached = await world.as("alpha-viewer");
    const out = new Date(Date.parse(today) + 11 * dayMs);
    expect(await sees(new Date(out.getTime() - 1), cached)).toBe(true);
    expect(await sees(out, cached), "the same caller, whose access was loaded while it was in force").toBe(false);
    const asked = { accountId: world.account("alpha-side"), personId: cached.personId, operation: "reports:GetReport" as const, series: report };
    expect((await perform(admin, simulateDecision, { ...asked, at: new Date(out.getTime() - 1).toISOString() })).decidedBy?.effect).not.toBe("Deny");
    expect((await perform(admin, simulateDecision, { ...asked, at: out.toISOString() })).decidedBy?.effect).toBe("Deny");

    const beta = await idOf("organization", "beta");
    const alpha = await idOf("organization", "alpha");
    await database().$transaction((db) => placeAccount(db, world.account("alpha-side"), beta));
    const moved = await world.as("alpha-viewer");
    expect(inForceAt(moved.access.agreements, Date.now()), "an account that left is not covered by the organization it left").not.toContain("gate");
    await atTime(new Date(Date.now() + 1000), () => database().$transaction((db) => placeAccount(db, world.account("alpha-side"), alpha)));
    expect(await sees()).toBe(true);
    await perform(await world.as("alpha-admin"), endAgreement, { customerAgreementId: heldId, confirmName: "Gate", readTerms: true });
    expect(await sees()).toBe(false);
  });
});

describe("an agreement's page", () => {
  test("knows what is in force for the organization behind a hundred acceptances of its accounts, offers nothing twice, and pages through all", async () => {
    await world.offer("wide");
    const heldId = await world.accept("alpha-admin", "wide", "ORGANIZATION");
    await addAccounts("wide", 710000000000, 104);
    const admin = await world.as("alpha-admin");
    const first = await perform(admin, getAgreement, { slug: "wide" });
    expect(first.holders.map(({ kind, offer }) => [kind, offer])).toEqual([["ACCOUNT", "ACCEPT"], ["ORGANIZATION", null]]);
    expect(first.own.map(({ id }) => id)).toEqual([heldId]);
    expect(first.history.find(({ id }) => id === heldId)?.ending?.lapses, "all others hold it themselves").toMatchObject({ count: 2 });
    expect(first.history.filter(({ ending }) => ending?.lapses.count === 0), "the organization's covers each of them").toHaveLength(100);
    const second = await perform(admin, getAgreement, { slug: "wide", page: first.next ?? "" });
    expect([...new Set([...first.history, ...second.history].map(({ id }) => id))]).toHaveLength(105);
    expect([second.next, second.own.map(({ id }) => id)]).toEqual([null, [heldId]]);
    const { agreements } = await perform(await world.as("root"), listAgreements, {});
    expect(agreements.find(({ slug }) => slug === "wide")?.inForce).toBe(105);
  });

  test("foretells what an ending uncovers at the instant at which it ends, not at that of the notice", async () => {
    await world.offer("notice", { noticeDays: 30 });
    const heldId = await world.accept("alpha-admin", "notice", "ORGANIZATION");
    const [mine] = await addAccounts("notice", 720000000000, 1);
    // Its own runs out within the days of notice: then only the organization's covered it.
    await rows("UPDATE customer_agreement SET state = 'CUSTOMER_TERMINATED', ended_at = now(), effective_end = now() + interval '10 days' WHERE account_id = $1", [mine]);
    const admin = await world.as("alpha-admin");
    const lapses = async () => (await perform(admin, getAgreement, { slug: "notice" })).history.find(({ id }) => id === heldId)?.ending?.lapses;
    const others = Number((await rows("SELECT count(*) FROM account WHERE organization_id = (SELECT id FROM organization WHERE slug = 'alpha')"))[0]?.["count"]);
    expect((await lapses())?.count, "everybody").toBe(others);
    const { uncovered, end } = await perform(admin, endAgreement, { customerAgreementId: heldId, confirmName: "notice", readTerms: true });
    expect(uncovered).toBe(others);
    const covered = (at: Date) => atTime(at, async () => (await coverageNow(database(), { id: mine ?? "", organizationId: await idOf("organization", "alpha") }, await idOf("agreement", "notice"))).source);
    expect([await covered(new Date(end.getTime() - 1)), await covered(end)]).toEqual(["ORGANIZATION", "NONE"]);
  });
});
