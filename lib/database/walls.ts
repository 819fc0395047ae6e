/** What row-level security says of a table. */
export type Wall =
  /** Belongs to no tenant: no row-level security, and why. */
  | { shared: string }
  | {
      /** The condition under which a scope sees a row. */
      sees: string;
      /** The condition under which it may write one, where that is not the same. */
      writes?: string;
      /** Why the owner, whom the portal never works as, is not held back as well. */
      ownerPasses?: string;
    };

export type Right = "SELECT" | "INSERT" | "UPDATE" | "DELETE";

const setting = {
  scope: "current_setting('muniment.scope', true)",
  person: "nullif(current_setting('muniment.person', true), '')::uuid",
  organization: "nullif(current_setting('muniment.organization', true), '')::uuid",
  account: "nullif(current_setting('muniment.account', true), '')::bpchar",
};

// Each is asked once per statement, not once per row. Cast where the column's index shall be of use.
const kind = `(SELECT ${setting.scope})`;
const person = `(SELECT ${setting.person})`;
const organization = `(SELECT ${setting.organization})`;
const account = `(SELECT ${setting.account})`;
const management = "(SELECT current_setting('muniment.management', true)) = 'yes'";

const system = `${kind} = 'system'`;
const everywhere = `${kind} IN ('system', 'staff')`;
const everywhereAndDoor = `${kind} IN ('system', 'staff', 'door')`;
const secrets = `${kind} IN ('system', 'door')`;

const anyOf = (...conditions: string[]): string => conditions.map((condition) => `(${condition})`).join(" OR ");
const inOrganization = (column: string): string => `${column} = ${organization}`;
// By the placement, which a trigger keeps with the account: its own wall is short, and every wall within a wall is planned with each statement.
const ofAccountIn = (table: string): string => `EXISTS (SELECT 1 FROM account_placement p WHERE p.account_id = ${table}.account_id AND p.organization_id = ${organization} AND p.to_at IS NULL)`;
/** Memberships have a wall of their own: whoever is a member where the scope sees members. */
const ofColleague = (table: string): string => `EXISTS (SELECT 1 FROM membership m WHERE m.person_id = ${table}.person_id)`;
const narrow = (table: string): string => `${table}.account_id = ${account} OR ${management}`;
/** The account is of the organization, or was when the agreement began. */
const madeWithin = (table: string): string =>
  anyOf(
    // Apart, so that PostgreSQL can answer it for many rows at once.
    `EXISTS (SELECT 1 FROM account_placement p WHERE p.account_id = ${table}.account_id AND p.to_at IS NULL)`,
    `EXISTS (SELECT 1 FROM account_placement p WHERE p.account_id = ${table}.account_id AND ${table}.effective_start < p.to_at)`,
  );
const sharedWithMe = (table: string): string => `EXISTS (SELECT 1 FROM series_audience sa WHERE sa.series_id = ${table})`;
/** The report version has a wall of its own. */
const ofVersionIn = (table: string): string => `EXISTS (SELECT 1 FROM report_version v WHERE v.series_id = ${table}.series_id AND v.version = ${table}.version)`;
const forEveryone = `audience = 'EVERYONE' AND ${kind} = 'member'`;
const published = { shared: "hashes and signatures, which the portal publishes to everyone" };
const holdsRole = (account: string): string => `muniment_holds_role_in(${account})`;
const ofRoleIn = (table: string): string => `EXISTS (SELECT 1 FROM role r JOIN account a ON a.id = r.account_id WHERE r.id = ${table}.role_id AND a.organization_id = ${organization})`;
/** What the operator shares with this person alone, on request. The statement's own condition knows the exact end. */
const sharedOnRequest = (series: string): string =>
  `${series} = ANY (ARRAY(SELECT q.series_id FROM access_request q WHERE q.to_operator AND q.state = 'APPROVED' AND q.ended_at IS NULL AND q.until_at > now() AND q.person_id = ${person} AND q.account_id = ${account}))`;
const text = { shared: "texts are offered to everyone" };

/**
 * The second wall between tenants: for each table of the schema, which rows PostgreSQL shows to which scope (`scope.ts`), whatever a statement asks for.
 * The first wall is the conditions in the statements themselves. A table that is not listed here gets no rights at all.
 */
