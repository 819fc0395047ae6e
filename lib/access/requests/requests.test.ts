import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rawPool } from "@/lib/database/client";
import { endAgreement } from "@/lib/agreements/end-agreement";
import { changeMembership } from "@/lib/organizations/change-membership";
import { invitePerson } from "@/lib/organizations/invite-person";
import { removeMember } from "@/lib/organizations/remove-member";
import { acceptInvitation } from "@/lib/identity/accept-invitation";
import type { PersonCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { listReports } from "@/lib/reports/list-reports";
import { setListing } from "@/lib/reports/set-listing";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { attachPolicy } from "../attach-policy";
import { createPolicy } from "../create-policy";
import { inLocale } from "@/lib/texts/in-locale";
import { fitsRule, sayRuleReason } from "./approve-by-rule";
import { createApprovalRule } from "./create-approval-rule";
import { decideRequest } from "./decide-request";
import { deleteApprovalRule } from "./delete-approval-rule";
import { endAccess } from "./end-access";
import { listApprovalRules } from "./list-approval-rules";
import { listLockedReports } from "./list-locked-reports";
import { listRequests } from "./list-requests";
import { requestAccess } from "./request-access";
import { withdrawRequest } from "./withdraw-request";

const world = useWorld();
const hour = 3_600_000;
const day = 24 * hour;
const later = (ms: number) => new Date(Date.now() + ms);
const text = (...statements: unknown[]) => JSON.stringify({ Version: "2026-11-01", Statement: statements });
const all = { Effect: "Allow", Action: "*", Resource: "*" };
const reason = "For the audit of our suppliers.";

let admin: PersonCaller;
let open = "";
let locked = "";
let hidden = "";

/** The person as they are now, in the session they have. */
const now = (slug: "alpha-viewer" | "alpha-admin" | "alpha-auditor" | "beta-admin" | "root") => world.as(slug);
const accept = async (reportId: string) => outcomeOf(perform(await now("alpha-viewer"), acceptTerms, { reportId, termsRevision: 1, accepted: true }));
const titles = async () => (await perform(await now("alpha-viewer"), listReports, { sort: "title" })).rows.map(({ title }) => title);
const ask = async (reportId: string) => perform(await now("alpha-viewer"), requestAccess, { reportId, reason });

beforeAll(async () => {
  open = await world.publish("a-open", { program: "iso27001" });
  locked = await world.publish("b-locked", { program: "pci-dss" });
  hidden = await world.publish("c-hidden", { program: "soc2" });
  admin = await world.as("alpha-admin");
  const viewer = await world.as("alpha-viewer");
  // The viewer's policy takes away what the group would show, by leaving reports out: a deny could not be opened by any approval.
  const onlyIso = text({ Sid: "Hides", Effect: "Deny", Action: "reports:*", Resource: `report/${hidden}` });
  const { policyId } = await perform(admin, createPolicy, { slug: "hides", name: "Hides", document: onlyIso });
  await perform(admin, attachPolicy, { kind: "person", policyId, accountId: world.account("alpha-side"), personId: viewer.personId });
});

beforeEach(async () => {
  await rawPool().query("UPDATE access_request SET state = 'WITHDRAWN' WHERE state = 'OPEN'");
  await rawPool().query("UPDATE access_request SET ended_at = now() WHERE state = 'APPROVED' AND ended_at IS NULL");
});

describe("a request for a report", () => {
  test("is approved by the right admin with an end, opens the report at once, and ends on time by itself", async () => {
    expect(await accept(open), "a viewer reads about it, and cannot have it").toBe("AccessDenied");
    const { requestId, state } = await ask(open);
    expect(state).toBe("OPEN");
    expect((await now("alpha-admin")).waitingRequests).toBe(1);
    expect((await now("beta-admin")).waitingRequests).toBe(0);
    expect((await perform(await now("alpha-admin"), listRequests, {})).inbox).toMatchObject([{ requestId, reason, report: { id: open }, person: { email: "viewer@alpha.example" } }]);
    const { untilAt } = await perform(admin, decideRequest, { requestId, decision: "APPROVE", until: later(2 * hour).toISOString() });
    expect(await accept(open)).toBe("Success");
    expect(await accept(locked), "this report alone").toBe("AccessDenied");
    const caller = await now("alpha-viewer");
    const attempt = { reportId: open, termsRevision: 1, accepted: true } as const;
    expect(await outcomeOf(atTime(new Date((untilAt?.getTime() ?? 0) - 1), () => perform(caller, acceptTerms, attempt))), "to the last instant, also with what was loaded before").toBe("Success");
    expect(await outcomeOf(atTime(untilAt ?? new Date(), () => perform(caller, acceptTerms, attempt)))).toBe("AccessDenied");
    expect(await rows("SELECT parameters->>'decision' AS decision FROM audit_event WHERE operation = 'access:DecideRequest' AND outcome = 'Success' AND resources @> ARRAY[$1]", [`request/${requestId}`])).toEqual([{ decision: "APPROVED" }]);
    expect((await now("alpha-admin")).waitingRequests).toBe(0);
  });

  test("is refused with a reason that the person reads, and can be asked again", async () => {
    const { requestId } = await ask(open);
    expect(await outcomeOf(perform(admin, decideRequest, { requestId, decision: "REFUSE" })), "no reason").toBe("ValidationException");
    await perform(admin, decideRequest, { requestId, decision: "REFUSE", reason: "Ask legal first." });
    expect(await accept(open)).toBe("AccessDenied");
    expect((await perform(await now("alpha-viewer"), listRequests, {})).own[0]).toMatchObject({ requestId, state: "REFUSED", decisionReason: "Ask legal first.", decidedBy: "Ana Admin" });
    expect((await ask(open)).state).toBe("OPEN");
  });

  test("is asked once: a duplicate is told, also of two at the same moment", async () => {
    const outcomes = await Promise.all([outcomeOf(ask(open)), outcomeOf(ask(open)), outcomeOf(ask(open))]);
    expect(outcomes.sort()).toEqual(["Conflict", "Conflict", "Success"]);
    expect(await outcomeOf(ask(open))).toBe("Conflict");
    expect(await rows("SELECT count(*)::int AS n FROM access_request WHERE state = 'OPEN'")).toEqual([{ n: 1 }]);
  });

  test("is decided once: of two admins one wins and the other reads who did", async () => {
    const { requestId } = await ask(open);
    const decide = () => outcomeOf(perform(admin, decideRequest, { requestId, decision: "APPROVE", days: 1 }));
    expect((await Promise.all([decide(), decide()])).sort()).toEqual(["Conflict", "Success"]);
    await expect(perform(admin, decideRequest, { requestId, decision: "REFUSE", reason: "Too late." })).rejects.toThrow(/Ana Admin approved this request already/);
    await expect(rawPool().query("UPDATE access_request SET until_at = until_at + interval '1 year' WHERE id = $1", [requestId])).rejects.toThrow("decided once");
  });

  test("cannot be decided after it was withdrawn, after it expired, or for somebody who has left", async () => {
    const first = await ask(open);
    await perform(await now("alpha-viewer"), withdrawRequest, { requestId: first.requestId });
    await expect(perform(admin, decideRequest, { requestId: first.requestId, decision: "APPROVE", days: 1 })).rejects.toThrow(/withdrawn/);
    expect(await outcomeOf(perform(await now("alpha-viewer"), withdrawRequest, { requestId: first.requestId }))).toBe("Conflict");
    const second = await ask(open);
    await expect(atTime(later(31 * day), () => perform({ ...admin, factorAt: later(31 * day) }, decideRequest, { requestId: second.requestId, decision: "APPROVE", days: 1 }))).rejects.toThrow(/expired/);
  });

  test("is never decided by the person who asked, nor by one without the right, nor from another organization", async () => {
    const { requestId } = await ask(open);
    const viewer = await now("alpha-viewer");
    await perform(admin, changeMembership, { accountId: world.account("alpha-side"), personId: viewer.personId, group: "account-admin" });
    const own = perform(await now("alpha-viewer"), decideRequest, { requestId, decision: "APPROVE", days: 1 });
    await expect(own).rejects.toThrow(/their own request/);
    await perform(admin, changeMembership, { accountId: world.account("alpha-side"), personId: viewer.personId, group: "viewer" });
    expect(await outcomeOf(perform(await now("alpha-viewer"), decideRequest, { requestId, decision: "APPROVE", days: 1 }))).toBe("AccessDenied");
    expect(await outcomeOf(perform(await now("beta-admin"), decideRequest, { requestId, decision: "APPROVE", days: 1 }))).toBe("ResourceNotFound");
    expect(await outcomeOf(perform({ ...admin, factorAt: null }, decideRequest, { requestId, decision: "APPROVE", days: 1 }))).toBe("StepUpRequired");
    await expect(rawPool().query("UPDATE access_request SET state = 'APPROVED', decided_at = now(), until_at = now(), decided_by = person_id WHERE id = $1", [requestId]), "the database refuses it too").rejects.toThrow("access_request_not_own");
  });

  test("is refused with a bad end, and nothing is opened", async () => {
    const { requestId } = await ask(open);
    for (const bad of [{}, { days: 0 }, { days: 400 }, { until: "2020-01-01" }, { until: "soon" }]) expect(await outcomeOf(perform(admin, decideRequest, { requestId, decision: "APPROVE", ...bad }))).toBe("ValidationException");
    expect(await accept(open)).toBe("AccessDenied");
  });

  test("gives access that an admin can end at once", async () => {
    const { requestId } = await ask(open);
    await perform(admin, decideRequest, { requestId, decision: "APPROVE", days: 30 });
    expect(await accept(open)).toBe("Success");
    await expect(ask(open), "who has it does not ask").rejects.toThrow(/already/);
    await perform(admin, endAccess, { requestId });
    expect(await accept(open)).toBe("AccessDenied");
    expect(await outcomeOf(perform(admin, endAccess, { requestId }))).toBe("Conflict");
    expect((await perform(await now("alpha-viewer"), listRequests, {})).own.find((one) => one.requestId === requestId)?.state).toBe("ENDED");
  });
});

describe("a request that a letter leads to", () => {
  const find = async (who: Parameters<typeof now>[0], requestId: string, account?: string) => (await perform(await world.as(who, account), listRequests, { requestId })).wanted;

  test("is found by its id: to be decided, decided by somebody, in another account of the reader's, or nowhere; looking decides nothing", async () => {
    const { requestId } = await ask(open);
    expect(await find("alpha-admin", requestId)).toMatchObject({ kind: "FOUND", decidable: true, request: { requestId, state: "OPEN", person: { name: "Vic Viewer" } } });
    expect(await find("alpha-viewer", requestId)).toMatchObject({ kind: "FOUND", decidable: false });
    expect(await rows("SELECT state::text FROM access_request WHERE id = $1", [requestId])).toEqual([{ state: "OPEN" }]);
    for (const stranger of ["beta-admin", "root", "alpha-auditor"] as const) expect(await find(stranger, requestId), stranger).toEqual({ kind: "GONE" });
    expect(await find("alpha-admin", crypto.randomUUID())).toEqual({ kind: "GONE" });
    // An admin who works in an account of another organization as well, and is there at the moment.
    await rows(`INSERT INTO membership (person_id, account_id, "group", created_at) VALUES ($1, $2, 'viewer', now())`, [admin.personId, world.account("beta-main")]);
    expect(await find("alpha-admin", requestId, "beta-main")).toEqual({ kind: "ELSEWHERE", accountId: world.account("alpha-main"), accountName: "Alpha Main", organizationName: "Alpha" });
    await perform(await now("alpha-admin"), decideRequest, { requestId, decision: "APPROVE", days: 1 });
    expect(await find("alpha-admin", requestId)).toMatchObject({ kind: "FOUND", decidable: false, request: { state: "APPROVED", decidedBy: "Ana Admin" } });
    await rows("DELETE FROM membership WHERE person_id = $1 AND account_id = $2", [admin.personId, world.account("beta-main")]);
  });

  test("is written about to those who may decide it, by their group or by a policy, and to nobody whose policies forbid it", async () => {
    const told = async () => {
      const { requestId } = await ask(open);
      await perform(await now("alpha-viewer"), withdrawRequest, { requestId });
      return (await rows("SELECT to_address FROM message WHERE about = $1 ORDER BY to_address", [`request/${requestId}`])).map(({ to_address }) => to_address);
    };
    expect(await told()).toEqual(["admin@alpha.example"]);
    const auditor = await now("alpha-auditor");
    const decider = await perform(admin, createPolicy, { slug: "decides", name: "Decides", document: text({ Effect: "Allow", Action: "access:DecideRequest", Resource: "*" }) });
    const { attachmentId } = await perform(admin, attachPolicy, { kind: "person", policyId: decider.policyId, accountId: world.account("alpha-side"), personId: auditor.personId });
    expect(await told()).toEqual(["admin@alpha.example", "auditor@alpha.example"]);
    const denied = await perform(admin, createPolicy, { slug: "decides-not", name: "Decides not", document: text({ Effect: "Deny", Action: "access:DecideRequest", Resource: "*" }) });
    await perform(admin, attachPolicy, { kind: "person", policyId: denied.policyId, accountId: world.account("alpha-main"), personId: admin.personId });
    expect(await told()).toEqual(["auditor@alpha.example"]);
    await rawPool().query("DELETE FROM policy_attachment WHERE id = $1 OR policy_id = $2", [attachmentId, denied.policyId]);
  });
});

describe("what can be asked for", () => {
  test("a hidden report does not exist for those it is hidden from, unless the publisher lists it as locked", async () => {
    const viewer = await now("alpha-viewer");
    const look = () => outcomeOf(perform(viewer, getReportMetadata, { reportId: hidden }));
    expect(await look()).toBe("ResourceNotFound");
    expect(await outcomeOf(ask(hidden))).toBe("ResourceNotFound");
    expect((await perform(viewer, listLockedReports, {})).reports).toEqual([]);
    await perform(await now("root"), setListing, { reportId: hidden, askable: true });
    expect(await look()).toBe("AccessDenied");
    expect((await perform(viewer, listLockedReports, {})).reports).toEqual([{ reportId: hidden, name: "c-hidden", program: "soc2" }]);
    expect((await perform(await now("alpha-auditor"), listLockedReports, {})).reports, "for those who see it, it is not locked").toEqual([]);
    expect(await titles(), "and it stands in no list").toEqual(["a-open", "b-locked"]);
    await perform(await now("root"), setListing, { reportId: hidden, askable: false });
  });

  test("a locked report that the organization does not have is shared by the operator with the person who asked, until the end, and with nobody else", async () => {
    const foreign = await world.publish("d-foreign", { organizations: ["beta"] });
    const auditor = await now("alpha-auditor");
    const seen = async (who: "alpha-auditor" | "alpha-admin" = "alpha-auditor") => (await perform(await now(who), listReports, { query: "foreign" })).total;
    const asking = () => perform(auditor, requestAccess, { reportId: foreign, reason });
    expect(await outcomeOf(asking()), "not listed: unknown").toBe("ResourceNotFound");
    await perform(await now("root"), setListing, { reportId: foreign, askable: true });
    expect((await perform(auditor, listLockedReports, {})).reports).toMatchObject([{ reportId: foreign }]);
    expect(await outcomeOf(perform(auditor, getReportMetadata, { reportId: foreign })), "its name is known, not its page").toBe("ResourceNotFound");
    const { requestId } = await asking();
    expect((await perform(admin, listRequests, {})).inbox, "not the customer's to decide").toEqual([]);
    expect(await outcomeOf(perform(admin, decideRequest, { requestId, decision: "APPROVE", days: 1 }))).toBe("ResourceNotFound");
    const root = await now("root");
    expect(root.waitingRequests).toBe(1);
    expect((await perform(root, listRequests, {})).inbox).toMatchObject([{ requestId, organizationName: "Alpha", toOperator: true }]);
    const { untilAt } = await perform(root, decideRequest, { requestId, decision: "APPROVE", days: 2 });
    expect([await seen(), await seen("alpha-admin")]).toEqual([1, 0]);
    const caller = await now("alpha-auditor");
    const take = () => outcomeOf(perform(caller, getReportMetadata, { reportId: foreign }));
    expect(await take()).toBe("Success");
    expect(await outcomeOf(atTime(untilAt ?? new Date(), () => perform(caller, getReportMetadata, { reportId: foreign }))), "over by the clock alone").toBe("ResourceNotFound");
    expect((await atTime(untilAt ?? new Date(), () => perform(caller, listReports, { query: "foreign" }))).total).toBe(0);
    await perform(root, endAccess, { requestId });
    expect(await seen()).toBe(0);
    const { ruleId } = await perform(root, createApprovalRule, { kind: "GROUP", value: "auditor", days: 3 });
    expect(await asking()).toMatchObject({ state: "APPROVED", toOperator: true, rule: "Members of the group Auditor" });
    expect(await seen()).toBe(1);
    await perform(root, deleteApprovalRule, { ruleId });
  });

  test("what a deny or a guardrail keeps from the person, no approval opens, and it is said why", async () => {
    await perform(await now("root"), setListing, { reportId: hidden, askable: true });
    await expect(ask(hidden)).rejects.toThrow(/An approval could not open this.*Denied by statement "Hides"/);
    const { requestId } = await ask(open);
    await perform(admin, decideRequest, { requestId, decision: "APPROVE", days: 3 });
    expect(await accept(open)).toBe("Success");
    const { policyId } = await perform(admin, createPolicy, { slug: "no-iso", name: "No ISO", document: text(all, { Effect: "Deny", Action: "*", Resource: `report/${open}` }) });
    const { attachmentId } = await perform(admin, attachPolicy, { kind: "account", policyId, accountId: world.account("alpha-side") });
    expect(await accept(open), "a guardrail still wins").not.toBe("Success");
    expect(await titles()).toEqual(["b-locked"]);
    await rawPool().query("DELETE FROM guardrail_attachment WHERE id = $1", [attachmentId]);
    expect(await accept(open)).toBe("Success");
  });

  test("an operation is given by those alone who may use it themselves", async () => {
    const viewer = await now("alpha-viewer");
    const asked = await perform(viewer, requestAccess, { operation: "organizations:InvitePerson", reason });
    await perform(admin, decideRequest, { requestId: asked.requestId, decision: "APPROVE", days: 1 });
    expect((await now("alpha-viewer")).access.layers[0]?.policies.at(-1)?.name).toMatch(/^Access granted until/);
    expect(await outcomeOf(perform(viewer, requestAccess, { operation: "organizations:CreateOrganization", reason })), "the operator's alone").toBe("Conflict");
    expect(await outcomeOf(perform(viewer, requestAccess, { operation: "audit:ListEvents", reason })), "allowed already").toBe("Conflict");
    expect(await outcomeOf(perform(viewer, requestAccess, { reason })), "neither").toBe("ValidationException");
    expect(await outcomeOf(perform(viewer, requestAccess, { reportId: open, reason: " " }))).toBe("ValidationException");
  });
});

describe("rules that approve by themselves", () => {
  test("approve what fits, for their days, with the rule on the request and in the trail; taken away, they approve nothing more", async () => {
    const { ruleId } = await perform(admin, createApprovalRule, { kind: "DOMAIN", value: "Alpha.example", days: 7 });
    // Whatever language is spoken, the record is in English.
    const { requestId, state, rule, untilAt } = await inLocale("de", () => ask(open));
    expect([state, rule]).toEqual(["APPROVED", "Addresses at alpha.example"]);
    expect(Math.round(((untilAt?.getTime() ?? 0) - Date.now()) / day)).toBe(7);
    expect(await accept(open)).toBe("Success");
    const own = (await perform(await now("alpha-viewer"), listRequests, {})).own.find((one) => one.requestId === requestId);
    expect(own).toMatchObject({ byRule: true, decidedBy: "A rule", decisionReason: "Addresses at alpha.example: approved by itself for 7 days." });
    expect(inLocale("de", () => sayRuleReason(own?.decisionReason ?? ""))).toBe("Adressen bei alpha.example: von selbst genehmigt für 7 Tage.");
    expect((await perform(await now("alpha-viewer"), listApprovalRules, {})).rules).toMatchObject([{ ruleId, words: "Addresses at alpha.example", days: 7 }]);
    expect(await rows("SELECT parameters->>'rule' AS rule FROM audit_event WHERE operation = 'access:RequestAccess' AND resources @> ARRAY[$1]", [`request/${requestId}`])).toEqual([{ rule: "Addresses at alpha.example" }]);
    expect(await outcomeOf(perform(admin, createApprovalRule, { kind: "DOMAIN", value: "alpha.example", days: 3 }))).toBe("Conflict");
    await perform(admin, deleteApprovalRule, { ruleId });
    await perform(admin, endAccess, { requestId });
    expect((await ask(open)).state).toBe("OPEN");
  });

  test("that ask for an active agreement give access as long as it is in force and no longer, by an organization's rule and by the operator's", async () => {
    await world.offer("nda", { name: "NDA" });
    const held = await world.accept("alpha-admin", "nda", "ORGANIZATION");
    const root = await now("root");
    const foreign = await world.publish("e-foreign", { organizations: ["beta"] });
    await perform(root, setListing, { reportId: foreign, askable: true });
    const rules = [await perform(admin, createApprovalRule, { kind: "AGREEMENT", value: "nda", days: 30 }), await perform(root, createApprovalRule, { kind: "AGREEMENT", value: "nda", days: 30 })];
    const sees = async () => (await perform(await now("alpha-auditor"), listReports, { query: "foreign" })).rows.map(({ title }) => title).includes("e-foreign");
    expect((await ask(open)).state).toBe("APPROVED");
    expect((await perform(await now("alpha-auditor"), requestAccess, { reportId: foreign, reason })).state).toBe("APPROVED");
    expect([await accept(open), await sees()]).toEqual(["Success", true]);
    const told = async () => (await perform(await now("alpha-auditor"), listRequests, {})).own.flatMap((one) => one.while ?? []);
    expect(await told()).toEqual([{ agreement: "NDA", inForce: true }]);
    await perform(admin, endAgreement, { customerAgreementId: held, confirmName: "NDA", readTerms: true });
    expect([await accept(open), await sees()]).toEqual(["AccessDenied", false]);
    expect(await told(), "the page says why").toEqual([{ agreement: "NDA", inForce: false }]);
    for (const [index, { ruleId }] of rules.entries()) await perform(index === 0 ? admin : root, deleteApprovalRule, { ruleId });
  });

  test("fit a whole domain, a group, or an active agreement, and nothing that only looks like it", () => {
    const asking = { email: "vic@mail.alpha.example", group: "viewer", agreements: ["nda"] };
    expect(fitsRule({ kind: "DOMAIN", value: "mail.alpha.example" }, asking)).toBe(true);
    for (const value of ["alpha.example", "example", "notmail.alpha.example"]) expect(fitsRule({ kind: "DOMAIN", value }, asking)).toBe(false);
    expect(fitsRule({ kind: "GROUP", value: "viewer" }, asking)).toBe(true);
    expect(fitsRule({ kind: "GROUP", value: "auditor" }, asking)).toBe(false);
    expect(fitsRule({ kind: "AGREEMENT", value: "nda" }, asking)).toBe(true);
    expect(fitsRule({ kind: "AGREEMENT", value: "baa" }, asking)).toBe(false);
  });

  test("are refused when they name nothing, and made by organization admins alone", async () => {
    const make = async (kind: "DOMAIN" | "GROUP" | "AGREEMENT", value: string, who: "alpha-admin" | "alpha-viewer" = "alpha-admin") => outcomeOf(perform(await now(who), createApprovalRule, { kind, value, days: 5 }));
    expect(await make("DOMAIN", "not a domain")).toBe("ValidationException");
    expect(await make("GROUP", "kings")).toBe("ValidationException");
    expect(await make("AGREEMENT", "none-such")).toBe("ValidationException");
    expect(await make("GROUP", "auditor", "alpha-viewer")).toBe("AccessDenied");
  });
});

test("who leaves the account loses what was asked for and given, and finds none of it on coming back", async () => {
  const given = await ask(open);
  await perform(admin, decideRequest, { requestId: given.requestId, decision: "APPROVE", days: 30 });
  const waiting = await ask(locked);
  const viewer = await now("alpha-viewer");
  // Made while the account belonged to another organization: the wall shows it to no admin of this one.
  const [older] = await rows(
    `INSERT INTO access_request (id, organization_id, account_id, person_id, action, to_operator, reason, state, created_at, expires_at, decided_at, until_at)
     SELECT gen_random_uuid(), id, $1, $2, 'organizations:InvitePerson', FALSE, 'Before.', 'APPROVED', now() - interval '1 hour', now(), now(), now() + interval '1 day' FROM organization WHERE slug = 'beta' RETURNING id::text`,
    [world.account("alpha-side"), viewer.personId],
  );
  // Tickets that the tests above took at a later time.
  await rawPool().query("UPDATE ticket SET used_at = issued_at");
  await perform(admin, removeMember, { accountId: world.account("alpha-side"), personId: viewer.personId });
  expect(await rows("SELECT state::text, ended_at IS NOT NULL AS over FROM access_request WHERE id = ANY($1::uuid[]) ORDER BY created_at", [[given.requestId, waiting.requestId]])).toEqual([
    { state: "APPROVED", over: true },
    { state: "WITHDRAWN", over: false },
  ]);
  expect(await rows("SELECT ended_at IS NOT NULL AS over FROM access_request WHERE id = $1", [older?.["id"]]), "whoever could see it").toEqual([{ over: true }]);
  // The person is not the organization's any more, and what they asked for still is.
  expect((await perform(admin, listRequests, {})).decided.find(({ requestId }) => requestId === given.requestId)).toMatchObject({ person: { name: viewer.name, email: viewer.email }, state: "ENDED" });
  await expect(perform(admin, decideRequest, { requestId: waiting.requestId, decision: "APPROVE", days: 1 })).rejects.toMatchObject({ code: "Conflict" });
  const { link } = await perform(admin, invitePerson, { accountId: world.account("alpha-side"), email: viewer.email, name: viewer.name, group: "viewer" });
  await perform(viewer, acceptInvitation, { invitation: link.slice(-43) });
  expect(await rows("SELECT 1 FROM access_request WHERE person_id = $1 AND state = 'APPROVED' AND ended_at IS NULL", [viewer.personId])).toEqual([]);
});
