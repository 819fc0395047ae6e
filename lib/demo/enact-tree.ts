import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { atTime } from "@/lib/operations/clock";
import { isMember } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { describeTree } from "@/lib/organizations/describe-tree";
import { suspendAccount } from "@/lib/organizations/suspend-account";
import type { DemoWorld } from "./found";

/** What nobody in a sandbox does: get reports with a name on them out of the portal. */
const noCopies = JSON.stringify(
  {
    Version: "2026-11-01",
    Id: "No copies in sandboxes",
    Statement: [
      { Sid: "Everything else", Effect: "Allow", Action: "*", Resource: "*" },
      { Sid: "No copies", Effect: "Deny", Action: ["reports:GetReport", "reports:AcceptTerms"], Resource: "*" },
    ],
  },
  null,
  2,
);

/** A bank's admin puts a guardrail on its sandboxes and suspends the one that nobody needs at present. */
export async function enactTree(world: DemoWorld, at: Date): Promise<void> {
  await atTime(at, async () => {
    const admin = world.actor("eleni-papadopoulou");
    admin.leave();
    const caller = await admin.workIn(world.accountId("meridian-group"));
    if (!isMember(caller)) throw new Error("the demo's bank has no admin");
    const { units } = await perform(caller, describeTree, {});
    const unit = units.find(({ name }) => name === "Sandboxes");
    if (!unit) throw new Error("the demo's bank has no sandboxes");
    const { policyId } = await perform(caller, createPolicy, { slug: "no-copies", name: "No copies in sandboxes", document: noCopies });
    await perform(caller, attachPolicy, { kind: "unit", unitId: unit.id, policyId });
    await perform(caller, suspendAccount, { accountId: world.accountId("meridian-sandbox") });
    admin.leave();
  });
}
