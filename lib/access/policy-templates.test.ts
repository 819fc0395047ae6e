import { describe, expect, test } from "vitest";
import type { Group } from "@/lib/operations/caller";
import { actionNames, isDecidedPerReport, noResource, reportResource, type Action } from "./actions";
import type { Facts } from "./conditions";
import { evaluate, type AttachedPolicy } from "./evaluate";
import { layersOf, noAttachments } from "./layers";
import { isPolicy, maxPolicyLength, parsePolicy } from "./policy";
import { policyTemplates, templateNamed } from "./policy-templates";
import { factsOfReport } from "./report-facts";

const member = { organizationKind: "CUSTOMER", management: false } as const;
const management = { organizationKind: "CUSTOMER", management: true } as const;
const report = (region: string, program = "soc2") => ({ series: "report-AAAAAAAAAAAAAAAA", region, program, category: "REPORTS" });

function attachedOf(key: string): AttachedPolicy {
  const template = templateNamed(key);
  const policy = parsePolicy(template?.document ?? "");
  if (!isPolicy(policy)) throw new Error(policy.map(({ reason }) => reason).join(" "));
  return { id: null, name: key, version: 1, policy };
}

type Case = { group?: Group; report?: ReturnType<typeof report>; facts?: Facts; account?: typeof member | typeof management };

/** What someone may do to whom the template is attached, or who works below it. */
function may(key: string, action: Action, { group = "viewer", report: about = report("emea"), facts = {}, account = member }: Case = {}): boolean {
  const policy = attachedOf(key);
  const guardrail = templateNamed(key)?.kind === "guardrail";
  const layers = layersOf(group, account, guardrail ? { ...noAttachments, levels: [{ name: "Unit", policies: [policy] }] } : { ...noAttachments, person: [policy] });
  const known: Facts = { "portal:MfaAge": [10], "portal:SourceIp": ["192.0.2.7"], "portal:CurrentTime": [Date.parse("2026-11-22T00:00:00Z")], "portal:Group": [group], "portal:ManagementAccount": [account.management], ...facts };
  const perReport = isDecidedPerReport(action);
  return evaluate(layers, { action, resource: perReport ? reportResource(about.series) : noResource, facts: { ...known, ...(perReport ? factsOfReport(about) : {}) } });
}

/** The same without the template. */
const without = (action: Action, group: Group, account: typeof member | typeof management): boolean =>
  evaluate(layersOf(group, account, noAttachments), {
    action,
    resource: isDecidedPerReport(action) ? reportResource(report("emea").series) : noResource,
    facts: isDecidedPerReport(action) ? factsOfReport(report("emea")) : {},
  });

describe("templates", () => {
  test.each(policyTemplates.map(({ key, ...template }) => [key, template] as const))("%s can be read, fits the limit, and says in one line what it does", (_, { document, summary, name }) => {
    expect(isPolicy(parsePolicy(document))).toBe(true);
    expect(document.length).toBeLessThan(maxPolicyLength / 2);
    expect(summary).toMatch(/^[A-Z].{20,120}\.$/);
    expect(name.length).toBeLessThan(40);
  });

  test("have keys of their own", () => expect(new Set(policyTemplates.map(({ key }) => key)).size).toBe(policyTemplates.length));

  test("auditor for one program: downloads that program, sees no other, changes nothing even where the group would", () => {
    expect(may("auditor-one-program", "reports:GetReport")).toBe(true);
    expect(may("auditor-one-program", "reports:ViewReport"), "what is for reading in the browser as well").toBe(true);
    expect(may("auditor-one-program", "reports:ListReports", { report: report("emea", "iso27001") })).toBe(false);
    expect(may("auditor-one-program", "reports:GetReport", { report: report("emea", "iso27001"), group: "organization-admin" })).toBe(false);
    for (const action of ["organizations:InvitePerson", "access:AttachPolicy", "agreements:EndAgreement", "agreements:PrepareAcceptance", "agreements:SetTwoPersonRule"] as const) {
      expect(may("auditor-one-program", action, { group: "organization-admin", account: management })).toBe(false);
    }
  });

  test("EU reports only: the group's authority over EMEA, none over the rest", () => {
    expect(may("emea-reports", "reports:GetReport", { group: "auditor" })).toBe(true);
    expect(may("emea-reports", "reports:GetReport"), "it gives nothing").toBe(false);
    for (const region of ["global", "americas", "asia-pacific"]) expect(may("emea-reports", "reports:ListReports", { group: "auditor", report: report(region) })).toBe(false);
    expect(may("emea-reports", "agreements:ListAgreements", { group: "auditor" })).toBe(true);
  });

  test("agreement signer: prepares, accepts and ends, and gets no report by it", () => {
    for (const action of ["agreements:AcceptAgreement", "agreements:PrepareAcceptance", "agreements:WithdrawPreparation", "agreements:EndAgreement"] as const) expect(may("agreement-signer", action), action).toBe(true);
    expect(may("agreement-signer", "reports:GetReport")).toBe(false);
  });

  test("catalogue only: sees, and gets no copy in whatever group", () => {
    expect(may("catalogue-only", "reports:ListReports")).toBe(true);
    for (const group of ["viewer", "auditor", "account-admin"] as const) expect([may("catalogue-only", "reports:GetReport", { group }), may("catalogue-only", "reports:ViewReport", { group })]).toEqual([false, false]);
  });

  test("fresh factor: fifteen minutes, and no factor is not fresh", () => {
    expect(may("fresh-factor", "reports:GetReport", { group: "auditor", facts: { "portal:MfaAge": [900] } })).toBe(true);
    expect(may("fresh-factor", "reports:GetReport", { group: "auditor", facts: { "portal:MfaAge": [901] } })).toBe(false);
    expect(may("fresh-factor", "reports:GetReport", { group: "auditor", facts: { "portal:MfaAge": [] } })).toBe(false);
    expect(may("fresh-factor", "reports:ListReports", { group: "auditor", facts: { "portal:MfaAge": [86_400] } })).toBe(true);
  });

  test("office network: inside as before, outside and from nowhere nothing", () => {
    expect(may("office-network", "reports:GetReport", { group: "auditor" })).toBe(true);
    expect(may("office-network", "reports:GetReport", { group: "auditor", facts: { "portal:SourceIp": ["2001:db8::9"] } })).toBe(true);
    for (const address of [["198.51.100.1"], ["2001:db9::1"], []]) expect(may("office-network", "reports:ListReports", { group: "auditor", facts: { "portal:SourceIp": address } })).toBe(false);
  });

  test("the guardrails take away what they name and leave every other operation as it was, for every group", () => {
    for (const account of [member, management]) {
      for (const group of ["organization-admin", "account-admin", "auditor", "viewer"] as const) {
        for (const action of actionNames) {
          expect(may("guardrail-agreements-stay", action, { group, account }), action).toBe(action !== "agreements:EndAgreement" && without(action, group, account));
          expect(may("guardrail-regions", action, { group, account }), action).toBe(without(action, group, account));
          expect(may("guardrail-until", action, { group, account }), action).toBe(without(action, group, account));
        }
      }
    }
    expect(may("guardrail-regions", "reports:ListReports", { group: "auditor", report: report("global") })).toBe(true);
    expect(may("guardrail-regions", "reports:ListReports", { group: "auditor", report: report("americas") })).toBe(false);
    expect(may("guardrail-until", "reports:GetReport", { group: "auditor", facts: { "portal:CurrentTime": [Date.parse("2027-01-02")] } })).toBe(false);
  });
});
