import { randomInt, randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { useTestDatabase } from "@/lib/database/testing";
import { noResource } from "./actions";
import { evaluate, type AttachedPolicy } from "./evaluate";
import { readAccess } from "./load-access";
import { loadLevels } from "./load-levels";
import { policyVersion } from "./policy";

useTestDatabase();

const runs = process.env["LONG_TESTS"] ? 1_000 : 20;
const allow = (action: string) => ({ Effect: "Allow", Action: action, Resource: "*" });
const documents = [allow("*"), allow("reports:*"), allow("reports:List*"), { Effect: "Deny", Action: "audit:*", Resource: "*" }];

/** Below the root: the units from the top down, by their names, then the account. Guardrails by place (0 is the root, the last the account) and document. */
type Tree = { names: readonly string[]; guardrails: readonly (readonly [place: number, document: number])[]; beside: number | null };

async function plant({ names, guardrails, beside }: Tree) {
  const db = database();
  const at = new Date();
  const organizationId = randomUUID();
  await db.organization.create({ data: { id: organizationId, slug: organizationId, name: "Organization", kind: "CUSTOMER", createdAt: at } });
  const policies = documents.map((document, index) => ({ id: randomUUID(), organizationId, slug: `p-${index}`, name: "Guardrail", createdAt: at, document }));
  await db.policy.createMany({ data: policies.map(({ document: _, ...policy }) => policy) });
  await db.policyVersion.createMany({ data: policies.map(({ id, document }) => ({ policyId: id, version: 1, document: JSON.stringify({ Version: policyVersion, Statement: document }), createdAt: at })) });
  const units: { id: string; name: string }[] = [];
  for (const name of names) {
    const unit = { id: randomUUID(), name };
    await db.organizationalUnit.create({ data: { ...unit, organizationId, parentId: units.at(-1)?.id ?? null, createdAt: at } });
    units.push(unit);
  }
  const sibling = randomUUID();
  await db.organizationalUnit.create({ data: { id: sibling, organizationId, parentId: null, name: "Beside", createdAt: at } });
  const accountId = String(randomInt(100_000_000_000, 999_999_999_999));
  await db.account.create({ data: { id: accountId, organizationId, unitId: units.at(-1)?.id ?? null, name: "Account", management: false, createdAt: at } });
  const placeOf = (place: number) => (place === 0 ? {} : place > units.length ? { accountId } : { unitId: units[place - 1]?.id ?? null });
  const targets = [...guardrails.map(([place, document]) => ({ document, at: placeOf(place) })), ...(beside === null ? [] : [{ document: beside, at: { unitId: sibling } }])];
  await db.guardrailAttachment.createMany({ data: targets.map(({ document, at: target }) => ({ id: randomUUID(), policyId: policies[document]?.id ?? "", organizationId, ...target, createdAt: at })) });
  const account = { id: accountId, organizationId, organizationKind: "CUSTOMER", management: false } as const;
  const { layers } = await readAccess(db, { personId: randomUUID(), group: "account-admin", account });
  return { organizationId, accountId, units, policies, layers, levels: layers.filter(({ kind, name }) => kind === "guardrail" && !name.startsWith("Portal: ")) };
}

const idsOf = (policies: readonly AttachedPolicy[]): string[] => policies.map(({ id, version }) => `${id}:${version}`).sort();

test("a unit within a unit of the same name is a level of its own: what the outer guardrail does not allow, the inner one does not open", async () => {
  const { layers, levels } = await plant({ names: ["Europe", "Europe"], guardrails: [[1, 2], [2, 0]], beside: null });
  expect(levels.map(({ name, policies }) => [name, policies.length])).toEqual([["Organization", 0], ["Unit Europe", 1], ["Unit Europe", 1], ["Account", 0]]);
  const allowed = (action: string) => evaluate(layers, { action, resource: noResource, facts: {} });
  expect(allowed("reports:ListReports")).toBe(true);
  expect(allowed("agreements:ListAgreements"), "the outer Europe allows lists of reports alone").toBe(false);
});

test("the levels that decide are those of the tree, one for each unit on the way and no other, whatever they are called and whatever is attached", { timeout: 30_000 + runs * 200 }, async () => {
  const trees = fc.array(fc.constantFrom("Europe", "Account", "Organization", "Beside", ""), { maxLength: 5 }).chain((names) =>
    fc.record({
      names: fc.constant(names),
      guardrails: fc.uniqueArray(fc.tuple(fc.nat(names.length + 1), fc.nat(documents.length - 1)), { maxLength: 8, selector: String }),
      beside: fc.option(fc.nat(documents.length - 1)),
    }),
  );
  // A unit at the top may not bear the name of the one beside it.
  await fc.assert(
    fc.asyncProperty(trees.filter(({ names }) => names[0] !== "Beside"), async (tree) => {
      const { organizationId, accountId, units, policies, levels } = await plant(tree);
      const found = levels.map(({ name, policies: held }) => [name, idsOf(held)]);
      expect(found).toEqual((await loadLevels(database(), organizationId, units, accountId)).map(({ name, policies: held }) => [name, idsOf(held)]));
      const planted = ["Organization", ...tree.names.map((name) => `Unit ${name}`), "Account"];
      expect(found).toEqual(planted.map((name, place) => [name, tree.guardrails.filter(([at]) => at === place).map(([, document]) => `${policies[document]?.id}:1`).sort()]));
    }),
    { numRuns: runs },
  );
});
