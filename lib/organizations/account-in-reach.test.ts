import { describe, expect, test } from "vitest";
import { groupGrants } from "@/lib/access/groups";
import { database } from "@/lib/database/client";
import { groups, isMember, type Group, type MemberCaller } from "@/lib/operations/caller";
import { allOperations } from "@/lib/operations/registry";
import { outcomeOf, useWorld, type Slug } from "@/lib/testing/world";
import { accountInReach, grantableGroups, organizationInReach } from "./account-in-reach";

const world = useWorld();
const kinds = ["OPERATOR", "CUSTOMER"] as const;
const places = kinds.flatMap((organizationKind) => [true, false].map((management) => ({ organizationKind, management })));

const powersOf = (group: Group): Set<string> =>
  new Set(allOperations.filter(({ name }) => groupGrants[group].includes(name) || groupGrants[group].includes(`${name.split(":")[0] ?? ""}:*`)).map(({ name }) => name));

describe("the groups that a caller may give away", () => {
  test.each(groups)("%s gives no authority beyond its own, in any kind of account", (group) => {
    const own = powersOf(group);
    for (const place of places) {
      for (const given of grantableGroups({ group }, place)) {
        const excess = [...powersOf(given)].filter((name) => !own.has(name));
        expect(excess, `${given} by ${group} in ${JSON.stringify(place)}`).toEqual([]);
      }
    }
  });

  test("are groups that count in that account: the operator's only there, organization admins only in a management account", () => {
    for (const group of groups) {
      for (const place of places) {
        const given = grantableGroups({ group }, place);
        if (place.organizationKind === "CUSTOMER") expect(given).not.toEqual(expect.arrayContaining(["root"]));
        if (place.organizationKind === "CUSTOMER") expect(given).not.toContain("publisher");
        if (place.organizationKind === "OPERATOR") expect(given.filter((one) => one !== "root" && one !== "publisher")).toEqual([]);
        if (!place.management) expect(given).not.toContain("organization-admin");
      }
    }
  });

  test("are none for those who administer nothing", () => {
    for (const group of ["publisher", "auditor", "viewer"] as const) for (const place of places) expect(grantableGroups({ group }, place)).toEqual([]);
  });
});

describe("what is in reach", () => {
  const caller = async (slug: Slug): Promise<MemberCaller> => {
    const person = await world.as(slug);
    if (!isMember(person)) throw new Error(`${slug} is no member`);
    return person;
  };
  const accounts = ["office", "alpha-main", "alpha-side", "beta-main"] as const;
  const reached = async (slug: Slug) => {
    const who = await caller(slug);
    const outcomes = await Promise.all(accounts.map(async (account) => [account, await outcomeOf(accountInReach(database(), who, world.account(account)))] as const));
    expect(await outcomeOf(accountInReach(database(), who, "999999999999")), "unknown").toBe("ResourceNotFound");
    expect(outcomes.every(([, outcome]) => outcome === "Success" || outcome === "ResourceNotFound")).toBe(true);
    return outcomes.filter(([, outcome]) => outcome === "Success").map(([account]) => account);
  };

  test("for root is every account, for an organization admin the organization's, for everyone else the one worked in", async () => {
    expect(await reached("root")).toEqual([...accounts]);
    expect(await reached("alpha-admin")).toEqual(["alpha-main", "alpha-side"]);
    expect(await reached("beta-admin")).toEqual(["beta-main"]);
    expect(await reached("alpha-viewer")).toEqual(["alpha-side"]);
    expect(await reached("publisher")).toEqual(["office"]);
  });

  test("of organizations is any for the operator's staff, one's own for customers, with the same answer for unknown and foreign", async () => {
    const alpha = await caller("alpha-admin");
    const beta = await caller("beta-admin");
    const look = async (who: MemberCaller, id: string | undefined) => outcomeOf(organizationInReach(database(), who, id));
    expect(await look(await caller("publisher"), alpha.account.organizationId)).toBe("Success");
    expect(await look(alpha, undefined)).toBe("Success");
    expect(await look(alpha, beta.account.organizationId)).toBe("ResourceNotFound");
    expect(await look(alpha, crypto.randomUUID())).toBe("ResourceNotFound");
  });
});
