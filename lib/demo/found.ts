import { createSetupLink } from "@/lib/identity/create-setup-link";
import { setUpOperator } from "@/lib/identity/set-up-operator";
import { createAccount } from "@/lib/organizations/create-account";
import { createOrganization } from "@/lib/organizations/create-organization";
import { createOrganizationalUnit } from "@/lib/organizations/create-organizational-unit";
import { invitePerson } from "@/lib/organizations/invite-person";
import { systemCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { putTerms } from "@/lib/reports/put-terms";
import { Actor } from "./actor";
import type { DemoOrganization, DemoPerson, DemoTerms } from "./types";

/** The people of the demo at their keyboards, and the ids of what was founded. */
export type DemoWorld = { actor(slug: string): Actor; accountId(slug: string): string; publishers: readonly { actor: Actor; accountId: string }[] };

const minute = 60_000;

export type Cast = { organizations: readonly DemoOrganization[]; people: readonly DemoPerson[]; terms: readonly DemoTerms[] };

/** The operator, its customers and everybody's enrolment, from `start` on: about an hour per membership. */
export async function found({ organizations, people, terms }: Cast, start: Date, password: string): Promise<DemoWorld> {
  let clock = start.getTime();
  const next = <T>(work: () => Promise<T>, pauseMs = minute): Promise<T> => atTime(new Date((clock += pauseMs)), work);

  const actors = new Map(people.map((person, place) => [person.slug, new Actor(person, password, place)]));
  const actor = (slug: string): Actor => {
    const found = actors.get(slug);
    if (!found) throw new Error(`the demo knows nobody called ${slug}`);
    return found;
  };
  const accounts = new Map(organizations.flatMap((organization) => organization.accounts.map((account) => [account.slug, account.id])));
  const accountId = (slug: string): string => {
    const found = accounts.get(slug);
    if (!found) throw new Error(`the demo has no account called ${slug}`);
    return found;
  };

  const operator = organizations.find(({ kind }) => kind === "OPERATOR");
  const office = operator?.accounts[0];
  const rootPerson = people.find(({ memberships }) => memberships.some(({ group }) => group === "root"));
  if (!operator || !office || !rootPerson) throw new Error("the demo has no operator");
  const root = actor(rootPerson.slug);

  const { token } = await next(() => perform(systemCaller("setup"), createSetupLink, {}));
  await next(async () => {
    const session = await perform({ kind: "anonymous", ...root.origin() }, setUpOperator, {
      setup: token,
      operatorName: operator.name,
      name: rootPerson.name,
      email: rootPerson.email,
      password,
      accountId: office.id,
      accountName: office.name,
    });
    await root.enrol(session.token);
  });
  await next(async () => {
    for (const { slug, title, acceptance, paragraphs } of terms) await perform(await root.caller(), putTerms, { slug, title, acceptance, sections: paragraphs });
  });
  for (const organization of organizations.filter(({ kind }) => kind === "CUSTOMER")) {
    await next(async () => {
      const management = organization.accounts.find((account) => account.management);
      if (!management) throw new Error(`${organization.slug} has no management account`);
      const { organizationId } = await perform(await root.caller(), createOrganization, {
        slug: organization.slug,
        name: organization.name,
        managementAccountName: management.name,
        managementAccountId: management.id,
      });
      const units = new Map<string, string>();
      for (const unit of organization.units) {
        const parentId = unit.parent === undefined ? undefined : units.get(unit.parent);
        const made = await perform(await root.caller(), createOrganizationalUnit, { organizationId, parentId, name: unit.name });
        units.set(unit.slug, made.unitId);
      }
      for (const account of organization.accounts.filter((one) => !one.management)) {
        const unitId = account.unit === null ? undefined : units.get(account.unit);
        await perform(await root.caller(), createAccount, { organizationId, unitId, name: account.name, accountId: account.id });
      }
    });
  }
  for (const person of people.filter(({ slug }) => slug !== rootPerson.slug)) {
    for (const { account, group } of person.memberships) {
      // A day in the life of root: signs in, invites; the invited person follows the link.
      const link = await next(async () => {
        root.leave();
        const caller = await root.workIn(office.id);
        return (await perform(caller, invitePerson, { accountId: accountId(account), email: person.email, name: person.name, group })).link;
      }, 40 * minute);
      await next(async () => {
        const invited = actor(person.slug);
        if (invited.secret !== "") await invited.signIn();
        await invited.join(link);
      }, 5 * minute);
    }
  }
  const publishers = people.flatMap(({ slug, memberships }) =>
    memberships.filter(({ group }) => group === "publisher").map(({ account }) => ({ actor: actor(slug), accountId: accountId(account) })),
  );
  for (const one of actors.values()) one.leave();
  return { actor, accountId, publishers };
}
