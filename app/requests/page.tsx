import type { Metadata } from "next";
import { RequestsView, type RequestRow, type WantedRequest } from "@/components/access/requests-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { groupNames } from "@/lib/access/groups";
import { createApprovalRule } from "@/lib/access/requests/create-approval-rule";
import { deleteApprovalRule } from "@/lib/access/requests/delete-approval-rule";
import { listApprovalRules } from "@/lib/access/requests/list-approval-rules";
import { listLockedReports } from "@/lib/access/requests/list-locked-reports";
import { listRequests } from "@/lib/access/requests/list-requests";
import { requestAccess } from "@/lib/access/requests/request-access";
import { sayRule, sayRuleReason } from "@/lib/access/requests/approve-by-rule";
import { Uuid } from "@/lib/identity/models";
import { groups } from "@/lib/operations/caller";
import { operatorName } from "@/lib/organizations/operator-name";
import { perform } from "@/lib/operations/perform";
import { t, translated } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Access requests") });

const place = "/requests";

type Read = Awaited<ReturnType<typeof read>>["requests"];
type Listed = Read["own"][number];

const nobodys = "00000000-0000-0000-0000-000000000000";

async function read(requestId: string | undefined) {
  const caller = await currentCaller();
  const requests = await perform(caller, listRequests, { requestId });
  const locked = may(caller, listLockedReports) ? (await perform(caller, listLockedReports, {})).reports : [];
  const rules = may(caller, listApprovalRules) ? (await perform(caller, listApprovalRules, {})).rules : [];
  return { requests, locked, rules };
}

const rowOf = (request: Listed): RequestRow => ({
  requestId: request.requestId,
  personName: request.person.name,
  personEmail: request.person.email,
  accountName: request.toOperator ? `${request.organizationName} · ${request.accountName}` : request.accountName,
  toOperator: request.toOperator,
  what: request.report?.name ?? request.operation ?? "",
  href: request.report ? `/reports/${request.report.id}` : null,
  program: request.report?.program ?? null,
  reason: request.reason,
  state: request.state,
  createdAt: request.createdAt.toISOString(),
  expiresAt: request.expiresAt.toISOString(),
  decidedBy: request.byRule ? translated(request.decidedBy) : request.decidedBy,
  decidedAt: request.decidedAt?.toISOString() ?? null,
  decisionReason: request.byRule ? sayRuleReason(request.decisionReason) : request.decisionReason,
  until: request.untilAt?.toISOString() ?? null,
  while: request.while,
});

async function wantedOf(wanted: Read["wanted"], decision: "approve" | "refuse", here: string): Promise<WantedRequest | null> {
  if (wanted?.kind === "FOUND") {
    const caller = await currentCaller();
    return { kind: "FOUND", row: rowOf(wanted.request), decidable: wanted.decidable, own: caller.kind === "person" && caller.personId === wanted.request.person.id, decision };
  }
  return wanted?.kind === "ELSEWHERE" ? { ...wanted, form: await operationForm("organizations:SwitchAccount", here) } : wanted;
}

/** Requests for access: one's own, those to decide, what can be asked for, and the rules. */
export default async function RequestsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  // A letter leads to one of them, with an answer in mind: both are kept through a sign-in. What is no id at all is nobody's request.
  const asked = one(params, "request");
  const requestId = asked === undefined ? undefined : (Uuid.safeParse(asked).data ?? nobodys);
  const decision = one(params, "decision") === "refuse" ? "refuse" : "approve";
  const here = withParams(place, { request: requestId, decision: requestId === undefined ? undefined : decision });
  const found = await attempt(here, place, () => read(requestId));
  if (!found.ok) return found.page;
  const { requests, locked, rules } = found.value;
  const caller = await currentCaller();
  const asks = caller.kind === "person" && caller.role === null && may(caller, requestAccess);
  return (
    <Frame place={place} here={here} flash={one(params, "flash")}>
      <RequestsView
        decides={requests.decides}
        wanted={await wantedOf(requests.wanted, decision, here)}
        inbox={requests.inbox.filter((request) => requests.wanted?.kind !== "FOUND" || request.requestId !== requestId).map(rowOf)}
        own={requests.own.map(rowOf)}
        decided={requests.decided.map(rowOf)}
        locked={locked}
        rules={rules.map((rule) => ({ ...rule, words: sayRule(rule) }))}
        operatorName={await operatorName()}
        managesOperators={caller.kind === "person" && caller.account?.organizationKind === "OPERATOR"}
        groups={groups.map((value) => ({ value, label: translated(groupNames[value]) }))}
        forms={{
          decide: await operationForm("access:DecideRequest", here),
          end: await operationForm("access:EndAccess", here),
          withdraw: await operationForm("access:WithdrawRequest", here),
          ask: asks ? await operationForm("access:RequestAccess", here) : null,
          createRule: may(caller, createApprovalRule) ? await operationForm("access:CreateApprovalRule", here) : null,
          deleteRule: may(caller, deleteApprovalRule) ? await operationForm("access:DeleteApprovalRule", here) : null,
        }}
      />
    </Frame>
  );
}
