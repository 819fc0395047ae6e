import { expect, test } from "vitest";
import { perform } from "@/lib/operations/perform";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { rows, useWorld } from "@/lib/testing/world";
import { createAccount } from "./create-account";
import { removeMember } from "./remove-member";
import { suspendAccount } from "./suspend-account";

const world = useWorld();

test("open tickets end with the account they are for, and with its members: the admin who ends them sees none, and ends no others", async () => {
  const reportId = await world.publish("series");
  const terms = { reportId, termsRevision: 1, accepted: true };
  const admin = await world.as("alpha-admin");
  const [main, side] = [world.account("alpha-main"), world.account("alpha-side")];
  const atSide = await world.as("alpha-auditor", "alpha-side");
  const { personId } = atSide;
  const open = async () => (await rows("SELECT account_id FROM ticket WHERE person_id = $1 AND used_at IS NULL AND expires_at > $2", [personId, new Date()])).map((row) => row["account_id"]).sort();
  await perform(atSide, acceptTerms, terms);
  await perform(await world.as("alpha-auditor", "alpha-main"), acceptTerms, terms);
  expect(await open()).toEqual([main, side].sort());
  await perform(admin, removeMember, { accountId: side, personId });
  expect(await open()).toEqual([main]);

  const { accountId } = await perform(admin, createAccount, { name: "Third" });
  await rows(`INSERT INTO membership (person_id, account_id, "group", created_at) VALUES ($1, $2, 'auditor', now())`, [personId, accountId]);
  await perform(await world.actor("alpha-auditor").workIn(accountId), acceptTerms, terms);
  expect(await open()).toEqual([main, accountId].sort());
  await perform(admin, suspendAccount, { accountId });
  expect(await open()).toEqual([main]);
});
