import { beforeAll, describe, expect, test } from "vitest";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { database } from "@/lib/database/client";
import { parseMarkdown } from "@/lib/markdown/parse-markdown";
import { createResource } from "./create-resource";
import { discardResourceDraft } from "./discard-resource-draft";
import { getResource } from "./get-resource";
import { getResourceDraft } from "./get-resource-draft";
import { keepStarterContent } from "./keep-starter-content";
import { listResourceRevisions } from "./list-resource-revisions";
import { listResources } from "./list-resources";
import { publishResource } from "./publish-resource";
import { readStarterContent, readStarterFile } from "./read-starter-content";
import { resourcesOfProgram } from "./resources-of-program";
import { retireResource } from "./retire-resource";
import { saveResourceDraft } from "./save-resource-draft";

const world = useWorld();

const words = { kind: "CHECKLIST" as const, title: "Leavers' access", summary: "What to look at when somebody leaves.", programs: ["soc2"], topics: ["vendor-risk"] };

describe("a resource", () => {
  beforeAll(async () => {
    const staff = await world.as("publisher");
    await perform(staff, createResource, { slug: "leavers", kind: "CHECKLIST", title: words.title, summary: words.summary });
  });

  test("is not there for customers before it is published: not in lists, not by search, not by name", async () => {
    const customer = await world.as("alpha-auditor");
    expect((await perform(customer, listResources, { query: "leavers" })).total).toBe(0);
    expect((await perform(customer, listResources, { state: "DRAFT" })).rows).toEqual([]);
    expect(await outcomeOf(perform(customer, getResource, { slug: "leavers" }))).toBe("ResourceNotFound");
  });

  test("is written as a draft, published as an immutable revision, found by its words, and told in the trail", async () => {
    const staff = await world.as("publisher");
    expect(await outcomeOf(perform(staff, publishResource, { slug: "leavers", seen: 1 })), "nothing to read").toBe("ValidationException");
    await perform(staff, saveResourceDraft, { slug: "leavers", seen: 1, ...words, body: "## First\n\nRemove *Zürich* badges." });
    expect(await outcomeOf(perform(staff, publishResource, { slug: "leavers", seen: 1 })), "saved since it was looked at").toBe("Conflict");
    expect(await perform(staff, publishResource, { slug: "leavers", seen: 2, note: "First." })).toEqual({ slug: "leavers", revision: 1 });
    const customer = await world.as("alpha-auditor");
    for (const query of ["leavers", "zurich badges", "checklist", "soc 2"]) expect((await perform(customer, listResources, { query })).rows.map(({ slug }) => slug), query).toEqual(["leavers"]);
    expect(await perform(customer, getResource, { slug: "leavers" })).toMatchObject({ title: words.title, revision: 1, draft: false });
    await expect(rows("UPDATE resource_revision SET body = 'x'")).rejects.toThrow();
    expect(await rows("SELECT operation FROM audit_event WHERE resources @> ARRAY['resource/leavers:1'] AND NOT browsing")).toEqual([{ operation: "resources:PublishResource" }]);
  });

  test("goes on as it was while the next revision is written, and keeps the one before", async () => {
    const staff = await world.as("publisher");
    expect((await perform(staff, getResourceDraft, { slug: "leavers" })).save).toBe(0);
    await perform(staff, saveResourceDraft, { slug: "leavers", seen: 0, ...words, title: "Leavers and movers", body: "Second." });
    const customer = await world.as("alpha-auditor");
    expect(await perform(customer, getResource, { slug: "leavers" })).toMatchObject({ title: words.title, revision: 1, draft: false });
    expect((await perform(customer, listResources, { query: "movers" })).total).toBe(0);
    expect((await perform(staff, listResources, { state: "DRAFT" })).rows.map(({ slug }) => slug)).toEqual(["leavers"]);
    await perform(staff, publishResource, { slug: "leavers", seen: 1 });
    expect(await perform(customer, getResource, { slug: "leavers" })).toMatchObject({ title: "Leavers and movers", revision: 2 });
    const history = await perform(staff, listResourceRevisions, { slug: "leavers", revision: 2 });
    expect(history.revisions.map(({ revision }) => revision)).toEqual([2, 1]);
    expect(history.text.before).toContain("Remove");
  });

  test("loses nothing that somebody else wrote in between: who saves or publishes without having seen it is refused", async () => {
    const staff = await world.as("publisher");
    await perform(staff, saveResourceDraft, { slug: "leavers", seen: 0, ...words, body: "One." });
    const other = await world.as("root");
    expect(await outcomeOf(perform(other, saveResourceDraft, { slug: "leavers", seen: 0, ...words, body: "Two." }))).toBe("Conflict");
    expect((await perform(other, getResourceDraft, { slug: "leavers" })).written.body).toBe("One.");
    await perform(other, discardResourceDraft, { slug: "leavers" });
    expect(await outcomeOf(perform(other, discardResourceDraft, { slug: "leavers" }))).toBe("Conflict");
  });

  test("is refused with a reason where it cannot be: a name that is taken, a program that there is none of, a text too long", async () => {
    const staff = await world.as("publisher");
    expect(await outcomeOf(perform(staff, createResource, { slug: "leavers", kind: "ANSWER", title: "X", summary: "X" }))).toBe("Conflict");
    const save = (more: object) => outcomeOf(perform(staff, saveResourceDraft, { slug: "leavers", seen: 0, ...words, ...more }));
    expect(await save({ programs: ["no-such-program"] })).toBe("ValidationException");
    expect(await save({ topics: ["gossip"] })).toBe("ValidationException");
    expect(await save({ title: "" })).toBe("ValidationException");
    expect(await save({ body: "x".repeat(100_001) })).toBe("ValidationException");
    expect(await outcomeOf(perform(staff, saveResourceDraft, { slug: "nowhere", seen: 0, ...words }))).toBe("ResourceNotFound");
    expect((await perform(staff, getResourceDraft, { slug: "leavers" })).save, "nothing was changed").toBe(0);
  });

  test("that is retired is gone for customers and kept for staff, and a new revision brings it back", async () => {
    const staff = await world.as("publisher");
    await perform(staff, retireResource, { slug: "leavers" });
    const customer = await world.as("alpha-auditor");
    expect(await outcomeOf(perform(customer, getResource, { slug: "leavers" }))).toBe("ResourceNotFound");
    expect((await perform(staff, getResource, { slug: "leavers" })).state).toBe("RETIRED");
    expect(await outcomeOf(perform(staff, retireResource, { slug: "leavers" }))).toBe("Conflict");
    await perform(staff, saveResourceDraft, { slug: "leavers", seen: 0, ...words, body: "Third." });
    expect((await perform(staff, publishResource, { slug: "leavers", seen: 1 })).revision).toBe(3);
    expect((await perform(customer, getResource, { slug: "leavers" })).body).toBe("Third.");
  });
});

