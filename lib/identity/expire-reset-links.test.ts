import { expect, test } from "vitest";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { detachPolicy } from "@/lib/access/detach-policy";
import { createRole } from "@/lib/access/roles/create-role";
import { endGrant } from "@/lib/access/roles/end-grant";
import { grantRole } from "@/lib/access/roles/grant-role";
import { ownerPool } from "@/lib/database/testing";
import { changeMembership } from "@/lib/organizations/change-membership";
import { invitePerson } from "@/lib/organizations/invite-person";
import { removeMember } from "@/lib/organizations/remove-member";
import { resumeAccount } from "@/lib/organizations/resume-account";
import { suspendAccount } from "@/lib/organizations/suspend-account";
import type { PersonCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { anonymousFrom, outcomeOf, rows, useLaterTime, useWorld } from "@/lib/testing/world";
import { acceptInvitation } from "./accept-invitation";
import { createResetLink } from "./create-reset-link";
import { describeReset } from "./describe-reset";
import { useResetLink } from "./use-reset-link";

const world = useWorld();
const { at, fresh } = useLaterTime(world);
let host = 0;
const state = (reset: string) => at(() => outcomeOf(perform(anonymousFrom(`198.51.100.${(host += 1)}`), describeReset, { reset })));
const tokenOf = (link: string | null): string => (link ?? "").slice(-43);
const give = (admin: PersonCaller, accountId: string, personId: string) => at(() => perform(admin, createResetLink, { accountId, personId }));

test("a reset link ends when the person begins to work elsewhere, and none is given by who has no say there: an admin of one place must not become somebody in another", async () => {
  const side = world.account("alpha-side");
  const [viewer, alpha, beta] = [await fresh("alpha-viewer"), await fresh("alpha-admin"), await fresh("beta-admin")];
  const reset = tokenOf((await give(alpha, side, viewer.personId)).link);
  const { roleId } = await at(() => perform(beta, createRole, { accountId: world.account("beta-main"), name: "For a visit", description: "" }));
  const { link } = await at(() => perform(beta, grantRole, { roleId, email: viewer.email, name: viewer.name, days: 2 }));
  expect(await state(reset), "asked to come, not come yet").toBe("Success");
  await at(() => perform(viewer, acceptInvitation, { invitation: tokenOf(link) }));
  expect(await state(reset), "works in a role of another organization").toBe("LinkInvalid");
  expect(await outcomeOf(give(alpha, side, viewer.personId)), "the role is a place of work").toBe("AccessDenied");
  const [grant] = await rows("SELECT id::text AS id FROM role_grant WHERE person_id = $1", [viewer.personId]);
  await at(() => perform(beta, endGrant, { grantId: String(grant?.["id"]) }));
  expect(await outcomeOf(give(alpha, side, viewer.personId)), "once it has ended, it is not").toBe("Success");
});

test("a reset link ends with the say of whoever made it, and with the membership of the person", async () => {
  const side = world.account("alpha-side");
  const [admin, auditor] = [await fresh("alpha-admin"), await fresh("alpha-auditor", "alpha-side")];
  const [viewer] = await rows("SELECT id::text AS id FROM person WHERE email = 'viewer@alpha.example'");
  const put = (group: "account-admin" | "auditor") => at(() => perform(admin, changeMembership, { accountId: side, personId: auditor.personId, group }));
  await put("account-admin");
  const given = tokenOf((await give(await fresh("alpha-auditor", "alpha-side"), side, String(viewer?.["id"]))).link);
  await put("account-admin");
  expect(await state(given), "nothing changed").toBe("Success");
  await put("auditor");
  expect(await state(given), "no admin any more").toBe("LinkInvalid");

  const last = tokenOf((await give(admin, side, String(viewer?.["id"]))).link);
  await at(() => perform(admin, removeMember, { accountId: side, personId: String(viewer?.["id"]) }));
  expect(await state(last), "no member any more").toBe("LinkInvalid");
});

test("however many roles somebody has where the admin has a say, the one place where they have none counts", async () => {
  const [alpha, auditor, beta] = [await fresh("alpha-admin"), await fresh("beta-auditor"), await fresh("beta-admin")];
  const role = async (admin: PersonCaller, account: string, name: string): Promise<string> => (await at(() => perform(admin, createRole, { accountId: world.account(account), name, description: "" }))).roleId;
  const [many, one] = [await role(beta, "beta-main", "Many times"), await role(alpha, "alpha-main", "Once")];
  const grant = (roleId: string, first: number, last: number) => rows(
    `INSERT INTO role_grant (id, role_id, person_id, email, name, note, from_at, until_at, created_at)
     SELECT gen_random_uuid(), $1::uuid, $2::uuid, $3, '', '', now() + n * interval '1 hour', now() + (n + 1) * interval '1 hour', now() FROM generate_series($4::int, $5::int) n`,
    [roleId, auditor.personId, auditor.email, first, last]);
  await grant(many, 1, 300);
  expect(await outcomeOf(give(beta, world.account("beta-main"), auditor.personId))).toBe("Success");
  await grant(one, 400, 400);
  expect(await outcomeOf(give(beta, world.account("beta-main"), auditor.personId))).toBe("AccessDenied");
});

test("who administers an account alone gives no link for somebody who may do more there than the group: they would become what they cannot give", async () => {
  const main = world.account("alpha-main");
  const admin = await fresh("alpha-admin");
  const auditor = await fresh("alpha-auditor");
  await at(() => perform(admin, changeMembership, { accountId: main, personId: auditor.personId, group: "account-admin" }));
  const { link: invited } = await at(() => perform(admin, invitePerson, { accountId: main, email: "newcomer@alpha.example", name: "Nia Newcomer", group: "viewer" }));
  await at(() => perform(anonymousFrom("198.51.100.240"), acceptInvitation, { invitation: tokenOf(invited), password: "quite other words here" }));
  const [newcomer] = await rows("SELECT id::text AS id FROM person WHERE email = 'newcomer@alpha.example'");
  const id = String(newcomer?.["id"]);
  const local = await fresh("alpha-auditor", "alpha-main");
  const link = async () => tokenOf((await give(local, main, id)).link);
  const first = await link();
  const { policyId } = await at(() => perform(admin, createPolicy, { slug: "more", name: "More", document: JSON.stringify({ Version: "2026-11-01", Statement: { Effect: "Allow", Action: "access:*", Resource: "*" } }) }));
  const { attachmentId } = await at(() => perform(admin, attachPolicy, { policyId, kind: "person", personId: id, accountId: main }));
  expect(await state(first), "made before they could do more").toBe("LinkInvalid");
  expect(await outcomeOf(give(local, main, id))).toBe("AccessDenied");
  expect(await outcomeOf(give(await fresh("alpha-admin"), main, id)), "the organization's admins can give all that").toBe("Success");
  await at(() => perform(admin, detachPolicy, { attachmentId }));
  expect(await outcomeOf(give(local, main, id))).toBe("Success");

  const { roleId } = await at(() => perform(admin, createRole, { accountId: main, name: "Here", description: "" }));
  await at(() => perform(admin, grantRole, { roleId, email: "newcomer@alpha.example", name: "Nia Newcomer", days: 2 }));
  expect(await outcomeOf(give(local, main, id)), "a role of the same account").toBe("AccessDenied");
});

test("a link is dead while its account is suspended, and one that is being ended is not used in the same moment", async () => {
  const side = world.account("alpha-side");
  const admin = await fresh("alpha-admin");
  const [viewer] = await rows("SELECT p.id::text AS id FROM person p WHERE p.email = 'auditor@alpha.example'");
  const id = String(viewer?.["id"]);
  const before = tokenOf((await give(admin, side, id)).link);
  await at(() => perform(admin, suspendAccount, { accountId: side }));
  expect(await state(before)).toBe("LinkInvalid");
  await at(() => perform(admin, resumeAccount, { accountId: side }));

  const reset = tokenOf((await give(await fresh("alpha-admin"), side, id)).link);
  const ending = await ownerPool().connect();
  try {
    await ending.query("BEGIN");
    await ending.query("SELECT set_config('muniment.scope', 'system', true)");
    await ending.query("UPDATE reset_link SET expires_at = created_at WHERE person_id = $1::uuid AND used_at IS NULL", [id]);
    const using = at(() => outcomeOf(perform(anonymousFrom("198.51.100.241"), useResetLink, { reset, newPassword: "quite other words here" })));
    await expect.poll(async () => (await ownerPool().query("SELECT FROM pg_locks WHERE NOT granted")).rowCount, { timeout: 20_000 }).toBe(1);
    await ending.query("COMMIT");
    expect(await using).toBe("LinkInvalid");
  } finally {
    ending.release();
  }
});
