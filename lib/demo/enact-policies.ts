import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { templateNamed } from "@/lib/access/policy-templates";
import { putPolicyVersion } from "@/lib/access/put-policy-version";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { describeOrganization } from "@/lib/organizations/describe-organization";
import type { DemoWorld } from "./found";
import { historyDays } from "./history";

const dayMs = 86_400_000;
const minute = 60_000;
const author = { person: "eleni-papadopoulou", account: "meridian-group" } as const;

function documentOf(key: string): string {
  const template = templateNamed(key);
  if (!template) throw new Error(`there is no template ${key}`);
  return template.document;
}

const office = documentOf("office-network");
/** The first draft let nobody in from the second office. */
const oneOffice = office.replace(', "2001:db8::/32"', "");

/**
 * Gives Meridian Bank some policies: a guardrail on a unit, one for a person, one that was tried and is attached nowhere yet. What is attached hinders
 * nothing that the demo's history tells. It happens before that history, because a person's codes only go forward.
 */
export async function enactPolicies(world: DemoWorld, today: Date): Promise<void> {
  const noon = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate(), 13, 0);
  const begin = noon - (historyDays + 2) * dayMs;
  const actor = world.actor(author.person);
  actor.leave();
  await atTime(new Date(begin), async () => {
    const caller = await actor.workIn(world.accountId(author.account));
    const make = async (slug: string, name: string, document: string): Promise<string> => (await perform(caller, createPolicy, { slug, name, document })).policyId;
    const { units } = await perform(caller, describeOrganization, {});
    const cards = units.find(({ name }) => name === "Cards and Payments");
    if (!cards) throw new Error("the demo has no unit for cards");
    const stay = await make("agreements-stay", "Agreements stay", documentOf("guardrail-agreements-stay"));
    await perform(caller, attachPolicy, { kind: "unit", policyId: stay, unitId: cards.id });
    const signer = await make("agreement-signer", "Agreement signer", documentOf("agreement-signer"));
    await perform(caller, attachPolicy, { kind: "person", policyId: signer, accountId: world.accountId("meridian-consumer"), email: "priya.raman@meridian.example" });
    const network = await make("office-network", "Office network only", oneOffice);
    await atTime(new Date(begin + 3 * minute), () => perform(caller, putPolicyVersion, { policyId: network, after: 1, document: office }));
  });
  actor.leave();
}