export const walls: Readonly<Record<string, Wall>> = {
  organization: { sees: anyOf(everywhereAndDoor, inOrganization("id"), "EXISTS (SELECT 1 FROM account a WHERE a.organization_id = organization.id AND muniment_is_member(a.id))", `EXISTS (SELECT 1 FROM account a WHERE a.organization_id = organization.id AND ${holdsRole("a.id")})`), writes: anyOf(everywhereAndDoor, inOrganization("id")) },
  organizational_unit: { sees: anyOf(everywhereAndDoor, inOrganization("organization_id")) },
  // An account that has left stands in the coverage of the days before.
  account: { sees: anyOf(everywhereAndDoor, inOrganization("organization_id"), "EXISTS (SELECT 1 FROM account_placement p WHERE p.account_id = account.id)", "muniment_is_member(id)", holdsRole("id")), writes: anyOf(everywhereAndDoor, inOrganization("organization_id")) },
  account_placement: { sees: anyOf(everywhereAndDoor, inOrganization("organization_id"), `account_id = ${account}`), writes: anyOf(everywhereAndDoor, inOrganization("organization_id")) },
  person: {
    sees: anyOf(everywhereAndDoor, `id = ${person}`, "EXISTS (SELECT 1 FROM membership m WHERE m.person_id = person.id)", "EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = person.id)"),
    ownerPasses: "people_matching searches here by the index of words, which PostgreSQL does not use behind a wall, and gives ids only",
  },
  membership: { sees: anyOf(everywhereAndDoor, `person_id = ${person}`, ofAccountIn("membership")), ownerPasses: "muniment_is_member looks here to tell which accounts are a person's own" },
  invitation: { sees: anyOf(everywhereAndDoor, ofAccountIn("invitation")) },
  // The account that is asked to join sees what it was asked, before it is part of anything.
  account_invitation: { sees: anyOf(everywhere, inOrganization("organization_id"), `account_id = ${account}`) },
  session: { sees: anyOf(everywhereAndDoor, `person_id = ${person}`, ofAccountIn("session")) },
  totp_factor: { sees: anyOf(secrets, `person_id = ${person}`) },
  recovery_code: { sees: anyOf(secrets, `person_id = ${person}`) },
  setup_link: { sees: secrets },
  passkey: { sees: anyOf(everywhereAndDoor, `person_id = ${person}`, ofColleague("passkey")), writes: anyOf(secrets, `person_id = ${person}`) },
  passkey_challenge: { sees: anyOf(secrets, `EXISTS (SELECT 1 FROM session s WHERE s.id = passkey_challenge.session_id AND s.person_id = ${person})`) },
  access_key: { sees: anyOf(everywhereAndDoor, `person_id = ${person}`, ofAccountIn("access_key")) },
  reset_link: { sees: anyOf(everywhereAndDoor, ofColleague("reset_link")) },
  rate_limit: { sees: system },

  policy: { sees: anyOf(everywhere, inOrganization("organization_id"), "EXISTS (SELECT 1 FROM guardrail_attachment g WHERE g.policy_id = policy.id)"), writes: anyOf(everywhere, inOrganization("organization_id")) },
  policy_version: { sees: "EXISTS (SELECT 1 FROM policy p WHERE p.id = policy_version.policy_id)" },
  policy_attachment: { sees: anyOf(everywhere, inOrganization("organization_id"), ofAccountIn("policy_attachment"), ofRoleIn("policy_attachment")) },
  policy_draft: { sees: anyOf(system, `person_id = ${person}`) },
  guardrail_attachment: { sees: anyOf(everywhere, inOrganization("organization_id")) },
  role: {
    sees: anyOf(everywhereAndDoor, ofAccountIn("role"), holdsRole("account_id")),
    writes: anyOf(everywhere, ofAccountIn("role")),
    ownerPasses: "muniment_holds_role_in looks here to tell where a person was granted a role",
  },
  role_grant: {
    sees: anyOf(everywhereAndDoor, `person_id = ${person}`, ofRoleIn("role_grant")),
    writes: anyOf(everywhereAndDoor, ofRoleIn("role_grant")),
    ownerPasses: "muniment_holds_role_in looks here to tell where a person was granted a role",
  },
  access_request: { sees: anyOf(everywhere, `person_id = ${person} AND account_id = ${account}`, `${inOrganization("organization_id")} AND (${narrow("access_request")})`) },
  approval_rule: { sees: anyOf(everywhere, inOrganization("organization_id")) },
  access_state: { shared: "one number for all: how often any policy changed" },

  terms: text,
  terms_revision: text,
  catalogue_state: { shared: "one number for all: how often the catalogue changed" },
  series_audience: { sees: anyOf(everywhere, inOrganization("organization_id")) },
  // Whoever has asked for a report knows its name.
  report_series: { sees: anyOf(forEveryone, everywhere, sharedWithMe("report_series.id"), `id = ANY (ARRAY(SELECT q.series_id FROM access_request q))`) },
  report_version: {
    sees: anyOf(forEveryone, everywhere, sharedWithMe("report_version.series_id"), sharedOnRequest("series_id")),
    ownerPasses: "catalogue_matches searches here by the index of words, which PostgreSQL does not use behind a wall, and gives ids only",
  },
  ticket: { sees: anyOf(everywhere, `person_id = ${person} AND account_id = ${account}`) },
  download: { sees: anyOf(everywhere, `${inOrganization("organization_id")} AND (person_id = ${person} OR ${narrow("download")})`) },

  agreement: text,
  agreement_revision: text,
  customer_agreement: {
    // The last: what another organization had agreed while the account belonged to it covered the account.
    sees: anyOf(everywhere, inOrganization("organization_id"), `(${narrow("customer_agreement")}) AND (${madeWithin("customer_agreement")})`,
      `EXISTS (SELECT 1 FROM account_placement p WHERE p.account_id = ${account} AND p.organization_id = customer_agreement.organization_id AND customer_agreement.effective_start < p.to_at)`),
    writes: anyOf(everywhere, inOrganization("organization_id"), `(${narrow("customer_agreement")}) AND (${madeWithin("customer_agreement")})`),
  },
  acceptance: { sees: "EXISTS (SELECT 1 FROM customer_agreement c WHERE c.id = acceptance.customer_agreement_id)" },
  agreement_ending: { sees: "EXISTS (SELECT 1 FROM customer_agreement c WHERE c.id = agreement_ending.customer_agreement_id)" },

  // Customers read what is published; what is being written, and what was, is for staff.
  resource: { sees: anyOf(everywhere, `${kind} = 'member' AND state = 'PUBLISHED'`), writes: everywhere, ownerPasses: "resources_matching searches here by the index of words, as catalogue_matches does" },
  resource_draft: { sees: everywhere },
  resource_revision: { sees: anyOf(everywhere, "EXISTS (SELECT 1 FROM resource r WHERE r.id = resource_revision.resource_id AND r.state = 'PUBLISHED' AND r.revision = resource_revision.revision)"), writes: everywhere },
  learning_result: { sees: anyOf(system, `person_id = ${person}`) },
  learning_certificate: { sees: anyOf(system, `person_id = ${person}`) },

  series_agreement: { sees: anyOf(everywhere, "EXISTS (SELECT 1 FROM report_series s WHERE s.id = series_agreement.series_id)"), writes: everywhere },
  prepared_acceptance: { sees: anyOf(everywhere, `${inOrganization("organization_id")} AND (${narrow("prepared_acceptance")})`) },
  user_control_list: { sees: anyOf(everywhere, ofVersionIn("user_control_list")), writes: everywhere },
  user_control: { sees: anyOf(everywhere, ofVersionIn("user_control")), writes: everywhere },
  // What an account notes about its own work is nobody else's, the operator's people included.
  user_control_check: { sees: anyOf(system, `account_id = ${account}`) },
  user_control_comment: { sees: anyOf(system, `account_id = ${account}`) },
  // Whoever does what people are told about writes the letters; only staff and the portal itself read them again.
  message: { sees: everywhere, writes: `${kind} IN ('system', 'staff', 'door', 'person', 'member')` },
  // Unsubscribing and confirming work without a sign-in, by what a link names: the door of the portal sees them.
  notification_destination: { sees: anyOf(secrets, `person_id = ${person}`) },
  notification_preference: { sees: anyOf(system, `person_id = ${person}`) },
  subscription: { sees: anyOf(secrets, `person_id = ${person}`) },
  notice: { sees: system },
  notice_item: { sees: secrets },

  forwarding_destination: { sees: everywhere },
  forwarding_dead_letter: { sees: everywhere },

  // What is not published yet is the operator's own.
  draft: { sees: everywhere },
  freshness_reminder: { sees: everywhere },
  import_batch: { sees: everywhere },
  import_row: { sees: everywhere },

  audit_event: {
    sees: anyOf(everywhere, `person_id = ${person}`, `${inOrganization("organization_id")} AND (${narrow("audit_event")})`),
    // Of one row at a time, so the settings are asked as they are: a statement that prepares five questions for one row costs more than the row.
    writes: anyOf(`${setting.scope} IN ('system', 'staff', 'door')`, "organization_id IS NULL", `${setting.scope} = 'person' AND person_id = ${setting.person}`, `organization_id = ${setting.organization}`,
      // Assuming a role stands in the trail of those whose role it is.
      `person_id = ${setting.person} AND muniment_role_of_organization(account_id, organization_id)`),
    ownerPasses: "events_about searches here by the index of what events name, which PostgreSQL does not use behind a wall, and gives ids only",
  },
  // Hashes, signatures and public keys are everyone's; which event stands where is not.
  log_tile: published,
  log_checkpoint: published,
  log_state: published,
  log_leaf: { sees: system },
  log_organization: { sees: system },
  log_key: { sees: everywhere },
  log_witness: { sees: everywhere },
  log_cosignature: published,
  witnessed_log: { sees: everywhere },
  witnessed_fork: { sees: everywhere },
  witness_key: { sees: everywhere },
  event_erasure: { sees: everywhere },
  retention_rule: { sees: everywhere },
  legal_hold: { sees: everywhere },
  trail_view: { sees: anyOf(system, `person_id = ${person}`) },
};

