import { beforeAll, describe, expect, test } from "vitest";
import { config } from "@/lib/config/config";
import { rawPool } from "@/lib/database/client";
import { ownerPool } from "@/lib/database/testing";
import { perform } from "@/lib/operations/perform";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { eraseFields } from "./erase-fields";
import { checkLog } from "./log/check-log";
import { makeReceipt } from "./log/receipt";
import { beginLog, sequence } from "./log/sequencer";
import { LogSigner } from "./log/signer";
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
});
