import { expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { now, atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { performUnknown } from "@/lib/operations/perform-named";
import { outcomeOf, rows, useWorld, type Slug } from "@/lib/testing/world";
import { getKeptForm } from "./get-kept-form";
import { keepForm } from "./keep-form";
import { keptFormBytes, keptFormMs } from "./kept-form";
import { rotateSession } from "./rotate-session";
import { callerFor } from "./session";

const world = useWorld();
const operation = "agreements:PublishRevision";
const page = "/agreements/dpa/manage";
const sections = "# Subject\n\nProcessing of patients' names. ".repeat(3_000);
const personOf = async (slug: Slug) => {
  const caller = await world.as(slug);
  if (caller.kind !== "person") throw new Error("nobody signed in");
  return caller;
};

test("a long text that was refused is shown again on its page, for its form, to its session, for half an hour, and to nobody and nowhere else", async () => {
  const caller = await personOf("root");
  await perform(caller, keepForm, { operation, page, values: { title: "Data processing", sections } });
  expect((await perform(caller, getKeptForm, { operation, page })).values).toEqual({ title: "Data processing", sections });
  expect((await perform(caller, getKeptForm, { operation, page: "/agreements/baa/manage" })).values, "the page of another agreement").toEqual({});
  expect((await perform(caller, getKeptForm, { operation: "reports:PutTerms", page })).values, "another form").toEqual({});
  expect((await perform(await personOf("publisher"), getKeptForm, { operation, page })).values, "another person").toEqual({});
  await atTime(new Date(now().getTime() + keptFormMs + 1000), async () => expect((await perform(caller, getKeptForm, { operation, page })).values, "much later").toEqual({}));
});

test("it outlives the fresh code that the form waits for, ends with the session, and is readable in no row", async () => {
  const caller = await personOf("root");
  await perform(caller, keepForm, { operation, page, values: { sections } });
  const issued = await asSystem("a test", () => rotateSession(database(), caller));
  const renewed = await callerFor(issued.token, { address: caller.address, userAgent: caller.userAgent, requestId: caller.requestId, correlationId: caller.correlationId });
  expect((await perform(renewed, getKeptForm, { operation, page })).values).toEqual({ sections });
  expect(await rows("SELECT id FROM session WHERE revoked_at IS NOT NULL AND kept_form IS NOT NULL")).toEqual([]);
  expect(await rows("SELECT id FROM session WHERE position('Processing'::bytea IN kept_form) > 0")).toEqual([]);
  expect(await rows("SELECT id FROM audit_event WHERE parameters::text LIKE '%Processing%'"), "the trail says of which form, not what was in it").toEqual([]);
});

test("what cannot be read any more is as good as nothing kept: the form opens empty", async () => {
  const caller = await personOf("publisher");
  await perform(caller, keepForm, { operation, page, values: { sections } });
  await rows("UPDATE session SET kept_form = set_byte(kept_form, length(kept_form) - 1, get_byte(kept_form, length(kept_form) - 1) # 1) WHERE id = $1::uuid", [caller.sessionId]);
  expect((await perform(caller, getKeptForm, { operation, page })).values).toEqual({});
});

test.each([
  ["a page elsewhere", { operation, page: "https://elsewhere.example", values: {} }],
  ["more than any form takes", { operation, page, values: { sections: "x".repeat(keptFormBytes) } }],
  ["more fields than any form has", { operation, page, values: Object.fromEntries(Array.from({ length: 61 }, (_, at) => [`f${at}`, ""])) }],
])("%s is refused", async (_, input) => {
  expect(await outcomeOf(performUnknown(await personOf("publisher"), keepForm, input))).toBe("ValidationException");
});
