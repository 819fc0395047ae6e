import { readAccess } from "@/lib/access/load-access";
import { beforeAll, describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { ownerPool } from "@/lib/database/testing";
import { atTime } from "@/lib/operations/clock";
import type { PersonCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { consentOf, outcomeOf, readText, rows, useWorld } from "@/lib/testing/world";
import { readPages, withoutSpaces } from "@/lib/watermark/testing/read-pdf";
import { acceptAgreement } from "./accept-agreement";
import { getAgreement } from "./get-agreement";
import { preparationValidMs } from "./preparation";
import { prepareAcceptance } from "./prepare-acceptance";
import { setTwoPersonRule } from "./set-two-person-rule";
import { storedBytes } from "./stored-bytes";
import { withdrawPreparation } from "./withdraw-preparation";

const world = useWorld();
let offered = 0;
const offer = async (options: Parameters<typeof world.offer>[1] = {}): Promise<string> => {
  const slug = `two-${(offered += 1)}`;
  await world.offer(slug, options);
  return slug;
};

/** The auditor of the account, promoted to its admin: a second person with the right to accept for it. */
async function second(): Promise<PersonCaller> {
  const caller = await world.as("alpha-auditor");
  if (!caller.account) throw new Error("works in an account");
  const group = "account-admin" as const;
  return { ...caller, group, access: await readAccess(database(), { personId: caller.personId, group, account: caller.account }) };
}
const fields = (slug: string, caller: PersonCaller, revision = 1) => ({ slug, revision, for: "ACCOUNT" as const, box: [0, 1], checked: true, typedName: caller.name, title: "Analyst", legalEntity: "Alpha Holding AG", note: "For the audit." });
const prepare = async (slug: string, caller?: PersonCaller) => {
  const who = caller ?? (await second());
  return (await perform(await readText(who, slug), prepareAcceptance, fields(slug, who))).preparationId;
};
const accept = async (caller: PersonCaller, slug: string, preparationId?: string, revision = 1) => perform(await readText(caller, slug), acceptAgreement, { slug, revision, for: "ACCOUNT", ...consentOf(caller), ...(preparationId ? { preparationId } : {}) });
const held = (slug: string) => rows("SELECT c.state::text AS state FROM customer_agreement c JOIN agreement a ON a.id = c.agreement_id WHERE a.slug = $1", [slug]);
const letters = (like: string) => rows("SELECT to_address, subject FROM message WHERE subject LIKE $1 ORDER BY to_address", [like]);

beforeAll(async () => {
  await perform(await world.as("alpha-admin"), setTwoPersonRule, { wanted: "yes" });
});

describe("where two people are wanted", () => {
  test("nobody accepts alone; one prepares, another accepts, and record and certificate name both", async () => {
    const slug = await offer({ name: "Both" });
    const admin = await world.as("alpha-admin");
    expect(await outcomeOf(accept(admin, slug))).toBe("AccessDenied");
    const preparer = await second();
    const preparationId = await prepare(slug, preparer);
    expect(await held(slug), "nobody is bound yet").toEqual([]);
    expect(await letters("Waits for you to accept: Both%")).toEqual([{ to_address: "admin@alpha.example", subject: "Waits for you to accept: Both, for Alpha, account Alpha Main" }]);

    const seen = await perform(admin, getAgreement, { slug });
    expect(seen).toMatchObject({ twoPersonRule: true, preparations: [{ id: preparationId, own: false, mayAccept: true, legalEntity: "Alpha Holding AG" }] });
    expect(seen.holders.find(({ kind }) => kind === "ACCOUNT")).toMatchObject({ offer: "ACCEPT", preparationId });
    const own = await perform(preparer, getAgreement, { slug });
    expect(own.preparations).toMatchObject([{ own: true, mayAccept: false }]);
    expect(own.holders.find(({ kind }) => kind === "ACCOUNT")).toMatchObject({ offer: "WAITS", preparationId: null });

    expect(await outcomeOf(accept(preparer, slug, preparationId)), "the preparer cannot").toBe("AccessDenied");
    expect(await outcomeOf(accept({ ...admin, factorAt: new Date(Date.now() - 6 * 60_000) }, slug, preparationId)), "without a fresh factor").toBe("StepUpRequired");
    const { customerAgreementId } = await accept(admin, slug, preparationId);
    const kept = await database().acceptance.findUniqueOrThrow({ where: { customerAgreementId } });
    expect(JSON.parse(kept.record)).toMatchObject({ signer: { name: "Ana Admin" }, bound: { legalEntity: "Alpha Holding AG" }, preparation: { id: preparationId, name: preparer.name, email: "auditor@alpha.example", title: "Analyst" } });
    const text = withoutSpaces((await readPages(await storedBytes(kept.certificateSha256))).map((page) => page.text).join(""));
    for (const part of ["Who prepared it", "auditor@alpha.example", "Ana Admin", "admin@alpha.example"]) expect(text).toContain(withoutSpaces(part));
    expect((await letters("Accepted: Both%")).map((row) => row["to_address"]), "who accepted and who prepared have their copy").toEqual(["admin@alpha.example", "auditor@alpha.example"]);
    expect(await outcomeOf(accept(admin, slug, preparationId)), "twice").toBe("Conflict");
  });

  test("a preparation that was withdrawn, ran out, or is of a revision that was replaced is refused, and nothing is accepted", async () => {
    const admin = await world.as("alpha-admin");
    const withdrawn = await offer({ name: "Withdrawn" });
    const first = await prepare(withdrawn);
    await perform(admin, withdrawPreparation, { preparationId: first });
    expect((await letters("Withdrawn: Withdrawn")).map((row) => row["to_address"]), "the preparer is told").toEqual(["auditor@alpha.example"]);
    expect(await outcomeOf(accept(admin, withdrawn, first))).toBe("Conflict");
    expect(await outcomeOf(perform(admin, withdrawPreparation, { preparationId: first }))).toBe("Conflict");
    expect(await outcomeOf(accept(admin, withdrawn, await prepare(withdrawn))), "prepared again").toBe("Success");

    const late = await offer();
    const old = await prepare(late);
    const after = new Date(Date.now() + preparationValidMs + 1000);
    expect(await atTime(after, () => outcomeOf(accept({ ...admin, factorAt: after }, late, old)))).toBe("Conflict");
    expect(await atTime(after, async () => (await perform(admin, getAgreement, { slug: late })).preparations)).toEqual([]);
    expect(await atTime(after, async () => outcomeOf(prepare(late))), "what ran out makes room").toBe("Success");

    const moved = await offer();
    const before = await prepare(moved);
    await world.offer(moved);
    expect(await outcomeOf(accept(admin, moved, before))).toBe("TermsChanged");
    expect(await outcomeOf(accept(admin, moved, before, 2)), "the new revision was not prepared").toBe("TermsChanged");
    expect(await held(moved)).toEqual([]);
  });

  test("preparing needs every statement, the tick and the own name, and happens once at a time", async () => {
    const slug = await offer();
    const who = await second();
    expect(await outcomeOf(perform(who, prepareAcceptance, { ...fields(slug, who), box: [0] }))).toBe("ValidationException");
    expect(await outcomeOf(perform(who, prepareAcceptance, { ...fields(slug, who), checked: undefined }))).toBe("ValidationException");
    expect(await outcomeOf(perform(who, prepareAcceptance, { ...fields(slug, who), typedName: "Ana Admin" }))).toBe("ValidationException");
    expect(await outcomeOf(perform(await world.as("alpha-viewer"), prepareAcceptance, { ...fields(slug, who), typedName: "Vic Viewer" }))).toBe("AccessDenied");
    const tries = await Promise.all(Array.from({ length: 5 }, () => outcomeOf(prepare(slug, { ...who, requestId: crypto.randomUUID() }))));
    expect(tries.toSorted()).toEqual(["Conflict", "Conflict", "Conflict", "Conflict", "Success"]);
  });

  test("eight acceptances of one preparation at once bind once", async () => {
    const slug = await offer();
    const id = await prepare(slug);
    const admin = await world.as("alpha-admin");
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => outcomeOf(accept({ ...admin, requestId: crypto.randomUUID() }, slug, id))));
    expect(outcomes.filter((one) => one === "Success")).toHaveLength(1);
    expect(await held(slug)).toEqual([{ state: "ACTIVE" }]);
  });

  test("the records themselves refuse one person for two, and a change of what was prepared", async () => {
    const slug = await offer();
    const id = await prepare(slug);
    await expect(ownerPool().query("UPDATE prepared_acceptance SET state = 'ACCEPTED', settled_at = now(), settled_by = person_id WHERE id = $1", [id])).rejects.toThrow(/two_people/);
    await expect(ownerPool().query("UPDATE prepared_acceptance SET legal_entity = 'X' WHERE id = $1", [id])).rejects.toThrow(/never changed/);
    await expect(ownerPool().query("DELETE FROM prepared_acceptance WHERE id = $1", [id])).rejects.toThrow(/never/);
  });

  test("the rule is the organization admin's, needs a fresh factor, and its change is told and recorded", async () => {
    const admin = await world.as("alpha-admin");
    expect(await outcomeOf(perform(await second(), setTwoPersonRule, { wanted: false }))).toBe("AccessDenied");
    expect(await outcomeOf(perform({ ...admin, factorAt: new Date(0) }, setTwoPersonRule, { wanted: false }))).toBe("StepUpRequired");
    expect(await outcomeOf(perform(await world.as("root"), setTwoPersonRule, { wanted: true }))).toBe("AccessDenied");
    expect(await letters("Agreements now need two people")).toEqual([{ to_address: "admin@alpha.example", subject: "Agreements now need two people" }]);
    await perform(admin, setTwoPersonRule, { wanted: "no" });
    expect((await rows("SELECT parameters FROM audit_event WHERE operation = 'agreements:SetTwoPersonRule' AND outcome = 'Success' ORDER BY seq DESC LIMIT 1"))[0]).toEqual({ parameters: { wanted: false } });
    const slug = await offer();
    expect(await outcomeOf(accept(admin, slug)), "one person is enough again").toBe("Success");
    expect(await outcomeOf(accept(await world.as("beta-admin"), slug)), "another organization was never concerned").toBe("Success");
  });
});
