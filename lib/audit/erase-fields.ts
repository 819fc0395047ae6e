import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { erasableFields } from "./erasable-fields";
import { commitmentOf, disclosuresOf } from "./log/entry";
import { loggedColumns, loggedEvent, type LoggedRow } from "./log/log-store";
import { pruningLock } from "./retention/classes";
import { msg, t } from "@/lib/texts/text";

const Field = z.enum(erasableFields);
const columns: Readonly<Record<string, string>> = { name: "person_name", email: "person_email", address: "address", userAgent: "user_agent" };

const most = 5000;

/** Erases fields of one event; false when none of them is there. The commitments stay, and with them every proof. */
async function erase(db: Db, row: LoggedRow, fields: readonly string[], who: { at: Date; personId: string; personName: string; reason: string }): Promise<boolean> {
  const event = loggedEvent(row);
  const disclosures = disclosuresOf(event);
  const gone = disclosures.filter(([, name]) => fields.includes(name));
  if (gone.length === 0) return false;
  const names = gone.map(([, name]) => name);
  const keptSalts = Object.fromEntries(disclosures.filter(([, name]) => !names.includes(name)).map(([salt, name]) => [name, salt]));
  const erased = { ...event.erased, ...Object.fromEntries(gone.map((one) => [one[1], commitmentOf(one)])) };
  const parameters = Object.fromEntries(Object.entries(event.parameters).filter(([name]) => !names.includes(`parameters.${name}`)));
  // The record of the erasure comes first: without it the database refuses to change the row.
  await db.$executeRaw`INSERT INTO event_erasure (id, event_id, fields, at, person_id, person_name, reason) VALUES (${uuidv7()}::uuid, ${event.id}::uuid, ${names}, ${who.at}, ${who.personId}::uuid, ${who.personName}, ${who.reason})`;
  const blank = names.flatMap((name) => columns[name] ?? []);
  await db.$executeRaw`SELECT erase_event_fields(${event.id}::uuid, ${blank}, ${JSON.stringify(parameters)}::jsonb, ${JSON.stringify(keptSalts)}::jsonb, ${JSON.stringify(erased)}::jsonb)`;
  return true;
}

/**
 * Erases what tells who somebody is from their events, or from one event. That it was done, by whom and why, is an event itself; every proof still holds.
 * What a legal hold covers is not erased (GDPR, Article 17 (3) (e)): the whole request is refused until the hold has ended.
 */
export const eraseFields = operation({
  name: "audit:EraseFields",
  summary: "Erases personal fields from a person's events or from one event; the proofs hold all the same.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z
    .object({
      eventId: Uuid.optional(),
      personId: Uuid.optional(),
      fields: z.union([z.array(Field).min(1), Field.transform((one) => [one])]).default([...erasableFields]),
      reason: z.string().trim().min(3, msg("Say why.")).max(500),
    })
    .refine(({ eventId, personId }) => (eventId === undefined) !== (personId === undefined), msg("Name one event, or one person.")),
  output: z.object({ erased: z.int(), more: z.boolean() }),
  async resource({ db, caller, input }) {
    if (caller.account.organizationKind !== "OPERATOR") throw new MunimentError("AccessDenied", t("Only the operator's staff can erase fields of the trail."));
    const which = input.eventId === undefined ? Prisma.sql`e.person_id = ${input.personId ?? ""}::uuid` : Prisma.sql`e.id = ${input.eventId}::uuid`;
    // A hold that is being placed right now is waited for.
    await db.$executeRaw`SELECT pg_advisory_xact_lock(${pruningLock}::int)`;
    const rows = await db.$queryRaw<(LoggedRow & { held: boolean })[]>(Prisma.sql`SELECT ${Prisma.raw(loggedColumns)}, event_is_held(e.organization_id, e.person_id, e.resources) AS held FROM audit_event e WHERE ${which} AND (e.erased IS NULL OR e.person_name <> '' OR e.person_email <> '' OR e.address <> '' OR e.user_agent <> '') ORDER BY e.seq LIMIT ${most + 1}`);
    if (rows.length === 0) throw new MunimentError("ResourceNotFound");
    if (rows.some(({ held }) => held)) throw new MunimentError("Conflict", t("A legal hold covers this: nothing of it is erased before the hold has ended (Audit trail, Retention)."));
    return { rows: rows.slice(0, most), more: rows.length > most };
  },
  async handle({ db, caller, input, resource: { rows, more } }) {
    const who = { at: now(), personId: caller.personId, personName: caller.name, reason: input.reason };
    let erased = 0;
    for (const row of rows) if (await erase(db, row, input.fields, who)) erased += 1;
    return { erased, more };
  },
  record: ({ input, output }) => ({
    resources: [input.eventId === undefined ? `person/${input.personId}` : `event/${input.eventId}`],
    parameters: { fields: input.fields, reason: input.reason, events: output.erased },
  }),
});
