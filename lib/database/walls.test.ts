import { beforeAll, describe, expect, inject, test } from "vitest";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { placeHold } from "@/lib/audit/retention/place-hold";
import { updateRetention } from "@/lib/audit/retention/update-retention";
import { eraseFields } from "@/lib/audit/erase-fields";
import { beginLog, sequence } from "@/lib/audit/log/sequencer";
import { LogSigner } from "@/lib/audit/log/signer";
import { saveView } from "@/lib/audit/save-view";
import { commentOnUserControl } from "@/lib/center/controls/comment-on-user-control";
import { listUserControls } from "@/lib/center/controls/list-user-controls";
import { putUserControls } from "@/lib/center/controls/put-user-controls";
import { tickUserControl } from "@/lib/center/controls/tick-user-control";
import { config } from "@/lib/config/config";
import { keepPolicyDraft } from "@/lib/access/keep-policy-draft";
import { createApprovalRule } from "@/lib/access/requests/create-approval-rule";
import { requestAccess } from "@/lib/access/requests/request-access";
import { createRole } from "@/lib/access/roles/create-role";
import { grantRole } from "@/lib/access/roles/grant-role";
import { Actor } from "@/lib/demo/actor";
import { createAccessKey } from "@/lib/identity/create-access-key";
import { createResetLink } from "@/lib/identity/create-reset-link";
import { startPasskeySignIn } from "@/lib/identity/start-passkey-sign-in";
import { addDestination } from "@/lib/notifications/subscriptions/add-destination";
import { announce } from "@/lib/notifications/subscriptions/announce";
import { setTimeZone } from "@/lib/notifications/subscriptions/set-time-zone";
import { subscribe } from "@/lib/notifications/subscriptions/subscribe";
import { perform } from "@/lib/operations/perform";
import { createAccount } from "@/lib/organizations/create-account";
import { createOrganization } from "@/lib/organizations/create-organization";
import { createOrganizationalUnit } from "@/lib/organizations/create-organizational-unit";
import { inviteAccount } from "@/lib/organizations/invite-account";
import { invitePerson } from "@/lib/organizations/invite-person";
import { answerCheck } from "@/lib/learning/answer-check";
import { createResource } from "@/lib/resources/create-resource";
import { publishResource } from "@/lib/resources/publish-resource";
import { retireResource } from "@/lib/resources/retire-resource";
import { saveResourceDraft } from "@/lib/resources/save-resource-draft";
import { checkImport } from "@/lib/publishing/import/check-import";
import { startUpload } from "@/lib/publishing/start-upload";
import { setRequiredAgreements } from "@/lib/reports/set-required-agreements";
import { endAgreement } from "@/lib/agreements/end-agreement";
import { prepareAcceptance } from "@/lib/agreements/prepare-acceptance";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { getReport } from "@/lib/reports/get-report";
import { readText, rows, useWorld, password } from "@/lib/testing/world";
import { rawPool } from "./client";
import { checkEventClock, setEventClock } from "./event-clock";
import { checkWalls, raiseWalls } from "./raise-walls";
import { roleOf, withPlainClient } from "./connection";
import { withScope, type Scope } from "./scope";
import { ownerPool } from "./testing";
import { rightsOn, walls } from "./walls";

const world = useWorld();
const listed = Object.keys(walls).sort();
const walled = listed.filter((table) => "sees" in (walls[table] ?? {}));

