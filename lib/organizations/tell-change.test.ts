import { expect, test } from "vitest";
import { unseal } from "@/lib/identity/seal";
import type { PersonCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { acceptAccountInvitation } from "./accept-account-invitation";
import type { AskedChange } from "./change";
import { changeMembership } from "./change-membership";
import { closeAccount } from "./close-account";
import { createAccount } from "./create-account";
import { createOrganizationalUnit } from "./create-organizational-unit";
import { inviteAccount } from "./invite-account";
import { leaveOrganization } from "./leave-organization";
import { moveAccount } from "./move-account";
import { moveOrganizationalUnit } from "./move-organizational-unit";
import { previewChange } from "./preview-change";
import { removeAccount } from "./remove-account";

const world = useWorld();
const side = () => world.account("alpha-side");
const everyone = ["admin@alpha.example", "auditor@alpha.example", "viewer@alpha.example"];
const look = (who: PersonCaller, change: AskedChange) => perform(who, previewChange, change);

/** What waits in the outbox since this was asked last. */
async function letters(): Promise<{ to: string; subject: string; about: string; text: string }[]> {
  const found = await rows("SELECT id::text AS id, to_address, subject, about, body FROM message WHERE NOT id = ANY($1::uuid[]) ORDER BY subject, to_address", [read]);
  read.push(...found.map(({ id }) => String(id)));
  return found.map((row) => ({
    to: String(row["to_address"]),
    subject: String(row["subject"]),
    about: String(row["about"]),
    text: (JSON.parse(unseal(row["body"] as Uint8Array, String(row["id"]))) as { text: string }).text,
  }));
}
const read: string[] = [];
const addressed = (found: readonly { to: string; subject: string }[]) => Object.fromEntries([...Map.groupBy(found, ({ subject }) => subject)].map(([subject, ones]) => [subject, ones.map(({ to }) => to)]));

test("a move of an account is told to those who work in it and to the organization's admins: as many as the preview said, in a letter each", async () => {
  const who = await world.as("alpha-admin");
  const { unitId } = await perform(who, createOrganizationalUnit, { name: "Target" });
  await letters();
  const { digest, told } = await look(who, { kind: "move-account", accountId: side(), to: unitId });
  expect(await letters(), "a preview tells nobody").toEqual([]);
  await perform(who, moveAccount, { accountId: side(), to: unitId, preview: digest });
  const found = await letters();
  expect(addressed(found)).toEqual({ "Moved: Alpha Side": everyone });
  expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(everyone.length);
  expect(found[0]?.about).toBe(`account/${side()}`);
  expect(found[0]?.text).toContain("Ana Admin moved the account Alpha Side to another place in Alpha.");
  expect(found[0]?.text).toContain("From: Alpha / Unit\nTo: Alpha / Target");
  expect(found.map(({ text }) => /You get this because .*/.exec(text)?.[0])).toEqual(["You get this because you administer Alpha.", "You get this because you work in Alpha Side.", "You get this because you work in Alpha Side."]);
});

test("a move of a unit is told to everybody below it", async () => {
  const who = await world.as("alpha-admin");
  const [target] = await rows("SELECT id::text FROM organizational_unit WHERE name = 'Target'");
  const { unitId: above } = await perform(who, createOrganizationalUnit, { name: "Above" });
  const unitId = String(target?.["id"]);
  const { digest } = await look(who, { kind: "move-unit", unitId, to: above });
  await perform(who, moveOrganizationalUnit, { unitId, to: above, preview: digest });
  const found = await letters();
  expect(addressed(found)).toEqual({ "Moved: Target": everyone });
  expect(found[0]?.about).toBe(`unit/${unitId}`);
  expect(found[0]?.text).toContain("the unit Target with everything in it (1 account)");
});

test("what was refused is told to nobody", async () => {
  const who = await world.as("alpha-admin");
  expect(await outcomeOf(perform(who, moveAccount, { accountId: side(), to: "root", preview: "0".repeat(64) }))).toBe("Conflict");
  expect(await letters()).toEqual([]);
});

test("an account that leaves: its people and those it leaves are told, and their admins what covers it no longer", async () => {
  await world.offer("baa", { name: "BAA" });
  await world.accept("alpha-admin", "baa", "ORGANIZATION");
  const viewer = await world.as("alpha-viewer");
  await perform(await world.as("alpha-admin"), changeMembership, { accountId: side(), personId: viewer.personId, group: "account-admin" });
  const own = await world.as("alpha-viewer");
  await letters();
  const { digest } = await look(own, { kind: "leave", accountId: side() });
  await perform(own, leaveOrganization, { accountId: side(), preview: digest });
  const found = await letters();
  expect(addressed(found)).toEqual({ "Left Alpha: Alpha Side": everyone, "No longer covered: Alpha Side": ["admin@alpha.example", "viewer@alpha.example"] });
  expect(found.find(({ subject }) => subject.startsWith("No longer"))?.text).toContain("is not covered any more by: BAA.");
});

test("one that joins another organization: the admins there are told as well, and nobody of the organization before", async () => {
  const { invitationId } = await perform(await world.as("beta-admin"), inviteAccount, { accountId: side() });
  await letters();
  const own = await world.as("alpha-viewer");
  const { digest } = await look(own, { kind: "join", invitationId });
  await perform(own, acceptAccountInvitation, { invitationId, preview: digest });
  const found = await letters();
  expect(addressed(found)).toEqual({ "Joined Beta: Alpha Side": ["admin@beta.example", "auditor@alpha.example", "viewer@alpha.example"] });
  expect(found[0]?.text).toContain("You get this because you administer Beta.");
});

test("one that is removed: what the organization agreed to for it lapses, and both sides are told", async () => {
  await world.accept("beta-admin", "baa", "ORGANIZATION");
  const beta = await world.as("beta-admin");
  await letters();
  const { digest } = await look(beta, { kind: "remove", accountId: side() });
  await perform(beta, removeAccount, { accountId: side(), preview: digest });
  expect(addressed(await letters())).toEqual({
    "Removed from Beta: Alpha Side": ["admin@beta.example", "auditor@alpha.example", "viewer@alpha.example"],
    "No longer covered: Alpha Side": ["admin@beta.example", "viewer@alpha.example"],
  });
});

test("one that is closed: those who lose it are told, although they are its members no more", async () => {
  const who = await world.as("alpha-admin");
  const { accountId } = await perform(who, createAccount, { name: "Short" });
  const auditor = await world.as("alpha-auditor");
  await rows(`INSERT INTO membership (person_id, account_id, "group", created_at) VALUES ($1, $2, 'account-admin', now())`, [auditor.personId, accountId]);
  await letters();
  const { digest } = await look(who, { kind: "close", accountId });
  await perform(who, closeAccount, { accountId, confirmName: "Short", preview: digest });
  const found = await letters();
  expect(addressed(found)).toEqual({ "Closed: Short": ["admin@alpha.example", "auditor@alpha.example"], "No longer covered: Short": ["admin@alpha.example", "auditor@alpha.example"] });
  expect(found.find(({ to }) => to === "auditor@alpha.example")?.text).toContain("Nobody can work in it any more");
});
