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

const long = process.env["LONG_TESTS"] === "1";
const homes = ["alpha", "beta"] as const;
type Home = (typeof homes)[number];
const home = fc.constantFrom(...homes);
/** From where it is first, and where it goes, one day after another; null: it is closed. */
const lifeOfAccount = fc.record({ born: fc.nat(days), first: home, moves: fc.uniqueArray(fc.record({ day: fc.integer({ min: 1, max: 2 * days }), to: fc.option(home, { freq: 4 }) }), { selector: ({ day }) => day, maxLength: 4 }) });
const story = fc.record({
  accounts: fc.array(lifeOfAccount, { minLength: 1, maxLength: 6 }),
  revisions: fc.tuple(...[1, 2].map(() => fc.record({ effective: fc.nat(days), grace: fc.option(fc.nat(10), { freq: 3 }) }))),
  held: fc.array(fc.record({ holder: fc.oneof(fc.nat(5), home), revision: fc.nat(2), type: fc.constantFrom("DEFAULT", "DEFAULT", "MODIFIED"), from: fc.nat(2 * days), length: fc.integer({ min: 1, max: days }) }), { maxLength: 12 }),
  hours: fc.array(fc.integer({ min: 0, max: 2 * days * 24 }), { minLength: 2, maxLength: 3 }),
});

/** What is known at an hour, having lived through everything before it, with nothing but the present in mind: the accounts of a home, each with its source. */
function lived(told: { at: number; does: (state: State) => void }[], hour: number, where: Home): Record<string, string> {
  const state: State = { place: new Map(), active: new Map(), oldest: 0 };
  for (const { does } of told.filter(({ at }) => at <= hour).toSorted((a, b) => a.at - b.at)) does(state);
  const holds = (holder: string) => [...state.active.values()].some((one) => one.holder === holder && (one.type !== "DEFAULT" || one.revision >= state.oldest));
  const here = [...state.place].filter(([, place]) => place === where);
  return Object.fromEntries(here.map(([account]) => [account, holds(account) ? "OWN" : holds(where) ? "ORGANIZATION" : "NONE"]));
}
/** `oldest`: the first revision that no later one has ended. */
type State = { place: Map<string, Home>; active: Map<number, { holder: string; revision: number; type: string }>; oldest: number };

test("the page of any day equals a naive replay of a random story: accounts that join, move, leave and close, agreements that begin, end and are superseded after their grace", { timeout: long ? 2_400_000 : 120_000 }, async () => {
  // Each run has days, accounts and revisions of its own; a few agreements take turns, for what was agreed is never removed.
  const slugs = Array.from({ length: long ? 40 : 1 }, (_, index) => `story-${index}`);
  for (const slug of slugs) await world.offer(slug);
  const ids = new Map((await rows("SELECT slug, id::text AS id FROM organization")).map((row) => [String(row["slug"]), String(row["id"])]));
  const callers = { alpha: await world.as("alpha-admin"), beta: await world.as("root") };
  let run = 0;
  await fc.assert(
    fc.asyncProperty(story, async ({ accounts: lives, revisions, held: made, hours }) => {
      run += 1;
      const slug = slugs[run % slugs.length] ?? "";
      const start = begin.getTime() + (run + 100) * (2 * days + 22) * dayMs;
      const instant = (day: number) => new Date(start + day * dayMs);
      const told: Parameters<typeof lived>[0] = [];
      const names = lives.map((_, index) => `8${String(run * 10 + index).padStart(11, "0")}`);
      for (const [index, { born, first, moves }] of lives.entries()) {
        const id = names[index] ?? "";
        told.push({ at: born * 24, does: ({ place }) => place.set(id, first) });
        await rawPool().query("INSERT INTO account (id, organization_id, name, management, created_at) VALUES ($1, $2, $4, FALSE, $3)", [id, ids.get(first), instant(born), id]);
        let last: Home | null = first;
        for (const { day, to } of moves.toSorted((a, b) => a.day - b.day)) {
          if (day <= born || last === null || to === last) continue;
          await rawPool().query("UPDATE account_placement SET to_at = $2 WHERE account_id = $1 AND to_at IS NULL", [id, instant(day)]);
          if (to !== null) await rawPool().query("INSERT INTO account_placement (account_id, organization_id, from_at) VALUES ($1, $2, $3)", [id, ids.get(to), instant(day)]);
          told.push({ at: day * 24, does: ({ place }) => (to === null ? place.delete(id) : place.set(id, to)) });
          last = to;
        }
        // Nobody is left when the next run's days begin.
        await rawPool().query("UPDATE account_placement SET to_at = $2 WHERE account_id = $1 AND to_at IS NULL", [id, instant(2 * days + 20)]);
      }
      const [newest] = await rows("SELECT a.id::text AS id, max(r.revision) AS revision FROM agreement a JOIN agreement_revision r ON r.agreement_id = a.id WHERE a.slug = $1 GROUP BY a.id", [slug]);
      const before = Number(newest?.["revision"]);
      for (const [index, { effective, grace }] of revisions.entries()) {
        const revision = before + index + 1;
        await rawPool().query(
          `INSERT INTO agreement_revision SELECT agreement_id, $2, title, language, body, boxes, terminate_terms, notice_days, $3::date, $4, text_sha256, document_sha256, document_bytes, published_at, published_by
           FROM agreement_revision WHERE agreement_id = $1 AND revision = 1`,
          [newest?.["id"], revision, instant(effective), grace],
        );
        if (grace !== null) told.push({ at: (effective + grace + 1) * 24, does: (state) => (state.oldest = Math.max(state.oldest, revision)) });
      }
      for (const [key, { holder, revision: later, type, from, length }] of made.entries()) {
        const revision = before + later;
        const account = typeof holder === "number" ? (names[holder % names.length] ?? "") : null;
        told.push({ at: from * 24, does: ({ active }) => active.set(key, { holder: account ?? String(holder), revision, type }) }, { at: (from + length) * 24, does: ({ active }) => active.delete(key) });
        await rawPool().query(
          `INSERT INTO customer_agreement (id, agreement_id, revision, account_id, organization_id, type, state, effective_start, effective_end, created_at, ended_at)
           VALUES (gen_random_uuid(), $1, $2, $3, $4::uuid, $5::"CustomerAgreementType", 'CUSTOMER_TERMINATED', $6, $7, $6, $7)`,
          [newest?.["id"], revision, account, account === null ? ids.get(String(holder)) : null, type, instant(from), instant(from + length)],
        );
      }
      for (const hour of hours) {
        const day = Math.floor(hour / 24);
        // Now, and the day before as it ended.
        for (const [asked, at] of [[undefined, hour], [instant(day - 1).toISOString().slice(0, 10), day * 24 - 1]] as const) {
          for (const where of homes) {
            const caller = { ...callers[where], requestId: crypto.randomUUID() };
            const page = await atTime(new Date(start + hour * 3_600_000), () => perform(caller, getCoverage, { slug, day: asked, organizationId: ids.get(where), maxResults: 1000 }));
            const found = page.rows.filter(({ accountId }) => accountId.startsWith("8")).map(({ accountId, cells }) => [accountId, cells[0]?.source]);
            expect(Object.fromEntries(found), `${where}, ${asked ?? "now"}, hour ${hour}`).toEqual(lived(told, at, where));
            expect(page.agreements.map(({ covered }) => covered)).toEqual([page.rows.filter(({ cells }) => cells[0]?.source !== "NONE").length]);
          }
        }
      }
    }),
    { numRuns: long ? 1000 : 10 },
  );
});