/** Every row that a scope is shown when a statement asks for all there are: what is left when somebody forgets the condition that names the tenant. */
async function shown(scope: Scope): Promise<Map<string, string[]>> {
  const seen = new Map<string, string[]>();
  for (const table of walled) {
    const { rows: found } = await withScope(scope, () => rawPool().query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`));
    seen.set(table, found.map(({ row }) => row));
  }
  return seen;
}

const all = async (): Promise<Map<string, Set<string>>> => {
  const found = new Map<string, Set<string>>();
  for (const table of walled) found.set(table, new Set((await ownerPool().query<{ at: string }>(`SELECT ctid::text AS at FROM ${table}`)).rows.map(({ at }) => at)));
  return found;
};

describe("the second wall", () => {
  /** Beta's people, and those who are nobody yet: before and after others have done all that can be done. */
  const onlookers: { name: string; scope: Scope; before?: Map<string, string[]> }[] = [];
  const others = new Map<string, string[]>();

  beforeAll(async () => {
    const auditor = await world.as("beta-auditor");
    const organizationId = auditor.account?.organizationId ?? "";
    const at = { organizationId, accountId: world.account("beta-main") };
    await perform(auditor, acceptTerms, { reportId: await world.publish("beta-only", { organizations: ["beta"] }), termsRevision: 1, accepted: true });
    onlookers.push(
      { name: "the management account of another organization", scope: { kind: "member", personId: (await world.as("beta-admin")).personId, ...at, management: true } },
      { name: "a member account of another organization", scope: { kind: "member", personId: auditor.personId, ...at, management: false } },
      { name: "a person in no account", scope: { kind: "person", personId: auditor.personId } },
    );
    for (const onlooker of onlookers) onlooker.before = await shown(onlooker.scope);
    const before = await all();

    const root = await world.as("root");
    await perform(root, createOrganization, { slug: "gamma", name: "Gamma", managementAccountName: "Gamma Main" });
    const admin = await world.as("alpha-admin");
    await perform(admin, createOrganizationalUnit, { name: "Second" });
    await perform(admin, createAccount, { name: "Third" });
    await perform(admin, inviteAccount, { accountId: "999999999999" });
    const document = JSON.stringify({ Version: "2026-11-01", Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
    const { policyId } = await perform(admin, createPolicy, { slug: "all", name: "All", document });
    await perform(admin, attachPolicy, { kind: "root", policyId });
    await perform(admin, keepPolicyDraft, { place: policyId, document: "{" });
    const person = await world.as("alpha-auditor");
    await perform(admin, attachPolicy, { kind: "person", policyId, accountId: world.account("alpha-main"), personId: person.personId });
    const { link } = await perform(admin, invitePerson, { accountId: world.account("alpha-main"), email: "new@alpha.example", name: "New", group: "viewer" });
    await new Actor({ slug: "new", name: "New", email: "new@alpha.example" }, password, 40).join(link);
    await perform(person, subscribe, { about: "ALL" });
    await perform(person, setTimeZone, { timeZone: "Europe/Berlin" });
    await perform(person, addDestination, { channel: "MAIL", address: "team@alpha.example" });
    const reportId = await world.publish("alpha-only", { organizations: ["alpha"] });
    await announce();
    const { ticket } = await perform(person, acceptTerms, { reportId, termsRevision: 1, accepted: true });
    await perform(person, getReport, { reportId, ticket });
    await perform(await world.as("publisher"), putUserControls, { reportId, version: 1, revision: 0, lines: "CC6.1: Customers remove leavers." });
    const controlId = (await perform(person, listUserControls, { reportId })).controls[0]?.id ?? "";
    await perform(person, tickUserControl, { controlId, state: "IN_PLACE" });
    await perform(person, commentOnUserControl, { controlId, text: "Ours." });
    const { roleId } = await perform(admin, createRole, { accountId: world.account("alpha-main"), name: "Visit" });
    await perform(admin, grantRole, { roleId, email: person.email, name: person.name, days: 1 });
    await perform(admin, createApprovalRule, { kind: "GROUP", value: "auditor", days: 1 });
    await perform(await world.as("alpha-viewer"), requestAccess, { reportId, reason: "For our review." });
    await world.offer("nda");
    await world.accept("alpha-admin", "nda", "ORGANIZATION");
    await perform(person, startPasskeySignIn, {});
    await perform(await world.as("alpha-auditor"), createAccessKey, { name: "Nightly" });
    await perform(admin, createResetLink, { accountId: world.account("alpha-main"), personId: person.personId });
    await rows("INSERT INTO passkey (id, person_id, credential_id, public_key, counter, rp_id, name, aaguid, synced, created_at) VALUES (gen_random_uuid(), $1, '\\x01', '\\x02', 0, 'localhost', 'Mine', '', false, now())", [person.personId]);
    await perform(await world.as("publisher"), setRequiredAgreements, { reportId, agreements: "nda" });
    await world.offer("over");
    await perform(admin, endAgreement, { customerAgreementId: await world.accept("alpha-admin", "over", "ACCOUNT"), confirmName: "over", readTerms: true });
    await world.offer("addendum");
    await readText(admin, "addendum");
    await perform(admin, prepareAcceptance, { slug: "addendum", revision: 1, for: "ACCOUNT", box: [0, 1], checked: true, typedName: "Ana Admin", title: "X", legalEntity: "Alpha" });
    const publisher = await world.as("publisher");
    await perform(publisher, startUpload, { fileName: "alpha.pdf", bytes: 10, reportId });
    await perform(publisher, checkImport, { manifest: "file,series,title\na.pdf,alpha-only,Next", files: [], keep: crypto.randomUUID() });
    await rows("INSERT INTO freshness_reminder (series_id, lapses_on, days, created_at) VALUES ($1, '2027-01-01', 30, now())", [reportId]);
    // What no operation of a customer's writes, or what is gone by the end of one.
    await rows("INSERT INTO rate_limit (key, points) VALUES ('someone', 1)");
    await rows("INSERT INTO setup_link (id, token_hash, created_at, expires_at) VALUES (gen_random_uuid(), '\\x01', now(), now())");
    await rows("INSERT INTO forwarding_destination (id, name, kind, address, next, next_attempt_at, created_at) VALUES (gen_random_uuid(), 'Log', 'SYSLOG_TLS', 'log.example:6514', 0, now(), now())");
    await rows("INSERT INTO forwarding_dead_letter (id, destination_id, from_idx, to_idx, events, state, problem, created_at) SELECT gen_random_uuid(), id, 0, 1, 1, 'DEAD', 'no', now() FROM forwarding_destination");
    await rows("INSERT INTO log_witness (id, verifier, address, next_attempt_at, created_at) VALUES (gen_random_uuid(), 'witness.example+0+0', 'https://witness.example', now(), now())");
    await rows("INSERT INTO log_cosignature (checkpoint_size, witness_id, line, at) SELECT 1, id, '— witness.example AAAA', now() FROM log_witness");
    await rows("INSERT INTO witnessed_log (id, origin, verifiers, root, created_at) VALUES (gen_random_uuid(), 'other.example/log', '{other.example/log+0+0}', decode(repeat('00', 32), 'hex'), now())");
    await rows("INSERT INTO witnessed_fork (log_id, size, root, cosigned, presented, at) SELECT id, 1, root, 'one', 'other', now() FROM witnessed_log");
    await rows("INSERT INTO witness_key (verifier, sealed, created_at) VALUES ('portal.example/witness+0+0', '\\x01', now())");
    await perform(admin, saveView, { name: "Refusals", query: "outcome=refused" });
    await perform(await world.as("root"), updateRetention, { class: "reads", days: 365, reason: "a test" });
    await perform(await world.as("root"), eraseFields, { personId: (await world.as("alpha-viewer")).personId, reason: "a test" });
    await perform(await world.as("root"), placeHold, { covers: "EVERYTHING", reason: "a test" });
    await perform(publisher, createResource, { slug: "retired", kind: "ANSWER", title: "Retired", summary: "Not shown any more." });
    await perform(publisher, saveResourceDraft, { slug: "retired", seen: 1, kind: "ANSWER", title: "Retired", summary: "Not shown any more.", body: "Words.", programs: [], topics: [] });
    await perform(publisher, publishResource, { slug: "retired", seen: 2 });
    await perform(publisher, retireResource, { slug: "retired" });
    await perform(publisher, createResource, { slug: "draft", kind: "ANSWER", title: "Draft", summary: "Not shown yet." });
    await perform(person, answerCheck, { module: "evidence", q1: 0, q2: 0, q3: 0, q4: 0 });
    await rows("INSERT INTO learning_certificate (id, code, person_id, path, name, modules, issued_at, sha256, bytes) VALUES (gen_random_uuid(), 'ABCD', $1, 'legal', 'X', '[]', now(), decode(repeat('00', 32), 'hex'), 1)", [person.personId]);
    await beginLog(rawPool(), "portal.example/log");
    await sequence(rawPool());
    await new LogSigner(rawPool(), config().dataDir).sign();
    for (const [table, places] of await all()) others.set(table, [...places].filter((place) => !before.get(table)?.has(place)));
  });

  test("is stated for every table of the schema, and for no other", async () => {
    const { rows: tables } = await ownerPool().query<{ name: string }>(
      "SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '_prisma_migrations'",
    );
    expect(tables.map(({ name }) => name).sort(), "a new table says in lib/database/walls.ts who sees its rows").toEqual(listed);
  });

  test.each(walled)("%s: what others do changes nothing of what is shown, whatever is asked for", async (table) => {
    expect(others.get(table)?.length, "the story above writes rows of other tenants into every table").toBeGreaterThan(0);
    for (const { name, scope, before } of onlookers) expect((await shown(scope)).get(table), name).toEqual(before?.get(table));
  });

  test.each(walled)("%s: rows of others can be neither changed nor removed", async (table) => {
    const { rows: columns } = await ownerPool().query<{ name: string }>("SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 ORDER BY attnum LIMIT 1", [table]);
    const column = `"${columns[0]?.name ?? ""}"`;
    const [place] = others.get(table) ?? [];
    const rights = rightsOn(table);
    for (const { name, scope } of onlookers) {
      await withScope(scope, async () => {
        if (rights.includes("UPDATE")) expect((await rawPool().query(`UPDATE ${table} SET ${column} = ${column} WHERE ctid = $1::tid`, [place])).rowCount, name).toBe(0);
        if (rights.includes("DELETE")) expect((await rawPool().query(`DELETE FROM ${table} WHERE ctid = $1::tid`, [place])).rowCount, name).toBe(0);
      });
    }
  });

  test.each(listed)("%s: without a scope the application's role is shown nothing, and has no right that the portal does not use", async (table) => {
    const database = new URL(`pg://x/${(await rows("SELECT current_database() AS name"))[0]?.["name"] as string}`).pathname.slice(1);
    await withPlainClient({ ...inject("testDatabase").application, database }, async (client) => {
      const seen = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
      if (walled.includes(table)) expect(seen.rowCount).toBe(0);
      const { rows: held } = await client.query<{ right: string }>(
        `SELECT r AS right FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) r
         WHERE CASE r WHEN 'INSERT' THEN has_any_column_privilege(current_user, $1, r) ELSE has_table_privilege(current_user, $1, r) END`,
        [table],
      );
      expect(held.map(({ right }) => right)).toEqual([...rightsOn(table)]);
    });
  });

  test("the application's role sets neither the transaction, the number nor the salts of an event, and writes none of another time than now", async () => {
    const [row] = await rows("SELECT current_database() AS name");
    const database = String(row?.["name"]);
    const application = { ...inject("testDatabase").application, database };
    const event = (at: string, column = "", value = "") => `INSERT INTO audit_event (id, at, operation, outcome, browsing, actor_kind, person_name, person_email, address, user_agent, request_id, correlation_id, resources, parameters${column && `, ${column}`})
      SELECT id, event_id_time(id), 'x:Y', 'Success', false, 'system', '', '', '', '', gen_random_uuid(), gen_random_uuid(), '{}', '{}'${value && `, ${value}`} FROM (SELECT uuidv7(${at}) AS id) m`;
    const attempt = async (sql: string): Promise<string> => rawPool().query(sql).then(() => "written", (error: Error) => error.message);
    for (const [column, value] of [["xid", "'3'"], ["seq", "1"], ["salt", "gen_random_uuid()"], ["kept_salts", "'{}'"], ["erased", "'{}'"]]) expect(await attempt(event("interval '0'", column, value)), column).toMatch(/permission denied/);
    expect(await attempt("INSERT INTO event_erasure (id, event_id, fields, at, person_name, reason, xid) VALUES (gen_random_uuid(), gen_random_uuid(), '{name}', now(), '', '', '3')")).toMatch(/permission denied/);
    const owner = { ...inject("testDatabase").owner, database };
    await setEventClock(owner, roleOf(application), "kept");
    for (const at of ["interval '0'", "interval '-9 minutes'", "interval '9 minutes'"]) expect(await attempt(event(at)), at).toBe("written");
    for (const at of ["interval '-7 years'", "interval '-11 minutes'", "interval '11 minutes'", "interval '1 year'"]) expect(await attempt(event(at)), at).toMatch(/is not of this moment/);
    expect(await attempt("GRANT EXECUTE ON FUNCTION event_time_is_free() TO CURRENT_USER"), "it cannot free itself").toMatch(/permission denied/);
    await expect(checkEventClock(application)).resolves.toBeUndefined();
    await setEventClock(owner, roleOf(application), "free");
    expect(await attempt(event("interval '-7 years'")), "the demo").toBe("written");
    await expect(checkEventClock(application), "production").rejects.toThrow(/events of any time/);
  });

  test("an event can be written for no other organization", async () => {
    const [onlooker] = onlookers;
    if (!onlooker) throw new Error("nobody");
    const other = (await rows("SELECT id::text FROM organization WHERE slug = 'alpha'"))[0]?.["id"];
    const insert = `INSERT INTO audit_event (id, at, operation, outcome, browsing, actor_kind, person_name, person_email, organization_id, address, user_agent, request_id, correlation_id, resources, parameters)
      VALUES (gen_random_uuid(), now(), 'x:Y', 'Success', false, 'person', '', '', $1, '', '', gen_random_uuid(), gen_random_uuid(), '{}', '{}')`;
    await expect(withScope(onlooker.scope, () => rawPool().query(insert, [other]))).rejects.toThrow("row-level security");
  });
});

