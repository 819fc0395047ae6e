import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { PDFDocument, StandardFonts } from "pdf-lib";
import { beforeAll } from "vitest";
import { z } from "zod";
import { acceptAgreement } from "@/lib/agreements/accept-agreement";
import { createAgreement } from "@/lib/agreements/create-agreement";
import { getAgreement } from "@/lib/agreements/get-agreement";
import { publishRevision } from "@/lib/agreements/publish-revision";
import { config } from "@/lib/config/config";
import { rawPool } from "@/lib/database/client";
import { ownerPool, useTestDatabase, type Seed } from "@/lib/database/testing";
import { Actor } from "@/lib/demo/actor";
import { found, type DemoWorld } from "@/lib/demo/found";
import type { Caller, PersonCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { createSeries } from "@/lib/reports/create-series";
import { publishVersion } from "@/lib/reports/publish-version";

export const password = "four-plain-words-here";

/** A PDF of its own for a test: so many pages, each with its number. */
export async function testPdf(pages = 3): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= pages; page += 1) pdf.addPage([595, 842]).drawText(`Page ${page} of ${pages}`, { x: 60, y: 780, size: 12, font });
  return pdf.save();
}

const cast = {
  organizations: [
    { slug: "operator", name: "Operator", kind: "OPERATOR", domain: "operator.example", units: [], accounts: [{ id: "100000000001", slug: "office", name: "Office", unit: null, management: true }] },
    {
      slug: "alpha", name: "Alpha", kind: "CUSTOMER", domain: "alpha.example", units: [{ slug: "alpha-unit", name: "Unit" }],
      accounts: [
        { id: "200000000001", slug: "alpha-main", name: "Alpha Main", unit: null, management: true },
        { id: "200000000002", slug: "alpha-side", name: "Alpha Side", unit: "alpha-unit", management: false },
      ],
    },
    { slug: "beta", name: "Beta", kind: "CUSTOMER", domain: "beta.example", units: [], accounts: [{ id: "300000000001", slug: "beta-main", name: "Beta Main", unit: null, management: true }] },
  ],
  people: [
    { slug: "root", name: "Rita Root", email: "root@operator.example", title: "", memberships: [{ account: "office", group: "root" }] },
    { slug: "publisher", name: "Paul Publisher", email: "publisher@operator.example", title: "", memberships: [{ account: "office", group: "publisher" }] },
    { slug: "alpha-admin", name: "Ana Admin", email: "admin@alpha.example", title: "", memberships: [{ account: "alpha-main", group: "organization-admin" }] },
    { slug: "alpha-auditor", name: "Άννα Ελεγκτή", email: "auditor@alpha.example", title: "", memberships: [{ account: "alpha-main", group: "auditor" }, { account: "alpha-side", group: "auditor" }] },
    { slug: "alpha-viewer", name: "Vic Viewer", email: "viewer@alpha.example", title: "", memberships: [{ account: "alpha-side", group: "viewer" }] },
    { slug: "beta-admin", name: "Bea Admin", email: "admin@beta.example", title: "", memberships: [{ account: "beta-main", group: "organization-admin" }] },
    { slug: "beta-auditor", name: "Ben Auditor", email: "auditor@beta.example", title: "", memberships: [{ account: "beta-main", group: "auditor" }] },
  ],
  terms: [
    { slug: "standard", title: "Standard terms", acceptance: "EXPLICIT", paragraphs: [{ heading: "Use", text: "For your own review." }] },
    { slug: "open", title: "Open terms", acceptance: "PASSTHROUGH", paragraphs: [{ heading: "Use", text: "Share freely." }] },
  ],
} as const satisfies Parameters<typeof found>[0];

