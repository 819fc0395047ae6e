import { describe, expect, test } from "vitest";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import type { PersonCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { performUnknown } from "@/lib/operations/perform-named";
import { operationNamed } from "@/lib/operations/registry";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { changeMembership } from "./change-membership";
import type { AskedChange } from "./change";
import { createAccount } from "./create-account";
import { createOrganizationalUnit } from "./create-organizational-unit";
import { deleteOrganizationalUnit } from "./delete-organizational-unit";
import { inviteAccount } from "./invite-account";
import { moveAccount } from "./move-account";
import { moveOrganizationalUnit } from "./move-organizational-unit";
import { previewChange } from "./preview-change";
import { removeMember } from "./remove-member";
import { renameAccount } from "./rename-account";
import { renameOrganizationalUnit } from "./rename-organizational-unit";
import { resumeAccount } from "./resume-account";
import { resumeOrganizationalUnit } from "./resume-organizational-unit";
import { suspendAccount } from "./suspend-account";
import { suspendOrganizationalUnit } from "./suspend-organizational-unit";

const world = useWorld();
const admin = () => world.as("alpha-admin");

const look = async (who: PersonCaller, change: AskedChange) => perform(who, previewChange, change);
/** The refusal with its sentence, or "Success". */
const said = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "Success";
  } catch (error) {
    if (error instanceof MunimentError) return `${error.code}: ${error.message}`;
    throw error;
  }
};
const unit = async (name: string, parentId?: string) => (await perform(await admin(), createOrganizationalUnit, { name, parentId })).unitId;
const account = async (name: string, unitId?: string) => (await perform(await admin(), createAccount, { name, unitId })).accountId;
const state = async () => JSON.stringify([await rows("SELECT * FROM organization ORDER BY id"), await rows("SELECT * FROM organizational_unit ORDER BY id"), await rows("SELECT * FROM account ORDER BY id"), await rows("SELECT * FROM account_placement ORDER BY 1, 2, 3"), await rows("SELECT * FROM membership ORDER BY 1, 2")]);

const move = async (accountId: string, to: string) => {
  const who = await admin();
  const { digest } = await look(who, { kind: "move-account", accountId, to });
  await perform(who, moveAccount, { accountId, to, preview: digest });
};
const policy = (name: string, statement: object) => JSON.stringify({ Version: "2026-11-01", Id: name, Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }, statement] });
const noDownloads = { Sid: "No downloads", Effect: "Deny", Action: "reports:GetReport", Resource: "*" };

describe("a preview", () => {
  test("of a move names the guardrails that newly hold and those that cease, by policy and level, and counts what members may do", async () => {
    const who = await admin();
    const strict = await unit("Strict");
    const { policyId } = await perform(who, createPolicy, { slug: "no-downloads", name: "No downloads", document: policy("x", noDownloads) });
    await perform(who, attachPolicy, { kind: "unit", unitId: strict, policyId });
    const side = world.account("alpha-side");
    const shown = await look(who, { kind: "move-account", accountId: side, to: strict });
    expect(shown.guardrails).toEqual({ applied: [{ policy: "No downloads", level: "Unit Strict" }], ceased: [], kept: 0 });
    expect(shown.powers.find(({ group }) => group === "auditor")?.lost).toEqual(["reports:GetReport"]);
    expect(shown.powers.find(({ group }) => group === "viewer")?.lost).toEqual([]);
    expect(shown).toMatchObject({ accounts: 1, people: 2, coverage: [], from: { units: ["Unit"] }, to: { units: ["Strict"] } });
    expect(shown.told.map(({ count }) => count)).toEqual([2, 1]);
    const home = String((await rows("SELECT unit_id::text FROM account WHERE id = $1", [side]))[0]?.["unit_id"]);
    await perform(who, moveAccount, { accountId: side, to: strict, preview: shown.digest });
    expect((await look(who, { kind: "move-account", accountId: side, to: home })).guardrails.ceased).toEqual([{ policy: "No downloads", level: "Unit Strict" }]);
    await move(side, home);
  });

  test("changes nothing", async () => {
    const before = await state();
    await look(await admin(), { kind: "remove", accountId: world.account("alpha-side") }).catch(() => undefined);
    await look(await admin(), { kind: "close", accountId: world.account("alpha-side") });
    expect(await state()).toBe(before);
  });

  test("holds for exactly what was shown: after a guardrail was attached in between, the move is refused and nothing is moved", async () => {
    const who = await admin();
    const target = await unit("Target");
    const moved = await account("Moved");
    const shown = await look(who, { kind: "move-account", accountId: moved, to: target });
    const { policyId } = await perform(who, createPolicy, { slug: "later", name: "Later", document: policy("y", noDownloads) });
    await perform(who, attachPolicy, { kind: "unit", unitId: target, policyId });
    const before = await state();
    expect(await said(perform(who, moveAccount, { accountId: moved, to: target, preview: shown.digest }))).toMatch(/^Conflict: Something was changed after you looked/);
    expect(await state()).toBe(before);
    expect(await outcomeOf(perform(who, moveAccount, { accountId: moved, to: target, preview: "0".repeat(64) }))).toBe("Conflict");
    expect(await outcomeOf(perform(who, moveAccount, { accountId: moved, to: target, preview: "" }))).toBe("ValidationException");
  });
});

