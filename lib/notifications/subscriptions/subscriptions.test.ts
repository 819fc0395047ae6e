import { createHmac } from "node:crypto";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { decideRequest } from "@/lib/access/requests/decide-request";
import { requestAccess } from "@/lib/access/requests/request-access";
import { setListing } from "@/lib/reports/set-listing";
import { createPolicy } from "@/lib/access/create-policy";
import { attachPolicy } from "@/lib/access/attach-policy";
import { ownerPool } from "@/lib/database/testing";
import { removeMember } from "@/lib/organizations/remove-member";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import type { Post } from "@/lib/outbound/post-signed";
import { signedHeaders } from "@/lib/outbound/sign";
import { unpublishVersion } from "@/lib/reports/unpublish-version";
import { anonymousFrom, outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { deliverMessages } from "../deliver-messages";
import { listMessages } from "../list-messages";
import { smtpTransport, type MailTransport } from "../mail-transport";
import { addDestination } from "./add-destination";
import { announce } from "./announce";
import { confirmDestination, describeDestinationLink } from "./confirm-destination";
import { deliverWebhooks } from "./deliver-webhooks";
import { describeNotifications } from "./describe-notifications";
import { messageOfToken, unsubscribeToken } from "./models";
import { queueDue } from "./queue-due";
import { removeDestination } from "./remove-destination";
import { setTimeZone } from "./set-time-zone";
import { subscribe } from "./subscribe";
import { describeUnsubscribeLink, useUnsubscribeLink } from "./unsubscribe-link";

const world = useWorld();
const inbox: { to: string[]; raw: string }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onData(stream, session, callback) {
    const pieces: Buffer[] = [];
    stream.on("data", (piece: Buffer) => pieces.push(piece));
    stream.on("end", () => {
      inbox.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(pieces).toString("utf8").replace(/=\r\n/g, "").replaceAll("=3D", "=") });
      callback(null);
    });
  },
});
let transport: MailTransport;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (typeof address !== "object" || !address) throw new Error("the mail server has no port");
  transport = smtpTransport(`smtp://127.0.0.1:${address.port}`, "Portal <portal@operator.example>");
});
afterAll(async () => {
  transport.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
beforeEach(async () => {
  await announce();
  for (const table of ["notice_item", "subscription", "message", "notification_destination"]) await ownerPool().query(`DELETE FROM ${table}`);
  inbox.length = 0;
});

const tick = async (): Promise<void> => {
  while ((await announce()) + (await queueDue()) > 0);
};
const send = async (): Promise<void> => {
  await tick();
  while ((await deliverMessages(transport)) > 0);
};
const mailsTo = (to: string): string[] => inbox.filter((mail) => mail.to.includes(to)).map(({ raw }) => raw);
const messages = () => rows("SELECT id::text, to_address, state::text, subject, problem, channel::text FROM message ORDER BY created_at, id");
const anyone = anonymousFrom("203.0.113.5");

describe("whoever subscribed", () => {
  test("gets one mail about a new version, in text and HTML, with a way out of one click; whoever may not see it gets nothing", async () => {
    const alpha = await world.as("alpha-auditor");
    const beta = await world.as("beta-auditor");
    for (const about of ["ALL", "PROGRAM:soc2", "CATEGORY:REPORTS"]) await perform(alpha, subscribe, { about });
    await perform(beta, subscribe, { about: "ALL" });
    const report = await world.publish("told-alpha", { organizations: ["alpha"], title: "Only <Alpha> & us" });
    await Promise.all([announce(), announce()]);
    await Promise.all([queueDue(), queueDue()]);
    await send();
    expect(inbox.map(({ to }) => to)).toEqual([[alpha.email]]);
    const [mail = ""] = mailsTo(alpha.email);
    expect(mail).toContain("Subject: New: Only <Alpha> & us, version 1");
    expect(mail).toContain(`/reports/${report}/1`);
    expect(mail).toContain("Only &lt;Alpha&gt; &amp; us");
    expect(mail).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const [message] = await messages();
    expect(mail.replace(/\r\n[ \t]/g, "")).toMatch(new RegExp(`List-Unsubscribe:\\s*<http://localhost:\\d+/unsubscribe/${String(message?.["id"])}\\.`));
    expect(await rows("SELECT count(*)::int AS n FROM notice WHERE key LIKE 'report-version/%' AND subject IN (SELECT id::text FROM report_version WHERE series_id = $1)", [report])).toEqual([{ n: 1 }]);
  });

  test("is told nothing that went away before the message left, and the outbox says why", async () => {
    const alpha = await world.as("alpha-auditor");
    await perform(alpha, subscribe, { about: "ALL" });
    const report = await world.publish("gone-again");
    await tick();
    await perform(await world.as("publisher"), unpublishVersion, { reportId: report, version: 1 });
    await send();
    expect(inbox).toEqual([]);
    const { rows: listed } = await perform(await world.as("root"), listMessages, {});
    expect(listed[0]).toMatchObject({ standing: "GIVEN_UP", subject: "News that was subscribed to" });
    expect(listed[0]?.problem).toContain("may be seen");
  });

  test("is told what policies let them see, and no more", async () => {
    const admin = await world.as("alpha-admin");
    const auditor = await world.as("alpha-auditor");
    await perform(auditor, subscribe, { about: "ALL" });
    await perform(admin, subscribe, { about: "ALL" });
    const deny = JSON.stringify({ Version: "2026-11-01", Statement: { Effect: "Deny", Action: "reports:*", Resource: "*", Condition: { StringEquals: { "reports:Program": "pci-dss" } } } });
    const { policyId } = await perform(admin, createPolicy, { slug: "no-pci", name: "No PCI", document: deny });
    await perform(admin, attachPolicy, { kind: "person", policyId, accountId: world.account("alpha-main"), personId: auditor.personId });
    await world.publish("cards", { program: "pci-dss" });
    await send();
    expect(inbox.map(({ to }) => to[0])).toEqual([admin.email]);
  });

  test("gets a digest in the morning of their time zone, with everything since", async () => {
    const alpha = await world.as("alpha-auditor");
    await perform(alpha, setTimeZone, { timeZone: "Asia/Tokyo" });
    await perform(alpha, subscribe, { about: "ALL", rhythm: "DAILY" });
    await world.publish("digest-one", { title: "First of two" });
    await world.publish("digest-two", { title: "Second of two" });
    await send();
    expect(inbox).toEqual([]);
    const [due] = await rows("SELECT min(due_at) AS at FROM notice_item");
    const at = due?.["at"] as Date;
    expect(at.toISOString().slice(11, 16), "eight in Tokyo").toBe("23:00");
    await atTime(new Date(at.getTime() - 1000), send);
    expect(inbox).toEqual([]);
    await atTime(at, send);
    expect(inbox).toHaveLength(1);
    expect(inbox[0]?.raw).toContain("Of the last day: 2 from");
    for (const title of ["First of two", "Second of two"]) expect(inbox[0]?.raw).toContain(title);
  });

  test("loses their subscriptions with the membership, and what waits with them", async () => {
    const beta = await world.as("beta-auditor");
    await perform(beta, subscribe, { about: "ALL" });
    await world.publish("while-leaving");
    await tick();
    await perform(await world.as("beta-admin"), removeMember, { accountId: world.account("beta-main"), personId: beta.personId });
    await send();
    expect(inbox).toEqual([]);
    expect(await rows("SELECT 1 FROM subscription")).toEqual([]);
  });

  test("cannot subscribe to another tenant's report, to nonsense, or in a time zone that is none", async () => {
    const secret = await world.publish("alpha-secret", { organizations: ["alpha"] });
    const beta = await world.as("beta-admin");
    expect(await outcomeOf(perform(beta, subscribe, { about: `SERIES:${secret}` }))).toBe("ResourceNotFound");
    for (const about of ["PROGRAM:none", "REGION:mars", "SERIES:report-x", "ROLES:x", "", "ALL:soc2"]) expect(await outcomeOf(perform(beta, subscribe, { about })), about).toBe("ValidationException");
    expect(await outcomeOf(perform(beta, setTimeZone, { timeZone: "Mars/Olympus" }))).toBe("ValidationException");
    await perform(beta, subscribe, { about: "ALL" });
    await perform(beta, subscribe, { about: "ALL", rhythm: "WEEKLY" });
    const { subscriptions } = await perform(beta, describeNotifications, {});
    expect(subscriptions).toMatchObject([{ topic: "ALL", rhythm: "WEEKLY", destination: null }]);
  });
});

test("a notice is written whole or not at all: what was interrupted is found again, and told once", async () => {
  const alpha = await world.as("alpha-auditor");
  await perform(alpha, subscribe, { about: "ALL" });
  await ownerPool().query("CREATE FUNCTION test_break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken by the test'; END $$");
  await ownerPool().query("CREATE TRIGGER test_break BEFORE INSERT ON notice_item FOR EACH ROW EXECUTE FUNCTION test_break()");
  await world.publish("interrupted", { title: "Interrupted" });
  await expect(announce()).rejects.toThrow();
  await ownerPool().query("DROP TRIGGER test_break ON notice_item; CREATE TRIGGER test_break BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION test_break()");
  expect(await announce()).toBe(1);
  await expect(queueDue()).rejects.toThrow();
  await ownerPool().query("DROP FUNCTION test_break CASCADE");
  await send();
  expect(mailsTo(alpha.email)).toHaveLength(1);
});

test("an unsubscribe link ends what the message came from, without a sign-in, once and for all; looking at it ends nothing, and a made-up one is refused", async () => {
  const alpha = await world.as("alpha-auditor");
  await perform(alpha, subscribe, { about: "ALL" });
  await perform(alpha, subscribe, { about: "ROLES" });
  await world.publish("one-click");
  await send();
  const [message] = await messages();
  const link = unsubscribeToken(String(message?.["id"]));
  expect((await perform(anyone, describeUnsubscribeLink, { link })).subscriptions).toEqual(["All reports"]);
  expect(await perform(anyone, useUnsubscribeLink, { link })).toEqual({ ended: 1 });
  expect(await perform(anyone, useUnsubscribeLink, { link })).toEqual({ ended: 0 });
  expect((await perform(alpha, describeNotifications, {})).subscriptions.map(({ topic }) => topic)).toEqual(["ROLES"]);
  const other = link.replace(/^./, (sign) => (sign === "0" ? "1" : "0"));
  for (const wrong of [other, `${link}x`, "x", `${link}.x`]) {
    expect(messageOfToken(wrong), wrong).toBeNull();
    expect(await outcomeOf(perform(anyone, useUnsubscribeLink, { link: wrong })), wrong).toBe("LinkInvalid");
  }
});

describe("a further place", () => {
  test("of mail gets nothing but the question before its reader has confirmed it", async () => {
    const alpha = await world.as("alpha-auditor");
    const { destinationId } = await perform(alpha, addDestination, { channel: "MAIL", address: "Team@Alpha.example" });
    expect(await outcomeOf(perform(alpha, subscribe, { about: "ALL", destinationId }))).toBe("Conflict");
    expect(await outcomeOf(perform(await world.as("beta-admin"), subscribe, { about: "ALL", destinationId }))).toBe("ResourceNotFound");
    await send();
    const token = /notifications\/confirm\/([A-Za-z0-9_-]{43})/.exec(mailsTo("team@alpha.example")[0] ?? "")?.[1] ?? "";
    expect(await perform(anyone, describeDestinationLink, { token })).toMatchObject({ address: "team@alpha.example", confirmed: false });
    await perform(anyone, confirmDestination, { token });
    await perform(alpha, subscribe, { about: "ALL", destinationId });
    await world.publish("for-the-team", { title: "For the team" });
    await send();
    expect(mailsTo("team@alpha.example").at(-1)).toContain("For the team");
    await perform(alpha, removeDestination, { destinationId });
    expect((await perform(alpha, describeNotifications, {})).subscriptions).toEqual([]);
    expect(await outcomeOf(perform(anyone, confirmDestination, { token }))).toBe("LinkInvalid");
  });

  test.each(["https://127.0.0.1/x", "https://[::1]/x", "https://10.1.2.3/", "https://169.254.169.254/latest", "https://0x7f.1/", "https://[::ffff:10.0.0.1]/", "http://hooks.example.com/", "https://user:pass@hooks.example.com/", "nonsense", "https://localhost/"])(
    "at %s is refused with a sentence",
    async (url) => {
      expect(await outcomeOf(perform(await world.as("alpha-auditor"), addDestination, { channel: "WEBHOOK", url }))).toBe("ValidationException");
    },
  );

  test("for programs gets signed JSON that names what may be seen, and is called again when it fails", async () => {
    const alpha = await world.as("alpha-auditor");
    const { destinationId, secret } = await perform(alpha, addDestination, { channel: "WEBHOOK", url: "https://8.8.8.8/hooks?key=receivers-own" });
    expect(JSON.stringify(await rows("SELECT * FROM notification_destination"))).not.toContain("receivers-own");
    await perform(alpha, subscribe, { about: "PROGRAM:soc2", destinationId });
    const report = await world.publish("for-programs");
    await tick();
    const posts: Post[] = [];
    await deliverWebhooks((post) => Promise.resolve({ sent: posts.push(post) > 5, permanent: false, problem: "It answered 503." }));
    expect(await messages()).toMatchObject([{ channel: "WEBHOOK", to_address: "8.8.8.8", state: "QUEUED", problem: "It answered 503." }]);
    await atTime(new Date(Date.now() + 120_000), () => deliverWebhooks((post) => Promise.resolve(posts.push(post) > 0 ? { sent: true } : { sent: false, permanent: true, problem: "" })));
    expect(await messages()).toMatchObject([{ state: "SENT" }]);
    const [first, second] = posts;
    expect(first).toMatchObject({ url: "https://8.8.8.8/hooks?key=receivers-own", secret, id: second?.id });
    expect(JSON.parse(first?.body ?? "")).toMatchObject({ type: "notifications", items: [{ type: "report.published", reportId: report, version: 1, program: "soc2" }] });
    const headers = signedHeaders("message", 1_700_000_000, "{}", secret ?? "");
    const key = Buffer.from((secret ?? "").slice("whsec_".length), "base64");
    expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update("message.1700000000.{}").digest("base64")}`);
  });
});

describe("letters", () => {
  test("about a request go to those who decide it, with the way there, and the answer to who asked", async () => {
    const report = await world.publish("askable");
    await perform(await world.as("publisher"), setListing, { reportId: report, askable: true });
    const admin = await world.as("alpha-admin");
    const viewer = await world.as("alpha-viewer");
    const { requestId } = await perform(viewer, requestAccess, { reportId: report, reason: "For our review." });
    await send();
    expect(inbox.map(({ to }) => to[0])).toEqual([admin.email]);
    for (const decision of ["approve", "refuse"]) expect(inbox[0]?.raw).toContain(`/requests?request=${requestId}&decision=${decision}`);
    await perform(await world.as("alpha-admin"), decideRequest, { requestId, decision: "APPROVE", days: 3, reason: "Fine." });
    await send();
    expect(mailsTo(viewer.email)[0]).toContain("approved your request for askable");
  });

  test("tell those who look after an agreement that time ends it: a month and a week before, and when it has ended, each once", async () => {
    await world.offer("dpa", { name: "Data terms" });
    await world.accept("beta-admin", "dpa", "ORGANIZATION");
    await world.offer("dpa", { name: "Data terms", graceDays: 40 });
    await send();
    inbox.length = 0;
    const in_ = (days: number) => new Date(Date.now() + days * 86_400_000);
    const subjects = (): string[] => mailsTo("admin@beta.example").map((raw) => /^Subject: (.*(?:\r\n .*)*)/m.exec(raw)?.[1]?.replace(/\r\n /g, " ") ?? "");
    for (const days of [5, 5, 12, 12, 36, 37, 45, 46]) await atTime(in_(days), send);
    expect(subjects().map((subject) => subject.split(":")[0]?.replace(/on .*/, "on"))).toEqual(["Ends on", "Ends on", "Ended"]);
  });
});