describe("the portal refuses to work as a role", () => {
  const attempt = async (change: string, undo: string) => {
    const database = await createTestDatabaseBeside();
    await withPlainClient(inject("testDatabase").administration, (client) => client.query(change));
    try {
      await checkWalls(database);
    } finally {
      await withPlainClient(inject("testDatabase").administration, (client) => client.query(undo));
    }
  };
  const createTestDatabaseBeside = async () => {
    const [row] = await rows("SELECT current_database() AS name");
    return { ...inject("testDatabase").application, database: String(row?.["name"]) };
  };

  test("that no row-level security holds back", async () => {
    const role = roleOf(inject("testDatabase").application);
    const owner = inject("testDatabase").owner.user;
    await expect(attempt(`ALTER ROLE ${role} SUPERUSER`, `ALTER ROLE ${role} NOSUPERUSER`)).rejects.toThrow("superuser");
    await expect(attempt(`ALTER ROLE ${role} BYPASSRLS`, `ALTER ROLE ${role} NOBYPASSRLS`)).rejects.toThrow("BYPASSRLS");
    await expect(attempt(`ALTER ROLE ${role} REPLICATION`, `ALTER ROLE ${role} NOREPLICATION`)).rejects.toThrow("REPLICATION");
    await expect(attempt(`GRANT ${owner} TO ${role}`, `REVOKE ${owner} FROM ${role}`)).rejects.toThrow("can become their owner");
    await expect(attempt("SELECT 1", "SELECT 1")).resolves.toBeUndefined();
  });

  test("for whom a wall is missing, and says how to raise it", async () => {
    const application = await createTestDatabaseBeside();
    await ownerPool().query("ALTER TABLE ticket DISABLE ROW LEVEL SECURITY");
    await expect(checkWalls(application)).rejects.toThrow(/table ticket is not walled.*db:migrate/);
    await ownerPool().query("COMMENT ON TABLE organization IS NULL");
    await raiseWalls({ ...inject("testDatabase").owner, database: application.database }, roleOf(application));
    await expect(checkWalls(application)).resolves.toBeUndefined();
  });
});
