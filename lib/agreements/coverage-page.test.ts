import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { rawPool } from "@/lib/database/client";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { rows, useWorld } from "@/lib/testing/world";
import { getCoverage } from "./get-coverage";

const world = useWorld();
const dayMs = 86_400_000;
const accounts = Array.from({ length: 12 }, (_, index) => `6${String(index).padStart(11, "0")}`);
const agreements = ["baa", "dpa", "nda"] as const;
const days = 20;
let organizationId = "";
let begin = new Date();

beforeAll(async () => {
  for (const slug of agreements) await world.offer(slug);
  // A second revision of one, which overtakes what was agreed on the first a few days later.
  const first = await rows("SELECT min(effective)::text AS day FROM agreement_revision");
  begin = new Date(`${String(first[0]?.["day"])}T00:00:00Z`);
  await world.offer("nda", { effective: new Date(begin.getTime() + 6 * dayMs).toISOString().slice(0, 10), graceDays: 4 });
  const [alpha] = await rows("SELECT id::text FROM organization WHERE slug = 'alpha'");
  organizationId = String(alpha?.["id"]);
  for (const [index, id] of accounts.entries()) {
    await rows("INSERT INTO account (id, organization_id, name, management, created_at) VALUES ($1, $2, $3, FALSE, $4)", [id, organizationId, `Account ${String(index).padStart(2, "0")}`, begin]);
  }
});

const held = fc.record({
  agreement: fc.constantFrom(...agreements),
  revision: fc.constantFrom(1, 1, 2),
  /** The number of an account; one in six is for the organization. */
  holder: fc.oneof({ weight: 5, arbitrary: fc.nat(accounts.length - 1) }, { weight: 1, arbitrary: fc.constant(null) }),
  type: fc.constantFrom("DEFAULT", "DEFAULT", "CUSTOM"),
  from: fc.nat(days),
  length: fc.integer({ min: 1, max: days }),
});

test("the gaps, the counts and the pages that the database finds equal what is computed account by account, for any agreements on any day, whatever was looked at before", { timeout: 120_000 }, async () => {
  // Earlier runs' agreements stay (what was agreed is never removed): each run looks at its own stretch of days.
  let stretch = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(held, { maxLength: 30 }), fc.nat(days), fc.nat(days), fc.integer({ min: 1, max: 5 }), async (made, day, another, length) => {
      stretch += 1;
      const start = begin.getTime() + stretch * (2 * days + 2) * dayMs;
      for (const { agreement, revision, holder, type, from, length: lasts } of made) {
        const [fromAt, toAt] = [new Date(start + from * dayMs), new Date(start + (from + lasts) * dayMs)];
        const kept = agreement === "nda" ? revision : 1;
        await rawPool().query(
          `INSERT INTO customer_agreement (id, agreement_id, revision, account_id, organization_id, type, state, effective_start, effective_end, created_at, ended_at)
           SELECT gen_random_uuid(), a.id, $2, $3, $4::uuid, $5::"CustomerAgreementType", 'CUSTOMER_TERMINATED', $6, $7, $6, $7 FROM agreement a WHERE a.slug = $1`,
          [agreement, kept, holder === null ? null : accounts[holder], holder === null ? organizationId : null, type, fromAt, toAt],
        );
      }
      // The second time nothing has been changed, but time has passed, or gone back: what was kept must not outlast what begins and ends.
      for (const each of [day, another]) await atTime(new Date(start + each * dayMs + dayMs / 2), async () => {
        const caller = { ...(await world.actor("alpha-admin").workIn(world.account("alpha-main"))), requestId: crypto.randomUUID() };
        const whole = await perform(caller, getCoverage, { maxResults: 1000 });
        const covered = (column: number) => whole.rows.filter(({ cells }) => cells[column]?.source !== "NONE").length;
        expect(whole.agreements.map((one) => one.covered)).toEqual(whole.agreements.map((_, column) => covered(column)));
        expect([whole.accounts, whole.total]).toEqual([whole.rows.length, whole.rows.length]);
        const lacking = whole.rows.filter(({ cells }) => cells.some(({ source }) => source === "NONE"));
        const paged: typeof lacking = [];
        for (let page: string | null | undefined; page !== null; ) {
          const next: Awaited<ReturnType<typeof perform<"member", typeof getCoverage.input, typeof getCoverage.output, unknown, unknown>>> = await perform(caller, getCoverage, { gaps: true, maxResults: length, ...(page ? { page } : {}) });
          expect(next.total).toBe(lacking.length);
          paged.push(...next.rows);
          page = next.next;
        }
        expect(paged).toEqual(lacking);
      });
    }),
    { numRuns: 20 },
  );
});
