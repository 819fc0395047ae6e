import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groups, systemCaller, type AccountScope, type Caller, type Group, type PersonCaller } from "@/lib/operations/caller";
import type { Reach } from "@/lib/operations/operation";
import { allOperations, operationNamed } from "@/lib/operations/registry";
import { decide, may } from "./decide";
import { groupGrants } from "./groups";
import { layersOf, noAttachments } from "./layers";

const origin = { address: "192.0.2.1", userAgent: "", requestId: "r", correlationId: "c" };
const scope = (organizationKind: "OPERATOR" | "CUSTOMER", management: boolean): AccountScope => ({ id: "200000000001", name: "A", management, organizationId: "o", organizationName: "O", organizationKind });
const member = (group: Group | null, account: AccountScope | null): PersonCaller => ({
  kind: "person", ...origin, personId: "p", name: "P", email: "p@example.com", sessionId: "s", stage: "FULL", factor: "TOTP", factorAt: new Date(), passkeyId: null, account, group, accounts: [], role: null, endedRole: null, formerSessionId: null, waitingRequests: 0, roles: [],
  access: { layers: group && account ? layersOf(group, account, noAttachments) : [], agreements: [] },
});
const anonymous: Caller = { kind: "anonymous", ...origin };
const operations = fc.constantFrom(...allOperations);
const anyGroup = fc.constantFrom(...groups);
const anyScope = fc.record({ kind: fc.constantFrom("OPERATOR" as const, "CUSTOMER" as const), management: fc.boolean() }).map(({ kind, management }) => scope(kind, management));
const decidedByGroup = (reach: Reach) => reach === "member" || reach === "staff";

/** The rule, written a second time: what the table of groups says, in the accounts where a group counts. */
function table(group: Group, account: AccountScope, name: string): boolean {
  if ((group === "root" || group === "publisher") && account.organizationKind !== "OPERATOR") return false;
  if (group === "organization-admin" && !account.management) return false;
  const [service] = name.split(":");
  return groupGrants[group].some((grant) => grant === name || grant === `${service}:*`);
}

describe("the decision", () => {
  test("is the table of groups, for every operation of the registry and every group, in every kind of account", () => {
    for (const operation of allOperations.filter(({ reach, door }) => decidedByGroup(reach) && door !== "internal")) {
      for (const group of groups) {
        for (const account of [scope("OPERATOR", true), scope("CUSTOMER", true), scope("CUSTOMER", false)]) {
          const allowed = table(group, account, operation.name);
          expect(decide(member(group, account), operation).allowed, `${group} in ${account.organizationKind} ${operation.name}`).toBe(allowed);
          expect(may(member(group, account), operation)).toBe(allowed);
        }
      }
    }
  });

  test("gives nobody without an account or a group what a group decides", () => {
    fc.assert(
      fc.property(operations, anyGroup, anyScope, (operation, group, account) => {
        fc.pre(decidedByGroup(operation.reach));
        for (const caller of [anonymous, member(null, account), member(group, null), member(null, null)]) expect(decide(caller, operation).allowed).toBe(false);
      }),
    );
  });

  test("keeps the operator's groups out of customer accounts, and organization admins in the management account", () => {
    fc.assert(
      fc.property(operations, fc.boolean(), (operation, management) => {
        fc.pre(decidedByGroup(operation.reach));
        for (const group of ["root", "publisher"] as const) expect(decide(member(group, scope("CUSTOMER", management)), operation).allowed).toBe(false);
        expect(decide(member("organization-admin", scope("CUSTOMER", false)), operation).allowed).toBe(false);
      }),
    );
  });

  test("keeps operations of the portal itself from every person, whatever their group", () => {
    for (const operation of allOperations.filter(({ door }) => door === "internal")) {
      for (const group of groups) expect(decide(member(group, scope("OPERATOR", true)), operation).allowed, operation.name).toBe(false);
    }
  });

  test("denies by default: a service that no group names is nobody's, an operation that no group names is for nobody but the holders of its whole service", () => {
    const word = fc.stringMatching(/^[A-Za-z]{1,20}$/);
    fc.assert(
      fc.property(fc.oneof(word, fc.constantFrom("constructor", "__proto__", "reports", "audit", "*")), word, anyGroup, anyScope, (service, name, group, account) => {
        const operation = { name: `${service}:${name}` as const, reach: "member" as const };
        fc.pre(operationNamed(operation.name) === undefined);
        const whole = groupGrants[group].includes(`${service}:*`);
        if (!whole) expect(decide(member(group, account), operation).allowed).toBe(false);
      }),
    );
  });

  test("gives a process of the portal what it is for, and nothing else", () => {
    const expected: Record<string, string[]> = {
      setup: ["identity:CreateSetupLink"],
      delivery: ["reports:CompleteDownload"],
      mail: ["notifications:CompleteMessage"],
      retention: ["audit:PruneEvents"],
      "record-agreement": ["agreements:RecordOfflineAgreement"],
      "publish-report": ["reports:CreateSeries", "reports:PublishVersion", "reports:PutTerms"],
    };
    for (const name of ["setup", "delivery", "mail", "publish-report", "record-agreement", "retention", "demo", "", "constructor", "__proto__", "toString"]) {
      const allowed = allOperations.filter((operation) => decide(systemCaller(name), operation).allowed).map((operation) => operation.name);
      expect(allowed.sort(), name).toEqual(Object.hasOwn(expected, name) ? expected[name] : []);
    }
  });

  test("always says why not", () => {
    fc.assert(
      fc.property(operations, anyGroup, anyScope, (operation, group, account) => {
        const decision = decide(member(group, account), operation);
        if (!decision.allowed) expect(decision.reason).toMatch(/\.$/);
      }),
    );
  });
});

describe("the table of groups", () => {
  test("names operations that exist, and gives customers' groups no whole service", () => {
    for (const group of groups) {
      for (const grant of groupGrants[group]) {
        if (grant.endsWith(":*")) expect(["root", "publisher"], `${group} ${grant}`).toContain(group);
        else expect(operationNamed(grant), `${group} ${grant}`).toBeDefined();
      }
    }
  });

  test("gives a viewer nothing that changes anything but their own requests for access, and keys that may no more than they", () => {
    const changing = groupGrants.viewer.flatMap((name) => allOperations.filter((operation) => operation.name === name && !["List", "Read"].includes(operation.access)));
    expect(changing.map(({ name }) => name)).toEqual(["access:RequestAccess", "access:WithdrawRequest", "identity:CreateAccessKey"]);
  });
});