const rights: readonly Right[] = ["SELECT", "INSERT", "UPDATE", "DELETE"];
const readAndAdd: readonly Right[] = ["SELECT", "INSERT"];
const allButDelete: readonly Right[] = ["SELECT", "INSERT", "UPDATE"];

/** What the application role may do with a table: no more than the portal ever does. Triggers refuse the same to everybody else. */
const lesserRights: Readonly<Record<string, readonly Right[]>> = {
  audit_event: readAndAdd,
  log_leaf: readAndAdd,
  log_tile: readAndAdd,
  log_checkpoint: readAndAdd,
  event_erasure: readAndAdd,
  retention_rule: readAndAdd,
  legal_hold: allButDelete,
  log_state: allButDelete,
  log_organization: allButDelete,
  log_key: allButDelete,
  log_witness: allButDelete,
  log_cosignature: readAndAdd,
  witnessed_log: allButDelete,
  witnessed_fork: readAndAdd,
  witness_key: readAndAdd,
  acceptance: readAndAdd,
  agreement_ending: readAndAdd,
  agreement_revision: readAndAdd,
  terms_revision: readAndAdd,
  resource_revision: readAndAdd,
  learning_certificate: readAndAdd,
  learning_result: allButDelete,
  resource: allButDelete,
  policy_version: readAndAdd,
  customer_agreement: allButDelete,
  prepared_acceptance: allButDelete,
  message: allButDelete,
  notification_destination: allButDelete,
  forwarding_destination: allButDelete,
  forwarding_dead_letter: allButDelete,
  role: allButDelete,
  role_grant: allButDelete,
  access_request: allButDelete,
  approval_rule: allButDelete,
  account_placement: allButDelete,
  report_version: allButDelete,
  user_control_list: allButDelete,
  user_control: allButDelete,
  user_control_check: allButDelete,
  user_control_comment: readAndAdd,
  draft: allButDelete,
  freshness_reminder: readAndAdd,
  import_batch: allButDelete,
  import_row: allButDelete,
};

