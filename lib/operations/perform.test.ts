import { describe, expect, test } from "vitest";
import { z } from "zod";
import { rawPool } from "@/lib/database/client";
import { revokeOtherSessions } from "@/lib/identity/revoke-other-sessions";
import { listSessions } from "@/lib/identity/list-sessions";
import { createOrganization } from "@/lib/organizations/create-organization";
import { anonymousFrom, breakInserts, outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { systemCaller } from "./caller";
import { atTime } from "./clock";
import { MunimentError } from "./errors";
import { operation } from "./operation";
import { ownerPool } from "@/lib/database/testing";
import { perform } from "./perform";

const world = useWorld();
const lastEvent = async (requestId: string) => (await rows("SELECT * FROM audit_event WHERE request_id = $1 ORDER BY seq DESC LIMIT 1", [requestId]))[0];

const scratch = operation({
  name: "audit:ScratchForThisTest",
  summary: "Used by this test alone.",
  access: "Write",
  reach: "self",
  input: z.object({ fail: z.boolean() }),
  output: z.object({}),
  async handle({ db, input }) {
    await db.catalogueState.update({ where: { id: 1 }, data: { revision: { increment: 1000 } } });
    if (input.fail) throw new MunimentError("Conflict");
    return {};
  },
  record: () => ({ resources: ["scratch/1"], parameters: { said: "kept" } }),
});
const revision = async () => (await rows("SELECT revision::text FROM catalogue_state"))[0]?.["revision"];

describe("perform", () => {
  test("undoes what was done when the event cannot be written", async () => {
    const caller = await world.as("alpha-admin");
    const before = await revision();
    const mend = await breakInserts("audit_event");
    expect(await outcomeOf(perform(caller, scratch, { fail: false }))).not.toBe("Success");
    await mend();
    expect(await revision()).toBe(before);
  });

  test("answers no reading either whose event cannot be written", async () => {
    const caller = await world.as("alpha-admin");
    const mend = await breakInserts("audit_event");
    expect(await outcomeOf(perform(caller, listSessions, {}))).toBe("Unavailable");
    await mend();
  });

  test("records what a call was about in the transaction of the call, and nothing of the input that was not named", async () => {
    const caller = await world.as("alpha-admin");
    await perform(caller, scratch, { fail: false });
    expect(await lastEvent(caller.requestId)).toMatchObject({
      operation: "audit:ScratchForThisTest", outcome: "Success", person_id: caller.personId, person_email: "admin@alpha.example", account_id: world.account("alpha-main"),
      session_id: caller.sessionId, factor: "TOTP", resources: ["scratch/1"], parameters: { said: "kept" },
    });
  });

  test("undoes and records a failure, under its code", async () => {
    const caller = await world.as("alpha-admin");
    const before = await revision();
    expect(await outcomeOf(perform(caller, scratch, { fail: true }))).toBe("Conflict");
    expect(await revision()).toBe(before);
    expect(await lastEvent(caller.requestId)).toMatchObject({ operation: "audit:ScratchForThisTest", outcome: "Conflict" });
  });

  test("denies and records what the group does not include", async () => {
    const caller = await world.as("alpha-admin");
    const input = { slug: "gamma", name: "Gamma", managementAccountName: "Main" };
    expect(await outcomeOf(perform(caller, createOrganization, input))).toBe("AccessDenied");
    expect(await lastEvent(caller.requestId)).toMatchObject({ operation: "organizations:CreateOrganization", outcome: "AccessDenied" });
    expect(await rows("SELECT 1 FROM organization WHERE slug = 'gamma'")).toEqual([]);
  });

  test("lets a stranger write nothing into the trail", async () => {
    const stranger = anonymousFrom("198.51.100.1");
    expect(await outcomeOf(perform(stranger, listSessions, {}))).toBe("Unauthenticated");
    expect(await lastEvent(stranger.requestId)).toBeUndefined();
  });

  test("gives the portal's own processes only what each is for", async () => {
    expect(await outcomeOf(perform(systemCaller("delivery"), createOrganization, { slug: "gamma", name: "Gamma", managementAccountName: "Main" }))).toBe("AccessDenied");
  });

  test("asks for a fresh factor where one is needed, and takes one that is up to five minutes old", async () => {
    const caller = await world.as("root");
    const stepUp = { ...scratch, stepUp: true };
    const used = caller.factorAt?.getTime() ?? 0;
    expect(await atTime(new Date(used + 299_000), () => outcomeOf(perform(caller, stepUp, { fail: false })))).toBe("Success");
    expect(await atTime(new Date(used + 301_000), () => outcomeOf(perform(caller, stepUp, { fail: false })))).toBe("StepUpRequired");
    expect(await outcomeOf(perform({ ...caller, factorAt: null }, stepUp, { fail: false }))).toBe("StepUpRequired");
  });

  test("lets a session that owes its second factor, or enrolment, reach nothing of a person's", async () => {
    const caller = await world.as("alpha-admin");
    expect(await outcomeOf(perform({ ...caller, stage: "PASSWORD" }, revokeOtherSessions, {}))).toBe("SecondFactorRequired");
    expect(await outcomeOf(perform({ ...caller, stage: "ENROLLMENT" }, revokeOtherSessions, {}))).toBe("EnrollmentRequired");
  });
});

describe("the trail", () => {
  test.each(["UPDATE audit_event SET outcome = 'Success'", "DELETE FROM audit_event", "TRUNCATE audit_event"])("cannot be rewritten: %s", async (statement) => {
    await expect(ownerPool().query(statement), "not even by the owner of the table").rejects.toThrow("never changed or removed");
    await expect(rawPool().query(statement), "the portal's own role lacks the right").rejects.toThrow("permission denied");
  });
});
