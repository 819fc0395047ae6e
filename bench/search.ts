import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { rawPool } from "@/lib/database/client";
import { withDatabase } from "@/lib/database/run";
import type { Actor } from "@/lib/demo/actor";
import { listModules } from "@/lib/learning/list-modules";
import { isMember, type MemberCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { fillCatalogue } from "@/lib/reports/testing";
import { searchTextOf } from "@/lib/reports/search-text";
import { search } from "@/lib/search/search";
import { maintain } from "./maintain";
import { foundPortal } from "./portal";
import { quantile, timed } from "./statistics";
import { writeFigures } from "./write-figures";

/** 8,000 reports of which the newest version is found, among 40,000 versions; 1,000 resources; 1,000 people. */
const size = { versions: 40_000, resources: 1_000, people: 1_000 };
const looks = process.argv.includes("--quick") ? 60 : 600;
const targetMs = 50;

async function fillResources(count: number): Promise<void> {
  const words = "access review backup change incident encryption key leaver period bridge letter exception opinion scope supplier network patch logging recovery training".split(" ");
  const rows = Array.from({ length: count }, (_, index) => {
    const title = `Resource ${index} on ${words[index % words.length] ?? ""} and ${words[(index * 7) % words.length] ?? ""}`;
    return { slug: `fill-${index}`, title, text: searchTextOf([title, Array.from({ length: 300 }, (_, at) => words[(index + at * 3) % words.length]).join(" "), `number${index}`]) };
  });
  await rawPool().query(
    `INSERT INTO resource (id, slug, state, kind, title, summary, language, programs, topics, revision, published_at, created_at, search_text)
     SELECT gen_random_uuid(), f.slug, 'PUBLISHED', 'ANSWER', f.title, 'Made to measure.', 'en', '{soc2}', '{periods}', 1, now(), now(), f.text FROM jsonb_to_recordset($1::jsonb) AS f(slug text, title text, text text)`,
    [JSON.stringify(rows)],
  );
}

async function fillPeople(count: number): Promise<void> {
  const [first, last] = [["Anna", "Ben", "Chiara", "David", "Élodie", "Farid", "Grace", "Håkon", "Ines", "Jun"], ["Müller", "Okafor", "Sato", "Silva", "Novák", "Haddad", "Larsen", "Rossi", "Tan", "Weber"]];
  const rows = Array.from({ length: count }, (_, index) => ({ name: `${first[index % 10] ?? ""} ${last[Math.floor(index / 10) % 10] ?? ""} ${index}`, email: `person.${index}@customer.example` }));
  await rawPool().query(
    `WITH made AS (INSERT INTO person (id, email, name, created_at) SELECT gen_random_uuid(), f.email, f.name, now() FROM jsonb_to_recordset($1::jsonb) AS f(name text, email text) RETURNING id)
     INSERT INTO membership (person_id, account_id, "group", created_at) SELECT made.id, a.id, 'viewer', now() FROM made, account a JOIN organization o ON o.id = a.organization_id WHERE o.slug = 'customer' AND a.management`,
    [JSON.stringify(rows)],
  );
}

/** What people type, letter by letter, as the palette asks. */
const typed = ["soc 2 report", "iso 27001", "müller", "bridge letter", "access review", "person.77", "audit trail", "pci", "c5", "everything nowhere"].flatMap((query) =>
  Array.from({ length: query.length }, (_, length) => query.slice(0, length + 1)).filter((part) => part.trim() !== ""),
);

async function memberOf(actor: Actor, account: string): Promise<MemberCaller> {
  const caller = await actor.workIn(account);
  if (!isMember(caller)) throw new Error(`${actor.person.slug} is not signed in`);
  return caller;
}

process.env["MUNIMENT_LOG"] = "none";
const dataDir = await mkdtemp(path.join(tmpdir(), "muniment-bench-search-"));
try {
  const world = await foundPortal(dataDir);
  await withDatabase(async () => {
    await fillCatalogue(size.versions, { organization: "customer" });
    await fillResources(size.resources);
    await fillPeople(size.people);
    await maintain(dataDir);
    const callers = [
      ["auditor of a customer", await memberOf(world.actor("auditor"), world.accountId("customer-main"))],
      ["admin of its organization", await memberOf(world.actor("admin"), world.accountId("customer-main"))],
      ["operator staff", await memberOf(world.actor("root"), world.accountId("office"))],
    ] as const;
    const items = (await rawPool().query<{ n: number }>("SELECT (SELECT count(*) FROM report_version WHERE is_latest)::int + (SELECT count(*) FROM resource)::int + (SELECT count(*) FROM person)::int AS n")).rows[0]?.n ?? 0;
    const table = [`${items.toLocaleString("en")} items.\n`, "| who | median | 99th percentile | processor time of this process |", "| --- | --- | --- | --- |"];
    type Look = (index: number) => Promise<unknown>;
    const asked = (caller: MemberCaller): Look => (index) => perform({ ...caller, requestId: crypto.randomUUID() }, search, { query: typed[(index * 7) % typed.length] ?? "a" });
    const [[, auditor]] = callers;
    // What any operation costs on this machine at this hour: a decision, one small statement and its event.
    const smallest: Look = () => perform({ ...auditor, requestId: crypto.randomUUID() }, listModules, {});
    for (const [name, look] of [["for comparison: a small operation", smallest] as const, ...callers.map(([who, caller]) => [who, asked(caller)] as const)]) {
      for (let index = 0; index < 40; index += 1) await look(index);
      const before = process.cpuUsage();
      const times: number[] = [];
      for (let index = 0; index < looks; index += 1) times.push((await timed(() => look(index))).ms);
      const { user, system } = process.cpuUsage(before);
      const p99 = quantile(times, 0.99);
      table.push(`| ${name} | ${quantile(times, 0.5).toFixed(1)} ms | ${p99.toFixed(1)} ms (${p99 <= targetMs ? "met" : "missed"}: ${targetMs} ms) | ${((user + system) / 1000 / looks).toFixed(1)} ms |`);
    }
    console.log(table.join("\n"));
    if (looks > 60) await writeFigures(path.join("bench", "SEARCH.md"), "bench:search", table.join("\n"));
  });
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(0);
