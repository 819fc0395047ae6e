import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { config } from "@/lib/config/config";
import { database, rawPool } from "@/lib/database/client";
import { ownerPool } from "@/lib/database/testing";
import { systemCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { erasableFields } from "./erasable-fields";
import { eraseFields } from "./erase-fields";
import { checkLog } from "./log/check-log";
import { makeReceipt } from "./log/receipt";
import { beginLog, sequence } from "./log/sequencer";
import { LogSigner } from "./log/signer";
import { recordEvent } from "./record-event";
import { placeHold } from "./retention/place-hold";
import { releaseHold } from "./retention/release-hold";

const world = useWorld();
let signer: LogSigner;
const bring = async (): Promise<void> => {
  await sequence(rawPool());
  await signer.sign();
};

beforeAll(async () => {
  await beginLog(rawPool(), "portal.example/log");
  signer = new LogSigner(rawPool(), config().dataDir);
  await world.as("alpha-auditor");
  await bring();
});

describe("erasing a person from the trail", () => {
  test("takes name, addresses and programs away from every event of theirs, and every proof still holds", async () => {
    const root = await world.as("root");
    const auditor = await world.as("alpha-auditor");
    await bring();
    const { erased } = await perform(root, eraseFields, { personId: auditor.personId, reason: "Asked for by the person, request 17." });
    expect(erased).toBeGreaterThan(2);
    await bring();
    const left = await rows("SELECT id::text, person_name, person_email, address, user_agent, salt, person_id FROM audit_event WHERE person_id = $1", [auditor.personId]);
    for (const row of left) expect(row).toMatchObject({ person_name: "", person_email: "", address: "", user_agent: "", salt: null, person_id: auditor.personId });
    const check = await checkLog(rawPool(), config().dataDir);
    expect(check.findings).toEqual([]);
    expect(check.erased).toBe(erased);
    const receipt = await makeReceipt(rawPool(), String(left[0]?.["id"]));
    expect(JSON.stringify(receipt?.disclosures)).not.toContain("Ελεγκτή");
    const [event] = await rows("SELECT parameters, person_id FROM audit_event WHERE operation = 'audit:EraseFields'");
    expect(event).toMatchObject({ parameters: { reason: "Asked for by the person, request 17.", events: erased }, person_id: root.personId });
  });

  test("is refused as a whole while a legal hold covers one of the events, and possible again when it has ended", async () => {
    const root = await world.as("root");
    const { personId } = await world.as("beta-auditor");
    const { holdId } = await perform(root, placeHold, { covers: "PERSON", subject: personId, reason: "A dispute." });
    expect(await outcomeOf(perform(root, eraseFields, { personId, reason: "because" }))).toBe("Conflict");
    expect(await rows("SELECT 1 FROM audit_event WHERE person_id = $1 AND erased IS NOT NULL", [personId])).toEqual([]);
    await perform(root, releaseHold, { holdId, reason: "Settled." });
    expect(await outcomeOf(perform(root, eraseFields, { personId, reason: "because" }))).toBe("Success");
  });

  test("is the operator's alone, and says why", async () => {
    const auditor = await world.as("alpha-auditor");
    expect(await outcomeOf(perform(await world.as("alpha-admin"), eraseFields, { personId: auditor.personId, reason: "because" }))).toBe("AccessDenied");
    expect(await outcomeOf(perform(await world.as("root"), eraseFields, { personId: auditor.personId, reason: "" }))).toBe("ValidationException");
    expect(await outcomeOf(perform(await world.as("root"), eraseFields, { eventId: "01900000-0000-7000-8000-000000000001", reason: "because" }))).toBe("ResourceNotFound");
  });

  test("is the only change that the database allows, and on the record alone", async () => {
    const [event] = await rows("SELECT id::text FROM audit_event WHERE salt IS NOT NULL LIMIT 1");
    for (const sql of [
      "UPDATE audit_event SET person_name = '', salt = NULL, kept_salts = '{}', erased = '{\"name\": \"x\"}' WHERE id = $1",
      "UPDATE audit_event SET outcome = 'Success', salt = NULL, kept_salts = '{}', erased = '{\"name\": \"x\"}' WHERE id = $1",
    ]) await expect(ownerPool().query(sql, [event?.["id"]])).rejects.toThrow(/never changed or removed/);
    const db = await ownerPool().connect();
    await db.query("BEGIN");
    await db.query("INSERT INTO event_erasure (id, event_id, fields, at, person_name, reason) VALUES (gen_random_uuid(), $1, '{name}', now(), 'x', 'x')", [event?.["id"]]);
    await expect(db.query("UPDATE audit_event SET person_name = 'Another', salt = NULL, kept_salts = '{}', erased = '{\"name\": \"x\"}' WHERE id = $1", [event?.["id"]])).rejects.toThrow(/never changed/);
    await db.query("ROLLBACK");
    db.release();
  });

  describe("as the portal's own role, whatever it asks of the database", () => {
    type Change = { columns?: string[]; parameters?: object; names: string[]; record?: object };
    /** In a transaction of its own: the record of an erasure, the erasure, and an event that says so where `record` has one. */
    const attempt = async (eventId: string, { columns = [], parameters, names, record }: Change): Promise<string> => {
      const db = await rawPool().connect();
      try {
        await db.query("BEGIN");
        await db.query("SELECT set_config('muniment.scope', 'system', true)");
        await db.query("INSERT INTO event_erasure (id, event_id, fields, at, person_name, reason) VALUES (gen_random_uuid(), $1, $2, now(), 'x', 'x')", [eventId, names]);
        if (columns.length > 0 || parameters) {
          const erased = JSON.stringify(Object.fromEntries(names.map((name) => [name, "x"])));
          await db.query("SELECT erase_event_fields($1, $2, COALESCE($3::jsonb, (SELECT parameters FROM audit_event WHERE id = $1)), '{}', $4)", [eventId, columns, parameters && JSON.stringify(parameters), erased]);
        }
        if (record) {
          await db.query(`SELECT record_event(id, event_id_time(id), 'audit:EraseFields', 'Success', false, 'person', NULL, '', '', NULL, NULL, NULL, NULL, '', NULL, NULL, '', '', gen_random_uuid(), gen_random_uuid(), $1, $2) FROM (SELECT uuidv7() AS id) made`,
            [[`event/${eventId}`], JSON.stringify(record)]);
        }
        await db.query("COMMIT");
        return "erased";
      } catch (error) {
        await db.query("ROLLBACK");
        return String(error);
      } finally {
        db.release();
      }
    };
    const all = { fields: erasableFields };

    test("nothing is erased but what tells who somebody is, nothing without the event that names it, and nothing that a hold covers", async () => {
      const eventId = await recordEvent(database(), {
        caller: systemCaller("delivery"), operation: "reports:CompleteDownload", outcome: "Success", browsing: false, parameters: { sha256: "0".repeat(64), name: "Ann", email: ["a", "b"] }, person: { id: randomUUID(), name: "Ann", email: "ann@alpha.example" },
      });
      const left = { name: "Ann", email: ["a", "b"] };
      expect(await attempt(eventId, { parameters: left, names: ["parameters.sha256"], record: { fields: ["parameters.sha256"] } }), "what was served").toMatch(/never changed/);
      expect(await attempt(eventId, { parameters: { sha256: "0".repeat(64), name: "Ann", email: ["a"] }, columns: ["person_name"], names: ["name"], record: all }), "a part of a field").toMatch(/never changed/);
      expect(await attempt(eventId, { columns: ["person_name", "person_email"], names: ["name"], record: all }), "more than is said").toMatch(/never changed/);
      expect(await attempt(eventId, { columns: ["person_name"], names: ["name"] })).toMatch(/by audit:EraseFields alone/);
      expect(await attempt(eventId, { columns: ["person_name"], names: ["name"], record: { fields: ["email"] } }), "another field").toMatch(/by audit:EraseFields alone/);
      expect(await attempt(eventId, { names: ["name"] }), "a record of what was not erased").toMatch(/by audit:EraseFields alone/);
      const root = await world.as("root");
      const { holdId } = await perform(root, placeHold, { covers: "EVERYTHING", subject: "", reason: "A dispute." });
      expect(await attempt(eventId, { columns: ["person_name"], names: ["name"], record: all }), "held").toMatch(/never changed/);
      await perform(root, releaseHold, { holdId, reason: "Settled." });
      expect(await rows("SELECT person_name, person_email, parameters->>'sha256' AS sha FROM audit_event WHERE id = $1", [eventId])).toEqual([{ person_name: "Ann", person_email: "ann@alpha.example", sha: "0".repeat(64) }]);
      expect(await attempt(eventId, { columns: ["person_name"], names: ["name"], record: all })).toBe("erased");
    });

    test("the database and the operation know the same fields", async () => {
      expect(await rows("SELECT erasable_fields() AS names")).toEqual([{ names: [...erasableFields] }]);
    });
  });
});