describe("the texts that come with the portal", () => {
  test("are enough to be useful, each readable, each link in them within the portal", async () => {
    const content = await readStarterContent();
    const count = (kind: string) => content.filter((one) => one.kind === kind).length;
    expect(content.length - count("ANSWER")).toBeGreaterThanOrEqual(12);
    expect(count("ANSWER")).toBeGreaterThanOrEqual(20);
    expect(new Set(content.map(({ slug }) => slug)).size).toBe(content.length);
    for (const { slug, body } of content) {
      expect(parseMarkdown(body).length, slug).toBeGreaterThan(1);
      for (const [, link = ""] of body.matchAll(/\]\(([^)]*)\)/g)) expect(link, slug).toMatch(/^\/[a-z]/);
    }
  });

  test("are published once, and what staff did with them is left alone", async () => {
    await atTime(new Date("2026-11-01T00:00:00Z"), keepStarterContent);
    const staff = await world.as("publisher");
    const { total } = await perform(staff, listResources, {});
    expect(total).toBeGreaterThanOrEqual(33);
    await perform(staff, retireResource, { slug: "what-are-cuecs" });
    const events = async () => (await rows("SELECT count(*)::int AS n FROM audit_event WHERE operation = 'resources:PublishStarterContent'"))[0]?.["n"];
    await keepStarterContent();
    expect(await events()).toBe(1);
    expect((await perform(staff, listResources, {})).total).toBe(total - 1);
    expect((await resourcesOfProgram(database(), "hipaa")).map(({ slug }) => slug)).toContain("do-we-need-a-baa");
  });

  test("that cannot be read are refused by name", () => {
    expect(() => readStarterFile("x.md", "slug: a\nkind: POEM\ntitle: A\nsummary: A\n\ntext")).toThrow(/x\.md, a: kind/);
  });
});