describe("what cannot be is refused with a sentence that says what to do, and changes nothing", () => {
  test("in the tree of units and accounts", async () => {
    const who = await admin();
    const chain = [await unit("L1")];
    for (const name of ["L2", "L3", "L4", "L5"]) chain.push(await unit(name, chain.at(-1)));
    const [one = "", two = "", , , five = ""] = chain;
    const pair = await unit("Pair");
    await unit("Pair child", pair);
    const twin = await unit("L2");
    const shut = await unit("Shut");
    await perform(who, suspendOrganizationalUnit, { unitId: shut });
    const plain = await account("Plain");
    await account("Plain", one);
    const main = world.account("alpha-main");
    const beta = await world.as("beta-admin");
    const foreign = (await perform(beta, createOrganizationalUnit, { name: "Foreign" })).unitId;
    const before = await state();
    const refused: [string, () => Promise<unknown>, RegExp][] = [
      ["a sixth level", () => perform(who, createOrganizationalUnit, { name: "L6", parentId: five }), /^Conflict: Units nest five deep/],
      ["a unit that brings the sixth level", () => look(who, { kind: "move-unit", unitId: pair, to: chain[3] ?? "" }), /^Conflict: Units nest five deep at most, and Pair brings 2 levels/],
      ["a circle", () => look(who, { kind: "move-unit", unitId: one, to: five }), /^Conflict: L1 cannot move below itself/],
      ["a circle of one", () => look(who, { kind: "move-unit", unitId: one, to: one }), /^Conflict: L1 cannot move below itself/],
      ["a move to where it is", () => look(who, { kind: "move-unit", unitId: two, to: one }), /^Conflict: L2 is there already/],
      ["an equal sibling by moving", () => look(who, { kind: "move-unit", unitId: twin, to: one }), /^Conflict: A unit called L2 exists there already/],
      ["an equal sibling by renaming", () => perform(who, renameOrganizationalUnit, { unitId: pair, name: "L1" }), /^Conflict: A unit called L1 exists/],
      ["an equal sibling by creating", () => perform(who, createOrganizationalUnit, { name: "L1" }), /^Conflict: A unit called L1 exists/],
      ["an account beside one of its name", () => look(who, { kind: "move-account", accountId: plain, to: one }), /^Conflict: An account called Plain stands there already/],
      ["a new account beside one of its name", () => perform(who, createAccount, { name: "Plain" }), /^Conflict: An account called Plain/],
      ["an account renamed like its neighbour", () => perform(who, renameAccount, { accountId: plain, name: "Alpha Main" }), /^Conflict: An account called Alpha Main/],
      ["a move into a suspended unit", () => look(who, { kind: "move-account", accountId: plain, to: shut }), /^Conflict: Shut is suspended.*Resume it first/],
      ["a unit in a suspended unit", () => perform(who, createOrganizationalUnit, { name: "Inside", parentId: shut }), /^Conflict: Shut is suspended/],
      ["an account in a suspended unit", () => perform(who, createAccount, { name: "Inside", unitId: shut }), /^Conflict: Shut is suspended/],
      ["another tenant's unit as the place", () => look(who, { kind: "move-account", accountId: plain, to: foreign }), /^ResourceNotFound/],
      ["another tenant's unit as what moves", () => look(who, { kind: "move-unit", unitId: foreign, to: "root" }), /^ResourceNotFound/],
      ["another tenant's unit for a new account", () => perform(who, createAccount, { name: "There", unitId: foreign }), /^ResourceNotFound/],
      ["moving the management account", () => look(who, { kind: "move-account", accountId: main, to: one }), /^Conflict: The management account stands at the top/],
      ["closing the management account", () => look(who, { kind: "close", accountId: main }), /^Conflict: The management account is never closed/],
      ["suspending the management account", () => perform(who, suspendAccount, { accountId: main }), /^Conflict: The management account is never suspended/],
      ["the management account leaving", () => look(who, { kind: "leave", accountId: main }), /^Conflict: The management account cannot leave/],
      ["removing the management account", () => look(who, { kind: "remove", accountId: main }), /^Conflict: The management account cannot leave/],
      ["removing an account that nobody could run", () => look(who, { kind: "remove", accountId: plain }), /^Conflict: Plain has no account admin/],
      ["deleting a unit that holds something", () => perform(who, deleteOrganizationalUnit, { unitId: one }), /^Conflict: L1 still holds 1 account and 1 unit/],
      ["resuming what is not suspended", () => perform(who, resumeAccount, { accountId: plain }), /^Conflict: Plain is not suspended itself/],
      ["suspending twice", () => perform(who, suspendOrganizationalUnit, { unitId: shut }), /^Conflict: Shut is suspended already/],
      ["inviting one's own account", () => perform(who, inviteAccount, { accountId: plain }), /^Conflict: This account is part of the organization already/],
      ["the last admin removing themselves", () => perform(who, removeMember, { accountId: main, personId: who.personId }), /^Conflict: This is the last administrator/],
      ["the last admin demoting themselves", () => perform(who, changeMembership, { accountId: main, personId: who.personId, group: "auditor" }), /^Conflict: This is the last administrator/],
    ];
    for (const [what, work, sentence] of refused) expect(await said(work()), what).toMatch(sentence);
    const moves = operationNamed("organizations:MoveOrganizationalUnit");
    if (!moves) throw new Error("moves");
    expect(await outcomeOf(performUnknown(who, moves, { unitId: two, to: [pair, "root"], preview: "0".repeat(64) })), "a second parent").toBe("ValidationException");
    expect(await state()).toBe(before);
    await perform(who, resumeOrganizationalUnit, { unitId: shut });
    await perform(who, deleteOrganizationalUnit, { unitId: shut });
  });

  test("also below the operations: the database keeps a sixth level, a circle and another tenant's unit out by itself", async () => {
    const ids = Object.fromEntries((await rows("SELECT name, id::text FROM organizational_unit")).map(({ name, id }) => [String(name), String(id)]));
    const refused = (sql: string, values: unknown[]) => expect(rows(sql, values)).rejects.toThrow();
    await refused("UPDATE organizational_unit SET parent_id = $1 WHERE id = $2", [ids["L5"], ids["L1"]]);
    await refused("UPDATE organizational_unit SET parent_id = $1 WHERE id = $2", [ids["L5"], ids["Pair"]]);
    await refused("UPDATE account SET unit_id = $1 WHERE id = $2", [ids["Foreign"], world.account("alpha-side")]);
    await refused("UPDATE account SET closed_at = now() WHERE id = $1", [world.account("alpha-main")]);
  });

  test("without fresh factor, and by whom the tree is none of theirs", async () => {
    const who = await admin();
    const stale = { ...who, factorAt: new Date(Date.now() - 6 * 60_000) };
    const side = world.account("alpha-side");
    expect(await outcomeOf(perform(stale, suspendAccount, { accountId: side }))).toBe("StepUpRequired");
    for (const slug of ["alpha-viewer", "alpha-auditor"] as const) expect(await outcomeOf(perform(await world.as(slug), suspendAccount, { accountId: side }))).toBe("AccessDenied");
    expect(await outcomeOf(perform(await world.as("publisher"), suspendAccount, { accountId: side }))).toBe("AccessDenied");
  });
});