export type Slug = (typeof cast)["people"][number]["slug"];
type World = {
  actor(slug: Slug): Actor;
  /** Signs the person in, in the account of their first membership or the one named. */
  as(slug: Slug, account?: string): Promise<PersonCaller>;
  account(slug: string): string;
  /** Publishes a report that is for everyone, or for one organization alone. */
  publish(slug: string, options?: { organizations?: string[]; terms?: "standard" | "open"; program?: string; title?: string; pages?: number }): Promise<string>;
  /** Opens an agreement with two boxes, or publishes its next revision; answers with the number. */
  offer(slug: string, options?: Offer): Promise<number>;
  /** Accepts the revision (the first unless given) as it should be done; answers with the id of the customer agreement. */
  accept(who: Slug, slug: string, kind: "ACCOUNT" | "ORGANIZATION", options?: { revision?: number; account?: string }): Promise<string>;
};
export type Offer = { name?: string; scope?: "ACCOUNT" | "ORGANIZATION" | "BOTH"; prerequisite?: string; noticeDays?: number; graceDays?: number; effective?: string; text?: string };

/** Opens the page of an agreement, as everybody does who accepts it: a text that was never shown cannot be bound. */
export async function readText<C extends Caller>(caller: C, slug: string): Promise<C> {
  await perform(caller, getAgreement, { slug });
  return caller;
}

/** The fields of an acceptance as a careful person fills them in. */
export const consentOf = (person: { name: string }) => ({ box: [0, 1], authority: true, electronicRecords: true, typedName: person.name, title: "Head of Risk" });

type Founded = Pick<DemoWorld, "actor" | "accountId">;

const foundNow = (): Promise<Founded> => found(cast, new Date(Date.now() - 2 * 86_400_000), password);

/** Founds another operator, with no customers yet, in the database that is open: for tests with two installations. Answers with its root at work. */
export async function foundAnother(): Promise<PersonCaller> {
  const office = { id: "100000000001", slug: "office", name: "Office", unit: null, management: true };
  const another = await found(
    {
      organizations: [{ slug: "another", name: "Another", kind: "OPERATOR", domain: "another.example", units: [], accounts: [office] }],
      people: [{ slug: "root", name: "Olga Other", email: "root@another.example", title: "", memberships: [{ account: office.slug, group: "root" }] }],
      terms: [],
    },
    new Date(Date.now() - 2 * 86_400_000),
    password,
  );
  const caller = await another.actor("root").workIn(office.id);
  if (caller.kind !== "person") throw new Error("the other root could not sign in");
  return caller;
}

const secretsFile = (): string => path.join(config().dataDir, "world.json");

/** Founded once in a run: twenty operations with five hashes are too long to wait for in each file. */
const seed: Seed = {
  name: "world",
  async sow() {
    const world = await foundNow();
    await writeFile(secretsFile(), JSON.stringify(cast.people.map(({ slug }) => [slug, world.actor(slug).secret])));
  },
};

/** The same people in a clone: their authenticators are all that they carry from there. */
async function grown(): Promise<Founded> {
  const secrets = new Map(z.array(z.tuple([z.string(), z.string()])).parse(JSON.parse(await readFile(secretsFile(), "utf8"))));
  const actors = new Map(
    cast.people.map((person, place) => {
      const actor = new Actor(person, password, place);
      actor.secret = secrets.get(person.slug) ?? "";
      return [person.slug, actor];
    }),
  );
  const accounts = new Map<string, string>(cast.organizations.flatMap(({ accounts }) => accounts.map(({ slug, id }) => [slug, id] as const)));
  const existing = <T>(map: ReadonlyMap<string, T>, slug: string): T => {
    const found = map.get(slug);
    if (found === undefined) throw new Error(`the world knows no ${slug}`);
    return found;
  };
  return { actor: (slug) => existing(actors, slug), accountId: (slug) => existing(accounts, slug) };
}

/**
 * A small portal on a real database: an operator, two customers, seven people, everybody enrolled two days ago. `begin` opens a database that is still empty;
 * without it the file has a clone of one where all is founded.
 */
