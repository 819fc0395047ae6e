import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { decide } from "@/lib/access/decide";
import { createAgreement } from "@/lib/agreements/create-agreement";
import { getCoverage } from "@/lib/agreements/get-coverage";
import { publishRevision } from "@/lib/agreements/publish-revision";
import { rawPool } from "@/lib/database/client";
import { withDatabase } from "@/lib/database/run";
import type { Actor } from "@/lib/demo/actor";
import type { DemoWorld } from "@/lib/demo/found";
import { isMember, type MemberCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { listReports } from "@/lib/reports/list-reports";
import { programs, regions } from "@/lib/reports/programs";
import { fillCatalogue } from "@/lib/reports/testing";
import { maintain } from "./maintain";
import { foundPortal } from "./portal";
import { quantile, spreadOf, timed, type Spread } from "./statistics";

export interface AccessFigures {
  policies: number;
  versions: number;
  /** Of the versions, how many the policies leave. */
  left: number;
  /** Per second, one after the other, in one thread. */
  decisions: number;
  /** Rate of the filtered catalogue as a share of the unfiltered one's in the same round: with counts that are known, and with filters that nobody has used. */
  seen: Spread;
  unseen: Spread;
  coverage: CoverageFigures;
}

export interface CoverageFigures {
  accounts: number;
  agreements: number;
  /** Milliseconds of one look at the matrix, as an admin of the organization sees it: its first page, the gaps, another day. */
  median: number;
  p99: number;
  looks: number;
  /** The same where an account or an agreement has changed since the last look, so that nothing is known. */
  changed: { median: number; p99: number; looks: number };
  /** Of these, processor time of this process, which is the program's own share. */
  processor: number;
}

const statement = (Effect: string, Condition: object, Action = "reports:*") => ({ Effect, Action, Resource: "*", Condition });

/** Fifty policies as administrators write them: what is allowed by program, region and category, and what is kept away from whom and when. */
function fiftyPolicies(): string[] {
  const keys = programs.map(({ key }) => key);
  const some = (from: number, length: number) => Array.from({ length }, (_, index) => keys[(from * 7 + index * 11) % keys.length] ?? "");
  const statements = Array.from({ length: 50 }, (_, index) => {
    const region = regions[index % regions.length]?.key ?? "global";
    if (index % 5 === 0) return [statement("Allow", { StringEquals: { "reports:Region": region } }), statement("Allow", { StringLike: { "reports:Program": [`${(keys[index % keys.length] ?? "").slice(0, 3)}*`] } })];
    if (index % 5 === 1) return [statement("Allow", { StringEquals: { "reports:Program": some(index, 6) } })];
    if (index % 5 === 2) return [statement("Deny", { StringEquals: { "reports:Program": some(index, 1) }, StringNotEquals: { "reports:Region": region } })];
    if (index % 5 === 3) return [statement("Deny", { NotIpAddress: { "portal:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } })];
    return [statement("Deny", { StringEquals: { "reports:Category": "CONTRACTS" }, NumericGreaterThan: { "portal:MfaAge": 3600 } }), statement("Allow", { DateLessThan: { "portal:CurrentTime": "2020-01-01" } })];
  });
  return statements.map((list) => JSON.stringify({ Version: "2026-11-01", Statement: list }));
}

async function memberOf(actor: Actor): Promise<MemberCaller> {
  const caller = await actor.caller();
  if (!isMember(caller)) throw new Error(`${actor.person.slug} is not signed in`);
  return caller;
}

function decisionsPerSecond(caller: MemberCaller, length: number): number {
  const of = (index: number) => ({ series: `report-${String(index % 2_000).padStart(16, "0")}`, region: regions[index % regions.length]?.key ?? "", program: programs[index % programs.length]?.key ?? "", category: "REPORTS" });
  const facts = Array.from({ length: 997 }, (_, index) => of(index));
  const begun = performance.now();
  let done = 0;
  while (performance.now() - begun < length) {
    for (const report of facts) decide(caller, { name: "reports:GetReport", reach: "member" }, report);
    done += facts.length;
  }
  return (done / (performance.now() - begun)) * 1000;
}

/** Five agreements: one for the whole organization, the others of a part of its accounts each, a fifth of the accounts with none of them. */
async function fillCoverage(world: DemoWorld, accounts: number): Promise<void> {
  const publisher = world.actor("publisher");
  const caller = await publisher.workIn(world.accountId("office"));
  for (const slug of ["baa", "dpa", "nda", "msa", "eula"]) {
    await perform(caller, createAgreement, { slug, name: slug.toUpperCase(), summary: "For measuring.", kind: "OTHER", scope: "BOTH" });
    await perform(caller, publishRevision, { slug, title: slug.toUpperCase(), sections: [{ heading: "Duties", text: "None." }], boxes: ["I accept it."], terminateTerms: "By notice." });
  }
  const pool = rawPool();
  await pool.query(
    `INSERT INTO account (id, organization_id, name, management, created_at)
     SELECT '5' || lpad(n::text, 11, '0'), (SELECT id FROM organization WHERE slug = 'customer'), 'Account ' || lpad(n::text, 5, '0'), FALSE, now() - interval '40 days' FROM generate_series(1, $1::int) n`,
    [accounts],
  );
  await pool.query(
    `INSERT INTO customer_agreement (id, agreement_id, revision, account_id, organization_id, type, state, effective_start, created_at)
     SELECT gen_random_uuid(), a.id, 1, h.id, CASE WHEN h.id IS NULL THEN o.id END, 'DEFAULT', 'ACTIVE', now() - interval '30 days', now() FROM organization o
       CROSS JOIN agreement a LEFT JOIN account h ON a.slug <> 'nda' AND h.id LIKE '5%' AND right(h.id, 1)::int < CASE a.slug WHEN 'baa' THEN 8 WHEN 'dpa' THEN 6 WHEN 'msa' THEN 4 ELSE 2 END
     WHERE o.slug = 'customer'`,
  );
  await pool.query("ANALYZE");
}

async function measureCoverage(dataDir: string, world: DemoWorld, accounts: number, looks: number): Promise<CoverageFigures> {
  await fillCoverage(world, accounts);
  await maintain(dataDir);
  const admin = world.actor("admin");
  await admin.workIn(world.accountId("customer-main"));
  const caller = await memberOf(admin);
  const past = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10);
  const inputs = [{}, { gaps: true }, { day: past }, { slug: "baa", gaps: true }];
  const look = (index: number) => perform({ ...caller, requestId: crypto.randomUUID() }, getCoverage, inputs[index % inputs.length] ?? {});
  for (let index = 0; index < 2 * inputs.length; index += 1) await look(index);
  const before = process.cpuUsage();
  const times: number[] = [];
  for (let index = 0; index < looks; index += 1) times.push((await timed(() => look(index))).ms);
  const { user, system } = process.cpuUsage(before);
  const fresh: number[] = [];
  for (let index = 0; index < looks / 4; index += 1) {
    await rawPool().query("UPDATE access_state SET revision = revision + 1");
    fresh.push((await timed(() => look(index))).ms);
  }
  const changed = { median: quantile(fresh, 0.5), p99: quantile(fresh, 0.99), looks: fresh.length };
  const { accounts: seen, agreements } = await look(0);
  return { accounts: seen, agreements: agreements.length, looks, changed, median: quantile(times, 0.5), p99: quantile(times, 0.99), processor: (user + system) / 1000 / looks };
}

/**
 * Decisions per second, the catalogue as a caller with fifty policies sees it against one without, and the coverage of many accounts. Takes about a minute;
 * leaves nothing behind.
 */
export async function measureAccess({ versions = 10_000, rounds = 7, pages = 60, accounts = 10_000, looks = 400 } = {}): Promise<AccessFigures> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "muniment-bench-access-"));
  try {
    const world = await foundPortal(dataDir);
    return await withDatabase(async () => {
      await fillCatalogue(versions);
      await maintain(dataDir);
      const [root, plain] = [world.actor("root"), world.actor("auditor")];
      await root.workIn(world.accountId("office"));
      await plain.workIn(world.accountId("customer-main"));
      const before = await memberOf(plain);
      const all = (await perform(before, listReports, { earlier: true })).total;
      const documents = fiftyPolicies();
      const organizationId = before.account.organizationId;
      for (const [index, document] of documents.entries()) {
        const admin = await memberOf(root);
        const { policyId } = await perform(admin, createPolicy, { organizationId, slug: `bench-${index}`, name: `Bench ${index}`, document });
        if (index % 5 === 3) {
          const wide = { Version: "2026-11-01", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
          if (index === 3) await perform(admin, attachPolicy, { kind: "root", policyId: (await perform(admin, createPolicy, { organizationId, slug: "wide", name: "Wide", document: JSON.stringify(wide) })).policyId, organizationId });
          await perform(admin, attachPolicy, { kind: "root", policyId, organizationId });
        } else {
          await perform(admin, attachPolicy, { kind: "person", policyId, accountId: before.account.id, personId: before.personId });
        }
      }
      const after = await memberOf(plain);
      const left = (await perform(after, listReports, { earlier: true })).total;
      // The group's own policy allows every report: the denials are what is left to the database. Callers are as the door made them.
      let used = 0;
      const rate = async (caller: MemberCaller, unseen: boolean): Promise<number> => {
        const { ms } = await timed(async () => {
          for (let page = 0; page < pages; page += 1) {
            const program = unseen ? [programs[used % programs.length]?.key ?? "", programs[Math.floor(used / programs.length) % programs.length]?.key ?? ""] : [];
            used += unseen ? 1 : 0;
            await perform({ ...caller, requestId: crypto.randomUUID() }, listReports, { earlier: true, program, sort: unseen ? "newest" : (["newest", "title", "period"] as const)[page % 3] });
          }
        });
        return pages / ms;
      };
      const ratios = async (unseen: boolean): Promise<Spread> => {
        const found: number[] = [];
        await rate(before, unseen);
        await rate(after, unseen);
        for (let round = 0; round < rounds; round += 1) {
          const [first, second] = round % 2 === 0 ? [before, after] : [after, before];
          const [one, other] = [await rate(first, unseen), await rate(second, unseen)];
          found.push(first === after ? one / other : other / one);
        }
        return spreadOf(found);
      };
      if (all !== versions) throw new Error("the catalogue is not as it was filled");
      const decided = { policies: documents.length, versions, left, decisions: decisionsPerSecond(after, 2_000), seen: await ratios(false), unseen: await ratios(true) };
      return { ...decided, coverage: await measureCoverage(dataDir, world, accounts, looks) };
    });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
