import { expect, test } from "vitest";
import { rawPool } from "@/lib/database/client";
import { perform } from "@/lib/operations/perform";
import { useWorld } from "@/lib/testing/world";
import { getCoverage } from "./get-coverage";

const world = useWorld();
const size = 10_000;

test("coverage of ten thousand accounts is right in its sums and whole over its pages", async () => {
  await world.offer("nda");
  await world.offer("baa");
  await world.accept("alpha-admin", "nda", "ORGANIZATION");
  await rawPool().query(
    `INSERT INTO account (id, organization_id, name, management, created_at)
     SELECT '5' || lpad(n::text, 11, '0'), (SELECT id FROM organization WHERE slug = 'alpha'), 'Account ' || lpad(n::text, 5, '0'), FALSE, now() - interval '1 day' FROM generate_series(1, $1) n`,
    [size],
  );
  await rawPool().query(
    `INSERT INTO customer_agreement (id, agreement_id, revision, account_id, type, state, effective_start, created_at)
     SELECT gen_random_uuid(), (SELECT id FROM agreement WHERE slug = 'baa'), 1, id, 'DEFAULT', 'ACTIVE', now() - interval '1 hour', now() - interval '1 hour' FROM account WHERE id LIKE '5%' AND right(id, 1) < '4'`,
  );
  const admin = await world.as("alpha-admin");
  const first = await perform(admin, getCoverage, { gaps: "1", maxResults: 5000 });
  expect(first).toMatchObject({ accounts: size + 2, total: 6002 });
  expect(first.agreements.map(({ slug, covered }) => [slug, covered])).toEqual([["baa", 4000], ["nda", size + 2]]);
  const second = await perform(admin, getCoverage, { gaps: "1", maxResults: 5000, page: first.next ?? "" });
  expect(second.next).toBeNull();
  expect(second.offset).toBe(5000);
  expect(new Set([...first.rows, ...second.rows].map(({ accountId }) => accountId)).size).toBe(6002);
  // What was counted is kept, and never longer than it is true.
  await rawPool().query("INSERT INTO account (id, organization_id, name, management, created_at) SELECT '600000000000', id, 'One more', FALSE, now() FROM organization WHERE slug = 'alpha'");
  expect(await perform({ ...admin, requestId: crypto.randomUUID() }, getCoverage, { gaps: "1" })).toMatchObject({ accounts: size + 3, total: 6003 });
}, 90_000);
