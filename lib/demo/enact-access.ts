import { database } from "@/lib/database/client";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { policyVersion } from "@/lib/access/policy";
import { createApprovalRule } from "@/lib/access/requests/create-approval-rule";
import { decideRequest } from "@/lib/access/requests/decide-request";
import { requestAccess } from "@/lib/access/requests/request-access";
import { createRole } from "@/lib/access/roles/create-role";
import { grantRole } from "@/lib/access/roles/grant-role";
import type { Caller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { setListing } from "@/lib/reports/set-listing";
import type { DemoWorld } from "./found";
import { historyDays } from "./history";
import type { DemoPerson } from "./types";

const dayMs = 86_400_000;
const minute = 60_000;

/** Belongs to no account: comes in by a role alone. */
export const demoOutsider: DemoPerson = {
  slug: "nadia-fischer",
  name: "Nadia Fischer",
  email: "nadia.fischer@fischer-audit.example",
  title: "External auditor",
  memberships: [],
};

const visit = JSON.stringify(
  {
    Version: policyVersion,
    Statement: [
      { Sid: "PaymentReports", Effect: "Allow", Action: ["reports:ListReports", "reports:GetReportMetadata", "reports:ListReportVersions", "reports:GetTermForReport", "reports:AcceptTerms", "reports:GetReport"], Resource: "*", Condition: { StringEquals: { "reports:Program": ["pci-dss", "pci-3ds", "soc1", "soc2"] } } },
      { Sid: "ComplianceCenter", Effect: "Allow", Action: ["center:ListPrograms", "center:GetProgram", "center:GetTimeline"], Resource: "*" },
      { Sid: "AgreementsInForce", Effect: "Allow", Action: ["agreements:ListAgreements", "agreements:GetAgreement", "agreements:GetAgreementText"], Resource: "*" },
      { Sid: "OwnTrail", Effect: "Allow", Action: ["audit:ListEvents", "audit:GetEvent"], Resource: "*" },
    ],
  },
  null,
  2,
);

/**
 * Before the weeks of the history: a role for an outside auditor of Meridian Bank, with one visit that is over by now, one that runs and one to come.
 * All three are given then, because a person's codes only go forward.
 */
export async function enactRoles(world: DemoWorld, today: Date): Promise<void> {
  const noon = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate(), 16, 0);
  const start = new Date(noon - (historyDays + 1) * dayMs);
  const day = (days: number): string => new Date(noon + days * dayMs).toISOString().slice(0, 10);
  const admin = world.actor("isabel-duarte");
  const account = world.accountId("meridian-cards");
  const link = await atTime(start, async () => {
    admin.leave();
    const caller = await admin.workIn(world.accountId("meridian-group"));
    const { roleId } = await perform(caller, createRole, { accountId: account, name: "Visiting auditor", description: "Reads the payment reports of the cards business during an audit." });
    const { policyId } = await perform(caller, createPolicy, { slug: "visiting-auditor", name: "Payment reports for a visit", document: visit });
    await perform(caller, attachPolicy, { kind: "role", policyId, roleId });
    const grant = { roleId, email: demoOutsider.email, name: demoOutsider.name };
    const first = await perform(caller, grantRole, { ...grant, days: 14, note: "Interim audit" });
    return { link: first.link ?? "", grant, caller };
  });
  const outsider = world.actor(demoOutsider.slug);
  await atTime(new Date(start.getTime() + 3 * minute), () => outsider.join(link.link));
  await atTime(new Date(start.getTime() + 4 * minute), async () => {
    await perform(link.caller, grantRole, { ...link.grant, from: day(-5), until: day(9), note: "Year-end audit" });
    await perform(link.caller, grantRole, { ...link.grant, from: day(30), until: day(43), note: "Follow-up" });
  });
  admin.leave();
  outsider.leave();
}

/** This morning's requests: one that waits, one refused, one approved by a rule, and a report that is listed but locked. */
export async function enactRequests(world: DemoWorld, today: Date): Promise<void> {
  const at = (minutesAgo: number): Date => new Date(today.getTime() - minutesAgo * minute);
  const series = async (where: object): Promise<string> => (await database().reportSeries.findFirstOrThrow({ where, orderBy: { slug: "asc" }, select: { id: true } })).id;
  const [soc2, pci, locked] = await Promise.all([series({ program: "soc2", audience: "EVERYONE" }), series({ program: "pci-dss", audience: "EVERYONE" }), series({ slug: "hosting-penetration-test" })]);
  const as = async <T>(slug: string, account: string, minutesAgo: number, work: (caller: Caller) => Promise<T>): Promise<T> =>
    atTime(at(minutesAgo), async () => {
      const actor = world.actor(slug);
      actor.leave();
      const done = await work(await actor.workIn(world.accountId(account)));
      actor.leave();
      return done;
    });
  await as("daniel-okafor", "northwind-operations", 58, (caller) => perform(caller, setListing, { reportId: locked, askable: true }));
  const refused = await as("priya-raman", "meridian-consumer", 52, async (caller) => {
    await perform(caller, requestAccess, { reportId: soc2, reason: "The yearly review of Northwind for Consumer Banking is due on Friday, and section 4 of this report is part of it." });
    return perform(caller, requestAccess, { reportId: pci, reason: "To compare it with last year." });
  });
  await as("henrik-vogel", "meridian-consumer", 40, (caller) => perform(caller, decideRequest, { requestId: refused.requestId, decision: "REFUSE", reason: "Cards and Payments keeps the PCI evidence. Please ask Thomas Brandt." }));
  await as("misaki-sato", "meridian-consumer", 39, (caller) => perform(caller, requestAccess, { reportId: locked, reason: "We plan to host the staff clinic's records with Northwind and would like to see the findings first." }));
  await as("layla-alhusseini", "helios-group", 38, (caller) => perform(caller, createApprovalRule, { kind: "DOMAIN", value: "helios.example", days: 14 }));
  await as("omar-haddad", "helios-research", 30, (caller) => perform(caller, requestAccess, { reportId: soc2, reason: "For the data protection impact assessment of the registry." }));
}
