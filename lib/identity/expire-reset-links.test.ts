import { expect, test } from "vitest";
import { createRole } from "@/lib/access/roles/create-role";
import { endGrant } from "@/lib/access/roles/end-grant";
import { grantRole } from "@/lib/access/roles/grant-role";
import { changeMembership } from "@/lib/organizations/change-membership";
import { removeMember } from "@/lib/organizations/remove-member";
import type { PersonCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { anonymousFrom, outcomeOf, rows, useLaterTime, useWorld } from "@/lib/testing/world";
import { acceptInvitation } from "./accept-invitation";
import { createResetLink } from "./create-reset-link";
import { describeReset } from "./describe-reset";

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
