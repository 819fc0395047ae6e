import { beforeAll, describe, expect, test } from "vitest";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { callerFor } from "@/lib/identity/session";
import type { Caller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { fillCatalogue } from "@/lib/reports/testing";
import { createResource } from "@/lib/resources/create-resource";
import { outcomeOf, rows, useWorld, type Slug } from "@/lib/testing/world";
import { matches, nameQueryOf, typedWords, wordsOf } from "./words";
import { search, type Hit } from "./search";

const world = useWorld();

const found = async (caller: Caller, query: string, kind?: Hit["kind"]): Promise<string[]> => (await perform(caller, search, { query })).hits.filter((hit) => kind === undefined || hit.kind === kind).map(({ title }) => title);

describe("search", () => {
  beforeAll(async () => {
    await world.publish("zebra-everyone", { title: "Zebra report for everyone" });
    await world.publish("zebra-alpha", { title: "Zebra report for Alpha", organizations: ["alpha"] });
    await world.publish("zebra-iso", { title: "Zebra certificate", program: "iso27001" });
    await world.offer("zebra-nda", { name: "Zebra non-disclosure" });
    await perform(await world.as("publisher"), createResource, { slug: "zebra-draft", kind: "ANSWER", title: "Zebra draft", summary: "Being written." });
  });

  test("finds of each kind what begins with the words typed, accents and order aside", async () => {
    const auditor = await world.as("alpha-auditor");
    expect(await found(auditor, "everyone zeb", "report")).toEqual(["Zebra report for everyone"]);
    expect(await found(auditor, "zebra non", "agreement")).toEqual(["Zebra non-disclosure"]);
    expect(await found(auditor, "soc2", "program")).toContain("SOC 2");
    expect(await found(auditor, "bridge letters", "module")).toEqual(["Periods, gaps and bridge letters"]);
    expect(await found(auditor, "audit tr", "page")).toContain("Audit trail");
    expect(await found(auditor, "αννα", "person"), "without the accent").toEqual(["Άννα Ελεγκτή"]);
  });

  test("shows no tenant anything of another: reports, people", async () => {
    expect(await found(await world.as("beta-auditor"), "zebra", "report")).toEqual(["Zebra certificate", "Zebra report for everyone"]);
    expect(await found(await world.as("alpha-auditor"), "zebra", "report")).toHaveLength(3);
    for (const [slug, expected] of [["beta-auditor", ["Bea Admin", "Ben Auditor"]], ["beta-admin", ["Bea Admin", "Ben Auditor"]]] as [Slug, string[]][]) {
      expect(await found(await world.as(slug), "example", "person"), slug).toEqual(expected);
    }
    expect(await found(await world.as("alpha-admin"), "viewer", "person"), "an admin of the organization finds those of its accounts").toEqual(["Vic Viewer"]);
    expect(await found(await world.as("alpha-auditor"), "viewer", "person"), "others find those of their own account").toEqual([]);
    expect(await found(await world.as("publisher"), "viewer", "person")).toEqual(["Vic Viewer"]);
  });

  test("shows customers no draft, and nobody a page that they could not open", async () => {
    expect(await found(await world.as("alpha-auditor"), "zebra", "resource")).toEqual([]);
    expect(await found(await world.as("alpha-auditor"), "trace outbox")).toEqual([]);
    expect(await found(await world.as("alpha-auditor"), "trace", "page")).toEqual([]);
    expect(await found(await world.as("publisher"), "trace", "page")).toEqual(["Trace a copy"]);
  });

  test("shows of the reports those that policies leave", async () => {
    const admin = await world.as("alpha-admin");
    const document = JSON.stringify({ Version: "2026-11-01", Statement: [{ Effect: "Deny", Action: "reports:*", Resource: "*", Condition: { StringEquals: { "reports:Program": "iso27001" } } }] });
    const { policyId } = await perform(admin, createPolicy, { slug: "no-iso", name: "No ISO", document });
    const auditor = await world.as("alpha-auditor");
    await perform(admin, attachPolicy, { kind: "person", policyId, accountId: world.account("alpha-main"), personId: auditor.personId });
    expect(await found(await world.as("alpha-auditor"), "zebra", "report")).not.toContain("Zebra certificate");
  });

  test("where hundreds of reports match, shows the newest of those that the caller may see", async () => {
    await fillCatalogue(1_600, { organization: "alpha" });
    const [alpha, beta] = [await found(await world.as("alpha-auditor", "alpha-side"), "platform", "report"), await found(await world.as("beta-auditor"), "platform", "report")];
    expect([alpha.length, beta.length]).toEqual([6, 6]);
    // Every tenth series is for Alpha alone.
    const visible = await rows("SELECT title FROM report_version WHERE is_latest AND audience = 'EVERYONE' ORDER BY published_at DESC, id DESC LIMIT 6");
    expect(beta).toEqual(visible.map(({ title }) => title));
  });

  test("answers anything that can be typed, and refuses who is not signed in", async () => {
    const auditor = await world.as("beta-auditor");
    for (const query of ["'", "a' & !b", "%%%", "\\", ":*", "नमस्ते", "佐藤", "x".repeat(200), "1 2 3 4 5 6 7 8 9 10 11 12 13 14", "ليلى"]) expect(Array.isArray(await found(auditor, query)), query).toBe(true);
    expect(await outcomeOf(perform(auditor, search, { query: "  " }))).toBe("ValidationException");
    expect(await outcomeOf(perform(await callerFor(undefined, world.actor("root").origin()), search, { query: "a" }))).toBe("Unauthenticated");
    expect(await rows("SELECT count(*)::int AS n FROM audit_event WHERE operation = 'search:Search' AND NOT browsing AND outcome = 'Success'"), "looking is browsing").toEqual([{ n: 0 }]);
  });
});

describe("words", () => {
  test("match from their beginning, and numbers are found written together", () => {
    expect(matches(wordsOf("SOC 2 report"), typedWords("soc2"))).toBe(true);
    expect(matches(wordsOf("Crème brûlée"), typedWords("creme bru"))).toBe(true);
    expect(matches(wordsOf("SOC 2 report"), typedWords("eport"))).toBe(false);
    expect(matches(wordsOf("anything"), [])).toBe(false);
  });

  test("of a query for names carry no operator of their own", () => {
    expect(nameQueryOf("o'brien & !x")).toBe("'o':* & 'brien':* & 'x':*");
    expect(nameQueryOf("&|!")).toBeNull();
  });
});
