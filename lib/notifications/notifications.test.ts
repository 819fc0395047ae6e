import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { config, parseConfig, setConfig } from "@/lib/config/config";
import { database } from "@/lib/database/client";
import { ownerPool } from "@/lib/database/testing";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { invitePerson } from "@/lib/organizations/invite-person";
import { putDocument } from "@/lib/storage/documents";
import { outcomeOf, rows, testPdf, useWorld } from "@/lib/testing/world";
import { tell } from "@/lib/agreements/recipients";
import { t } from "@/lib/texts/text";
import { composeMail } from "./compose-mail";
import { claimMs, deliverMessages, messageIdOf } from "./deliver-messages";
import { listMessages } from "./list-messages";
import { smtpTransport, type MailTransport } from "./mail-transport";
import { mostAttempts, waitAfterMs } from "./models";
import { queueMessage, queueMessages } from "./queue-message";
import { retryMessage } from "./retry-message";
import { startMailWorker } from "./mail-worker";
import { sweepMessages } from "./sweep-messages";

const world = useWorld();
const from = "Evidence portal <evidence@operator.example>";

/** A real mail server on this machine, with a mind of its own about recipients. */
const inbox: { to: string[]; raw: string }[] = [];
let refusal: { code: number; message: string } | null = null;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onRcptTo(_address, _session, callback) {
    callback(refusal ? Object.assign(new Error(refusal.message), { responseCode: refusal.code }) : null);
  },
  onData(stream, session, callback) {
    let raw = "";
    stream.on("data", (piece: Buffer) => (raw += piece.toString("utf8")));
    stream.on("end", () => {
      inbox.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
      callback(null);
    });
  },
});
let transport: MailTransport;
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (typeof address !== "object" || !address) throw new Error("the mail server has no port");
  url = `smtp://127.0.0.1:${address.port}`;
  transport = smtpTransport(url, from);
});
afterAll(async () => {
  transport.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
beforeEach(async () => {
  inbox.length = 0;
  refusal = null;
  await ownerPool().query("DELETE FROM message");
});

const letter = { to: "admin@alpha.example", subject: "About an agreement", ...composeMail({ paragraphs: ["Words."], sender: "Operator", reason: "Because." }), about: "agreement/baa:2" };
const one = async (id: string) => (await rows("SELECT state::text AS state, attempts, body, problem, next_attempt_at, claimed_until FROM message WHERE id = $1", [id]))[0] ?? {};
const header = (raw: string, name: string): string => new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, "im").exec(raw)?.[1]?.replace(/\r\n[ \t]/g, " ") ?? "";

describe("a message", () => {
  test("reaches a mail server with its words in text and HTML, and its words are then gone from the records", async () => {
    const words = composeMail({ name: "Άννα <b>", paragraphs: ["Grüße & more."], facts: [["Agreement", "BAA"]], action: { label: "Open", href: "https://evidence.example.com/agreements/baa" }, sender: "Operator", reason: "You are an admin." });
    const id = await queueMessage(database(), { ...letter, subject: "Приветствие\r\nBcc: somebody@else.example", ...words });
    expect(await deliverMessages(transport)).toBe(1);
    const [mail] = inbox;
    if (!mail) throw new Error("nothing arrived");
    expect(mail.to).toEqual(["admin@alpha.example"]);
    expect(header(mail.raw, "Message-ID")).toBe(messageIdOf(id));
    expect(header(mail.raw, "From")).toBe(from);
    expect(header(mail.raw, "Bcc"), "a subject cannot become a header").toBe("");
    expect(header(mail.raw, "Auto-Submitted")).toBe("auto-generated");
    expect(mail.raw).toContain("multipart/alternative");
    expect(words.html).toContain("&lt;b&gt;");
    expect(await one(id)).toMatchObject({ state: "SENT", attempts: 1, body: null });
    expect(await deliverMessages(transport), "nothing is sent twice").toBe(0);
    const [event] = await rows("SELECT parameters, resources FROM audit_event WHERE operation = 'notifications:CompleteMessage' ORDER BY seq DESC LIMIT 1");
    expect(event).toMatchObject({ parameters: { delivery: "sent", to: "admin@alpha.example", attempts: 1 }, resources: [`message/${id}`, "agreement/baa:2"] });
  });

  test("carries a stored document byte for byte without a copy in its row", async () => {
    const pdf = await testPdf(1);
    const { sha256 } = await putDocument(pdf);
    const id = await queueMessage(database(), { ...letter, attachments: [{ sha256, fileName: "certificate.pdf", contentType: "application/pdf" }] });
    expect(JSON.stringify((await rows("SELECT attachments FROM message WHERE id = $1", [id]))[0]).length).toBeLessThan(300);
    await deliverMessages(transport);
    const part = /filename=certificate\.pdf[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(inbox[0]?.raw ?? "")?.[1] ?? "";
    expect(Buffer.from(part, "base64").equals(Buffer.from(pdf))).toBe(true);
  });

  test("that was queued in a transaction which failed never existed", async () => {
    await expect(
      database().$transaction(async (db) => {
        await queueMessage(db, letter);
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await deliverMessages(transport)).toBe(0);
    expect(await rows("SELECT 1 FROM message")).toEqual([]);
  });

  test("is sealed at rest: whoever reads the table reads no words", async () => {
    const id = await queueMessage(database(), { ...letter, text: "a-secret-link" });
    const [row] = await rows("SELECT * FROM message WHERE id = $1", [id]);
    expect(Buffer.from(row?.["body"] as Buffer).toString("latin1")).not.toContain("a-secret-link");
    expect(JSON.stringify(row)).not.toContain("a-secret-link");
  });
});

describe("delivery", () => {
  test("waits longer after each refusal that may pass, then gives up where staff can see it, and staff can try again", async () => {
    refusal = { code: 451, message: "try later" };
    const id = await queueMessage(database(), letter);
    let at = Date.now();
    const waits: number[] = [];
    for (let round = 1; round <= mostAttempts; round += 1) {
      expect(await atTime(new Date(at), () => deliverMessages(transport)), `attempt ${round}`).toBe(1);
      const row = await one(id);
      if (row["state"] !== "QUEUED") break;
      expect(await atTime(new Date(at + 1000), () => deliverMessages(transport)), "not before its time").toBe(0);
      const next = (row["next_attempt_at"] as Date).getTime();
      waits.push(next - at);
      at = next;
    }
    expect(waits).toEqual(Array.from({ length: mostAttempts - 1 }, (_, index) => waitAfterMs(index + 1)));
    expect(waits.every((wait, index) => index === 0 || wait >= (waits[index - 1] ?? 0))).toBe(true);
    expect(await one(id)).toMatchObject({ state: "GIVEN_UP", attempts: mostAttempts });

    const root = await world.as("root");
    const listed = await perform(root, listMessages, { standing: "GIVEN_UP" });
    expect(listed.rows.map((row) => row.id)).toEqual([id]);
    expect(listed.rows[0]?.problem).toContain("try later");
    refusal = null;
    await perform(root, retryMessage, { messageId: id });
    await deliverMessages(transport);
    expect(inbox).toHaveLength(1);
    expect(await outcomeOf(perform(root, retryMessage, { messageId: id })), "what was sent is not sent again").toBe("Conflict");
  });

  test("gives up at once where the server refuses the recipient for good", async () => {
    refusal = { code: 550, message: "no such mailbox" };
    const id = await queueMessage(database(), letter);
    await deliverMessages(transport);
    expect(await one(id)).toMatchObject({ state: "GIVEN_UP", attempts: 1 });
    const { rows: listed } = await perform(await world.as("root"), listMessages, {});
    expect(listed[0]).toMatchObject({ standing: "GIVEN_UP", nextAttemptAt: null });
  });

  test("is tried again where there is no mail server at all", async () => {
    const nobody = smtpTransport("smtp://127.0.0.1:9", from);
    const id = await queueMessage(database(), letter);
    await deliverMessages(nobody);
    nobody.close();
    expect(await one(id)).toMatchObject({ state: "QUEUED", attempts: 1, claimed_until: null });
  });

  test("by four workers at once sends each of forty messages once", async () => {
    await queueMessages(database(), Array.from({ length: 40 }, (_, index) => ({ ...letter, subject: `Message ${index}` })));
    const drain = async (): Promise<void> => {
      while ((await deliverMessages(transport)) > 0);
    };
    await Promise.all([drain(), drain(), drain(), drain()]);
    expect(inbox).toHaveLength(40);
    expect(new Set(inbox.map(({ raw }) => header(raw, "Message-ID"))).size).toBe(40);
  });

  test("loses nothing when the process ends between claim and record: the message leaves again, under the same id", async () => {
    const id = await queueMessage(database(), letter);
    const crashing: MailTransport = {
      close: () => undefined,
      async send(mail) {
        await transport.send(mail);
        // The process is gone: nobody records what the server said.
        return new Promise(() => undefined);
      },
    };
    void deliverMessages(crashing);
    await vi.waitFor(() => expect(inbox).toHaveLength(1));
    expect(await deliverMessages(transport), "while it is claimed nobody else takes it").toBe(0);
    await atTime(new Date(Date.now() + claimMs + 1000), () => deliverMessages(transport));
    expect(inbox.map(({ raw }) => header(raw, "Message-ID"))).toEqual([messageIdOf(id), messageIdOf(id)]);
    expect(await one(id)).toMatchObject({ state: "SENT", attempts: 2 });
  });

  test("does not begin for what is of no use any more, with or without a mail server", async () => {
    const late = await queueMessage(database(), { ...letter, goodUntil: new Date(Date.now() - 1) });
    await deliverMessages(transport);
    expect(inbox).toEqual([]);
    expect(await one(late)).toMatchObject({ state: "GIVEN_UP", body: null });
    const kept = await queueMessage(database(), { ...letter, goodUntil: new Date(Date.now() - 1) });
    expect(await sweepMessages()).toBe(1);
    expect(await one(kept)).toMatchObject({ state: "GIVEN_UP", body: null });
    const root = await world.as("root");
    expect((await perform(root, listMessages, { standing: "EXPIRED" })).rows).toHaveLength(2);
    expect(await outcomeOf(perform(root, retryMessage, { messageId: kept }))).toBe("Conflict");
  });

  test("by the server's worker begins by itself and ends when it is told to", async () => {
    const stop = startMailWorker(smtpTransport(url, from));
    await queueMessage(database(), letter);
    await vi.waitFor(() => expect(inbox).toHaveLength(1), { timeout: 10_000 });
    await stop();
    await queueMessage(database(), letter);
    expect(inbox).toHaveLength(1);
  });

  test("puts no address into the log", async () => {
    const written: string[] = [];
    const spies = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")].map((spy) => spy.mockImplementation((text) => written.push(String(text)) > 0));
    vi.stubEnv("MUNIMENT_LOG", "");
    refusal = { code: 550, message: "<admin@alpha.example> no such mailbox" };
    await queueMessage(database(), letter);
    await deliverMessages(transport);
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
    expect(written.join("")).toContain("mail.given-up");
    expect(written.join("")).not.toContain("admin@alpha");
  });
});

describe("an invitation", () => {
  const invite = async () => perform(await world.as("alpha-admin"), invitePerson, { accountId: world.account("alpha-main"), email: "new@alpha.example", name: "Nia New", group: "viewer" });

  test("is sent to the person where mail is on, with the link that the inviter is shown", async () => {
    const before = config();
    setConfig(parseConfig({ DATA_DIR: before.dataDir, PORT: "0", BASE_URL: before.baseUrl, SMTP_URL: url, MAIL_FROM: from }));
    const { link, invitationId } = await invite();
    await deliverMessages(transport);
    setConfig(before);
    expect(inbox[0]?.to).toEqual(["new@alpha.example"]);
    expect(inbox[0]?.raw.replace(/=\r\n/g, "").replaceAll("=3D", "=")).toContain(link);
    expect((await perform(await world.as("root"), listMessages, {})).rows[0]).toMatchObject({ about: `invitation/${invitationId}`, standing: "SENT" });
  });

  test("puts its link nowhere but before the inviter's eyes where mail is off", async () => {
    await invite();
    expect(await rows("SELECT 1 FROM message")).toEqual([]);
  });
});

test.each(["smtp://", "http://mail.example", "mail.example:25", "smtp://mail.example/path"])("SMTP_URL=%s is refused", (address) => {
  expect(() => parseConfig({ SMTP_URL: address, MAIL_FROM: from })).toThrow(/SMTP_URL must be the address of a mail server/);
});

test("a mail server without a sender, or a sender that is no address, is refused", () => {
  expect(() => parseConfig({ SMTP_URL: "smtps://user:hunter2@mail.example" })).toThrow(/MAIL_FROM must be set with SMTP_URL/);
  expect(() => parseConfig({ SMTP_URL: "smtps://user:hunter2@mail.example", MAIL_FROM: "nobody" })).toThrow(/MAIL_FROM must be an e-mail address/);
});

test("a letter is written in the language that its reader chose, and in English to who chose none", async () => {
  const [reader, other] = [await world.as("alpha-admin"), await world.as("alpha-auditor")];
  await ownerPool().query("UPDATE person SET locale = 'de' WHERE id = $1", [reader.personId]);
  await tell(database(), [reader, other].map(({ personId, email, name }) => ({ personId, email, name })), "agreement/baa:2", () => ({ subject: t("Agreements now need two people"), paragraphs: ["Words."] }));
  expect((await rows("SELECT subject FROM message WHERE person_id = ANY ($1::uuid[]) ORDER BY subject", [[reader.personId, other.personId]])).map(({ subject }) => subject)).toEqual([
    "Agreements now need two people",
    "Vereinbarungen brauchen jetzt zwei Personen",
  ]);
});
