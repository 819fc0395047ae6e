import { describe, expect, it } from "vitest";
import { demoAuditor, demoOrganizations, demoPeople, organizationOfAccount } from "./people";
import { demoTerms } from "./terms";

const accounts = demoOrganizations.flatMap((organization) => organization.accounts);

describe("the demo's organizations and people", () => {
  it("has one operator and two customers with five units and eight accounts between them", () => {
    const customers = demoOrganizations.filter(({ kind }) => kind === "CUSTOMER");
    expect(demoOrganizations.filter(({ kind }) => kind === "OPERATOR")).toHaveLength(1);
    expect(customers).toHaveLength(2);
    expect(customers.flatMap(({ units }) => units)).toHaveLength(5);
    expect(customers.flatMap((customer) => customer.accounts)).toHaveLength(8);
  });

  it("gives each organization one management account, outside of any unit, and places the others in units of its own", () => {
    for (const { slug, units, accounts: own } of demoOrganizations) {
      expect(
        own.filter(({ management }) => management),
        slug,
      ).toHaveLength(1);
      for (const { unit, management } of own)
        expect(unit === null || (!management && units.some((known) => known.slug === unit)), slug).toBe(true);
      for (const { parent } of units) expect(parent === undefined || units.some((known) => known.slug === parent), slug).toBe(true);
    }
  });

  it("uses twelve digits for account ids, and no id, slug or address twice", () => {
    for (const values of [
      accounts.map(({ id }) => id),
      accounts.map(({ slug }) => slug),
      demoPeople.map(({ slug }) => slug),
      demoPeople.map(({ email }) => email),
    ]) {
      expect(new Set(values).size).toBe(values.length);
    }
    expect(accounts.filter(({ id }) => !/^\d{12}$/.test(id))).toEqual([]);
  });

  it("gives every person one group per account, at the organization of the address", () => {
    for (const { slug, email, memberships } of demoPeople) {
      expect(new Set(memberships.map(({ account }) => account)).size, slug).toBe(memberships.length);
      for (const { account, group } of memberships) {
        const organization = demoOrganizations.find((known) => known.slug === organizationOfAccount(account));
        expect(email.endsWith(`@${organization?.domain ?? "nowhere"}`), slug).toBe(true);
        expect(organization?.kind === "OPERATOR", slug).toBe(group === "root" || group === "publisher");
      }
    }
    expect(organizationOfAccount("nowhere")).toBeUndefined();
  });

  it("fills every role, writes names in four scripts, and knows its main auditor", () => {
    const groups = new Set(demoPeople.flatMap(({ memberships }) => memberships.map(({ group }) => group)));
    expect(groups).toEqual(new Set(["root", "publisher", "organization-admin", "account-admin", "auditor", "viewer"]));
    for (const script of [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Han}/u, /\p{Script=Arabic}/u]) {
      expect(demoPeople.some(({ name }) => script.test(name))).toBe(true);
    }
    expect(demoPeople.find(({ slug }) => slug === demoAuditor)?.memberships[0]?.group).toBe("auditor");
    expect(demoPeople.some(({ memberships }) => memberships.length > 1)).toBe(true);
  });
});

describe("the demo's terms", () => {
  it("asks for explicit acceptance except where documents are open", () => {
    expect(demoTerms.map(({ slug, acceptance }) => [slug, acceptance])).toEqual([
      ["standard", "EXPLICIT"],
      ["restricted", "EXPLICIT"],
      ["open", "PASSTHROUGH"],
    ]);
    for (const { slug, paragraphs } of demoTerms) {
      expect(paragraphs.length, slug).toBeGreaterThanOrEqual(slug === "open" ? 2 : 6);
      for (const { heading, text } of paragraphs) expect(heading.length > 0 && text.endsWith("."), slug).toBe(true);
    }
  });
});
