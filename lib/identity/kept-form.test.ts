import { expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import type { PersonCaller } from "@/lib/operations/caller";
import { now, atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { performUnknown } from "@/lib/operations/perform-named";
import { resumeAccount } from "@/lib/organizations/resume-account";
import { suspendAccount } from "@/lib/organizations/suspend-account";
import { switchAccount } from "@/lib/organizations/switch-account";
import { outcomeOf, rows, useLaterTime, useWorld, type Slug } from "@/lib/testing/world";
import { getKeptForm } from "./get-kept-form";
import { keepForm } from "./keep-form";
import { keptFormBytes, keptFormMs, writeKeptForm } from "./kept-form";
import { rotateSession } from "./rotate-session";
import { callerFor } from "./session";
import { sweep } from "./sweep";

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
  world.actor("root").leave();
  const elsewhere = await atTime(new Date(now().getTime() + 31_000), () => personOf("root"));
  expect(elsewhere.sessionId).not.toBe(caller.sessionId);
  expect((await perform(elsewhere, getKeptForm, { operation, page })).values, "another session of the same person").toEqual({});
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

test("it ends with its session, however that ends, and is not what somebody says in another account", async () => {
  const { at, fresh, wait } = useLaterTime(world);
  const kept = async (caller: PersonCaller): Promise<unknown> => (await rows("SELECT kept_form IS NOT NULL AS kept FROM session WHERE id = $1::uuid", [caller.sessionId]))[0]?.["kept"];
  const keep = (caller: PersonCaller) => at(() => perform(caller, keepForm, { operation, page, values: { title: "Alpha" } }));
  wait();
  const viewer = await fresh("alpha-viewer");
  await keep(viewer);
  const admin = await fresh("alpha-admin");
  await at(() => perform(admin, suspendAccount, { accountId: world.account("alpha-side") }));
  expect(await kept(viewer), "its account was suspended").toBe(false);
  await at(() => asSystem("a test", () => writeKeptForm(database(), viewer.sessionId, { operation, page, values: {}, keptAt: now().toISOString() })));
  expect(await kept(viewer), "a refusal that was under way").toBe(false);
  await at(() => perform(admin, resumeAccount, { accountId: world.account("alpha-side") }));

  const idle = await fresh("beta-admin");
  await keep(idle);
  await at(() => sweep(), 2 * 3_600_000);
  expect(await kept(idle), "nobody came back").toBe(false);

  const auditor = await fresh("alpha-auditor", "alpha-main");
  await keep(auditor);
  const { sessionId } = await at(() => perform(auditor, switchAccount, { accountId: world.account("alpha-side") }));
  expect(await kept({ ...auditor, sessionId }), "what was typed for one account").toBe(false);
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