describe("two at once", () => {
  test("of two moves of one account one wins and the other is told; it stands in one place", async () => {
    const who = await admin();
    const [left, right] = [await unit("Left"), await unit("Right")];
    const torn = await account("Torn");
    const [one, two] = [await look(who, { kind: "move-account", accountId: torn, to: left }), await look(who, { kind: "move-account", accountId: torn, to: right })];
    const outcomes = await Promise.all([
      said(perform(who, moveAccount, { accountId: torn, to: left, preview: one.digest })),
      said(perform(who, moveAccount, { accountId: torn, to: right, preview: two.digest })),
    ]);
    expect(outcomes.filter((outcome) => outcome === "Success")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== "Success")).toMatch(/^Conflict: Something was changed after you looked/);
  });

  test("two units that move below each other make no circle", async () => {
    const who = await admin();
    const [yin, yang] = [await unit("Yin"), await unit("Yang")];
    const [one, two] = [await look(who, { kind: "move-unit", unitId: yin, to: yang }), await look(who, { kind: "move-unit", unitId: yang, to: yin })];
    const outcomes = await Promise.all([
      said(perform(who, moveOrganizationalUnit, { unitId: yin, to: yang, preview: one.digest })),
      said(perform(who, moveOrganizationalUnit, { unitId: yang, to: yin, preview: two.digest })),
    ]);
    expect(outcomes.filter((outcome) => outcome === "Success")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== "Success")).toMatch(/^Conflict: .* cannot move below itself/);
  });
});

test("shows an account admin what the own account is about to do, and nothing of the accounts beside it", async () => {
  const beside = await account("Beside");
  const viewer = await world.as("alpha-viewer");
  const as = (group: string) => rows(`UPDATE membership SET "group" = $1 WHERE person_id = $2 AND account_id = $3`, [group, viewer.personId, world.account("alpha-side")]);
  await as("account-admin");
  const caller = await world.as("alpha-viewer");
  for (const accountId of [beside, world.account("alpha-main"), "999999999999"]) {
    for (const kind of ["close", "remove", "leave"] as const) expect(await outcomeOf(look(caller, { kind, accountId })), kind).toBe("ResourceNotFound");
    expect(await outcomeOf(look(caller, { kind: "move-account", accountId, to: "root" }))).toBe("ResourceNotFound");
  }
  expect(await outcomeOf(look(caller, { kind: "leave", accountId: world.account("alpha-side") }))).toBe("Success");
  await as("viewer");
});