/**
 * Where the role may not set every column of a row that it adds. By its transaction an event is found for the log, and an erasure is taken for one of this moment; a row that names another one would hide from
 * the log, or pass for another's. The number and the salts are the database's to give, and nothing is erased before it was there.
 */
const settable: Readonly<Record<string, readonly string[]>> = {
  audit_event: [
    "id", "at", "operation", "outcome", "browsing", "actor_kind", "person_id", "person_name", "person_email", "account_id", "organization_id", "session_id", "role_id", "role_name", "factor", "factor_age", "address",
    "user_agent", "request_id", "correlation_id", "resources", "parameters",
  ],
  event_erasure: ["id", "event_id", "fields", "at", "person_id", "person_name", "reason"],
};

/** The columns that the role may set when it adds a row; undefined: all. */
export const settableIn = (table: string): readonly string[] | undefined => settable[table];

export const rightsOn = (table: string): readonly Right[] => lesserRights[table] ?? rights;

/** Functions that look past the wall with the owner's eyes; each answers one narrow question. */
export const trustedFunctions = ["muniment_is_member(char)", "muniment_holds_role_in(char)", "catalogue_matches(tsquery)", "resources_matching(tsquery)", "people_matching(tsquery, char, int)", "latest_matching(tsquery, int)", "erase_event_fields(uuid, text[], jsonb, jsonb, jsonb)", "ensure_event_partitions(timestamptz, timestamptz)", "events_about(text[], boolean, int)", "remove_events(uuid[])"] as const;
