import { beforeAll, describe, expect, test } from "vitest";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { layersOfRole } from "@/lib/access/layers";
import { readAccess } from "@/lib/access/load-access";
import { templateNamed } from "@/lib/access/policy-templates";
import { simulateDecision } from "@/lib/access/simulate-decision";
import { database } from "@/lib/database/client";
import type { PersonCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { consentOf, outcomeOf, readText, rows, useWorld, type Offer, type Slug } from "@/lib/testing/world";
import { acceptAgreement } from "./accept-agreement";
import { endAgreement } from "./end-agreement";
import { getAgreement } from "./get-agreement";
import { getAgreementText } from "./get-agreement-text";
import { prepareAcceptance } from "./prepare-acceptance";
import { setTwoPersonRule } from "./set-two-person-rule";

const world = useWorld();
let offered = 0;
async function offer(options: Offer = {}): Promise<string> {
  const slug = `bound-${(offered += 1)}`;
  await world.offer(slug, { name: "Bound", ...options });
  return slug;
}
const heldRows = (slug: string) => rows("SELECT c.revision FROM customer_agreement c JOIN agreement a ON a.id = c.agreement_id WHERE a.slug = $1", [slug]);
const accept = async (caller: PersonCaller, slug: string, kind: "ACCOUNT" | "ORGANIZATION", more: object = {}) =>
  outcomeOf(perform({ ...(await readText(caller, slug)), requestId: crypto.randomUUID() }, acceptAgreement, { slug, revision: 1, for: kind, ...consentOf(caller), ...more }));
const end = (caller: PersonCaller, customerAgreementId: string) => outcomeOf(perform({ ...caller, requestId: crypto.randomUUID() }, endAgreement, { customerAgreementId, confirmName: "Bound", readTerms: true }));
const inGroup = async (who: Slug, group: "account-admin", account?: string): Promise<PersonCaller> => {
  const caller = await world.as(who, account);
  if (!caller.account) throw new Error(`${who} works in no account`);
  return { ...caller, group, access: await readAccess(database(), { personId: caller.personId, group, account: caller.account }) };
};
async function heldBy(caller: PersonCaller, slug: string, kind: "ACCOUNT" | "ORGANIZATION"): Promise<{ id: string; offersEnd: boolean }> {
  const { history } = await perform(caller, getAgreement, { slug });
  const found = history.find(({ holder, state }) => holder.kind === kind && state === "ACTIVE");
  if (!found) throw new Error(`nothing is in force of ${slug}`);
  return { id: found.id, offersEnd: found.ending !== null };
}

/** Viewers and auditors to whom the template is attached, in the management account and in a member account. */
const signers = [["alpha-auditor", "alpha-main"], ["alpha-viewer", "alpha-side"]] as const;

beforeAll(async () => {
  const admin = await world.as("alpha-admin");
  const { policyId } = await perform(admin, createPolicy, { slug: "signer", name: "Agreement signer", document: templateNamed("agreement-signer")?.document ?? "" });
  for (const [slug, account] of signers) await perform(admin, attachPolicy, { kind: "person", policyId, personId: (await world.as(slug, account)).personId, accountId: world.account(account) });
});

describe("who accepts and ends is said by policies, for whom by the place: what the simulator says is what happens", () => {
  test.each(signers)("%s, by the template alone, accepts and ends for the account %s", async (who, account) => {
    const slug = await offer();
    const signer = await world.as(who, account);
    const admin = await world.as("alpha-admin");
    for (const operation of ["agreements:AcceptAgreement", "agreements:EndAgreement", "agreements:PrepareAcceptance", "agreements:WithdrawPreparation"] as const) {
      expect(await perform(admin, simulateDecision, { accountId: world.account(account), personId: signer.personId, operation }), operation).toMatchObject({ allowed: true });
    }
    expect(await accept(signer, slug, "ACCOUNT")).toBe("Success");
    const held = await heldBy(signer, slug, "ACCOUNT");
    expect(held.offersEnd).toBe(true);
    expect(await end(signer, held.id)).toBe("Success");
  });

  test("in the management account a signer binds the organization and ends what it agreed to; elsewhere neither", async () => {
    const slug = await offer();
    const member = await world.as("alpha-viewer");
    expect(await accept(member, slug, "ORGANIZATION")).toBe("AccessDenied");
    const signer = await world.as("alpha-auditor");
    const { holders } = await perform(signer, getAgreement, { slug });
    expect(holders.map(({ kind, offer: what }) => `${kind} ${what}`)).toEqual(["ACCOUNT ACCEPT", "ORGANIZATION ACCEPT"]);
    expect(await accept(signer, slug, "ORGANIZATION")).toBe("Success");
    const { id } = await heldBy(signer, slug, "ORGANIZATION");
    expect(await end(member, id), "of the organization a member account's signer knows only that it covers").toBe("ResourceNotFound");
    expect(await end(signer, id)).toBe("Success");
  });

  test("another account of the organization is for its admins alone, in the management account too", async () => {
    const slug = await offer();
    const [signer, member] = [await world.as("alpha-auditor", "alpha-main"), await world.as("alpha-viewer")];
    expect(await accept(signer, slug, "ACCOUNT", { accountId: world.account("alpha-side") })).toBe("ResourceNotFound");
    expect(await accept(member, slug, "ACCOUNT", { accountId: world.account("alpha-main") })).toBe("ResourceNotFound");
    expect(await accept(member, slug, "ACCOUNT")).toBe("Success");
    const { id } = await heldBy(member, slug, "ACCOUNT");
    expect(await end(signer, id)).toBe("ResourceNotFound");
    expect(await end(await world.as("beta-admin"), id)).toBe("ResourceNotFound");
    expect(await end(await world.as("alpha-admin"), id)).toBe("Success");
  });

  test("the admin of an account, also of the management account, binds that account alone", async () => {
    const slug = await offer();
    const admin = await inGroup("beta-auditor", "account-admin");
    expect(await accept(admin, slug, "ORGANIZATION")).toBe("AccessDenied");
    expect(await accept(admin, slug, "ACCOUNT")).toBe("Success");
    expect(await accept(await world.as("beta-admin"), slug, "ORGANIZATION")).toBe("Success");
    expect((await heldBy(admin, slug, "ORGANIZATION")).offersEnd).toBe(false);
    expect(await end(admin, (await heldBy(admin, slug, "ORGANIZATION")).id)).toBe("AccessDenied");
    expect(await end(admin, (await heldBy(admin, slug, "ACCOUNT")).id)).toBe("Success");
    const promoted = await inGroup("alpha-auditor", "account-admin", "alpha-main");
    expect(await accept(promoted, slug, "ORGANIZATION"), "by the attached policy").toBe("Success");
  });

  test("a role that is allowed everything binds its own account, never the organization", async () => {
    const slug = await offer();
    const visitor = await world.as("alpha-auditor");
    if (!visitor.account) throw new Error("works in an account");
    const everything = { id: null, name: "Everything", version: 1, policy: { id: null, statements: [{ sid: null, effect: "Allow" as const, action: { not: false, patterns: ["*"] }, resource: { not: false, patterns: ["*"] }, conditions: [] }] } };
    const role: PersonCaller = { ...visitor, group: "role", access: { layers: layersOfRole("Visit", [everything], visitor.account, []), agreements: [] } };
    expect(await accept(role, slug, "ORGANIZATION")).toBe("AccessDenied");
    expect(await outcomeOf(perform(role, setTwoPersonRule, { wanted: true }))).toBe("AccessDenied");
    expect(await accept(role, slug, "ACCOUNT")).toBe("Success");
    await world.accept("alpha-admin", slug, "ORGANIZATION");
    expect(await end(role, (await heldBy(role, slug, "ORGANIZATION")).id)).toBe("AccessDenied");
    expect(await end(role, (await heldBy(role, slug, "ACCOUNT")).id)).toBe("Success");
  });
});

describe("a prerequisite", () => {
  test("hides the text and refuses acceptance until it is in force, by the organization's as well as by the account's own", async () => {
    const nda = await offer();
    const baa = await offer({ prerequisite: nda });
    const viewer = await world.as("alpha-viewer");
    expect((await perform(viewer, getAgreement, { slug: baa })).text).toBeNull();
    expect(await outcomeOf(perform(viewer, getAgreementText, { slug: baa }))).toBe("AccessDenied");
    const admin = await world.as("alpha-admin");
    expect(await outcomeOf(perform(admin, acceptAgreement, { slug: baa, revision: 1, for: "ACCOUNT", ...consentOf(admin) }))).toBe("Conflict");
    await world.accept("alpha-admin", nda, "ORGANIZATION");
    expect((await perform(viewer, getAgreement, { slug: baa })).text?.sections[0]?.text).toContain(baa);
    expect(await outcomeOf(perform(viewer, getAgreementText, { slug: baa }))).toBe("Success");
    await world.accept("alpha-admin", baa, "ACCOUNT");
  });

  test("for the organization is met by the organization's alone: one account's own covers none of the others", async () => {
    const nda = await offer();
    const baa = await offer({ prerequisite: nda });
    const admin = await world.as("alpha-admin");
    await world.accept("alpha-admin", nda, "ACCOUNT");
    const offers = async () => (await perform(admin, getAgreement, { slug: baa })).holders.map(({ kind, offer: what }) => `${kind} ${what}`);
    expect(await offers()).toEqual(["ACCOUNT ACCEPT", "ORGANIZATION NEEDS_FIRST"]);
    expect(await outcomeOf(perform(admin, acceptAgreement, { slug: baa, revision: 1, for: "ORGANIZATION", ...consentOf(admin) }))).toBe("Conflict");
    expect(await outcomeOf(perform(admin, prepareAcceptance, { slug: baa, revision: 1, for: "ORGANIZATION", ...consentOf(admin), checked: true, legalEntity: "Alpha" }))).toBe("Conflict");
    expect(await heldRows(baa)).toEqual([]);
    await world.accept("alpha-admin", nda, "ORGANIZATION");
    expect(await offers()).toEqual(["ACCOUNT ACCEPT", "ORGANIZATION ACCEPT"]);
    await world.accept("alpha-admin", baa, "ORGANIZATION");
  });
});