export function useWorld(begin?: () => void): World {
  if (begin) begin();
  else useTestDatabase(seed);
  let world: Founded | undefined;
  beforeAll(async () => {
    world = begin ? await foundNow() : await grown();
  });
  const current = (): Founded => {
    if (!world) throw new Error("the world begins before the tests");
    return world;
  };
  const as = async (slug: Slug, account?: string): Promise<PersonCaller> => {
    const first = cast.people.find((person) => person.slug === slug)?.memberships[0]?.account ?? "";
    const caller = await current().actor(slug).workIn(current().accountId(account ?? first));
    if (caller.kind !== "person") throw new Error(`${slug} could not sign in`);
    return caller;
  };
  return {
    actor: (slug) => current().actor(slug),
    account: (slug) => current().accountId(slug),
    as,
    async publish(slug, { organizations, terms = "standard", program = "soc2", title = slug, pages = 3 } = {}) {
      const caller = await as("publisher");
      const series = { slug, name: title, description: `About ${title}.`, program, product: "Platform", category: "REPORTS" as const, audience: organizations ? ("named" as const) : ("everyone" as const), organizations, shareWith: "Your auditors.", terms };
      const { reportId } = await perform(caller, createSeries, series);
      await perform(caller, publishVersion, { series: slug, document: await testPdf(pages), title, periodStart: "2026-01-01", periodEnd: "2026-12-31" });
      return reportId;
    },
    async offer(slug, { name = slug, scope = "BOTH", prerequisite, noticeDays, graceDays, effective, text = `The text of ${slug}.` } = {}) {
      const caller = await as("publisher");
      if ((await rows("SELECT 1 FROM agreement WHERE slug = $1", [slug])).length === 0) {
        await perform(caller, createAgreement, { slug, name, summary: `About ${slug}.`, kind: "NDA", scope, prerequisite });
      }
      const sections = [{ heading: "Duties", text }];
      const { revision } = await perform(caller, publishRevision, { slug, title: name, sections, boxes: ["I have read it.", "I accept it."], terminateTerms: "By notice.", noticeDays, graceDays, effective });
      return revision;
    },
    async accept(who, slug, kind, { revision = 1, account } = {}) {
      const caller = await as(who, account);
      await readText(caller, slug);
      const { customerAgreementId } = await perform(caller, acceptAgreement, { slug, revision, for: kind, ...consentOf(caller) });
      return customerAgreementId;
    },
  };
}

/** The fields that a refusal names; none where it was not refused. Anything that is no refusal of the portal is thrown on. */
export async function refusedFields(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (error instanceof MunimentError) return (error.detail.fields ?? []).map(({ field }) => field);
    throw error;
  }
}

/** The code of the refusal, or "Success". Anything that is no refusal of the portal is thrown on. */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "Success";
  } catch (error) {
    if (error instanceof MunimentError) return error.code;
    throw error;
  }
}

/** Makes every insert into a table fail until the returned function is called. */
export async function breakInserts(table: "audit_event" | "download", when = "TRUE"): Promise<() => Promise<void>> {
  await ownerPool().query(`CREATE OR REPLACE FUNCTION test_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$`);
  await ownerPool().query(`CREATE TRIGGER test_refuse BEFORE INSERT ON ${table} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION test_refuse()`);
  return async () => {
    await ownerPool().query(`DROP TRIGGER test_refuse ON ${table}`);
  };
}

export const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => (await rawPool().query<Record<string, unknown>>(sql, values)).rows;

export const anonymousFrom = (address: string): Caller => ({ kind: "anonymous", address, userAgent: "test", requestId: crypto.randomUUID(), correlationId: crypto.randomUUID() });

/** A clock of its own for the tests of a file. */
export type LaterTime = {
  /** Does the work at the file's time, or so many milliseconds after it. */
  at<T>(work: () => Promise<T>, ms?: number): Promise<T>;
  /** Signs the person in anew, half a minute after whatever was done before: a code works once. */
  fresh(slug: Slug, account?: string): Promise<PersonCaller>;
  /** Lets half a minute go by. */
  wait(): void;
};

/** For tests in which the same people sign in again and again. */
export function useLaterTime(world: World): LaterTime {
  let later = 0;
  const wait = (): void => {
    later += 31_000;
  };
  const at = <T>(work: () => Promise<T>, ms = 0): Promise<T> => atTime(new Date(Date.now() + later + ms), work);
  const fresh = (slug: Slug, account?: string): Promise<PersonCaller> => {
    wait();
    return at(async () => {
      world.actor(slug).leave();
      return world.as(slug, account);
    });
  };
  return { at, fresh, wait };
}
