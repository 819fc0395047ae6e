import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverageAt, coverageChanges, coverageMatrix, instantOfDay, lapses, organizationAt, supersededAt, type Held, type History, type Placement } from "./coverage";

const accounts = ["a1", "a2", "a3", "a4"] as const;
const organizations = ["o1", "o2", "o3"] as const;
const agreements = ["baa", "nda"] as const;
const lastDay = 60;

type Act =
  /** Into another organization, as joining does. */
  | { kind: "join"; account: string; to: string }
  /** Into an organization of its own, new each time. */
  | { kind: "leave"; account: string }
  /** For good: what it agreed to for itself ends. */
  | { kind: "close"; account: string }
  /** `HOME`: the organization, whichever it is, in which that account is. */
  | { kind: "accept" | "end"; holder: "ACCOUNT" | "ORGANIZATION" | "HOME"; who: number; agreement: string };

const ofAccount = { account: fc.constantFrom(...accounts) };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("join" as const), ...ofAccount, to: fc.constantFrom(...organizations) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("leave" as const), ...ofAccount }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("close" as const), ...ofAccount }) },
  {
    weight: 14,
    arbitrary: fc.record({
      kind: fc.constantFrom("accept" as const, "accept" as const, "end" as const),
      holder: fc.constantFrom("ACCOUNT" as const, "ORGANIZATION" as const, "HOME" as const),
      who: fc.nat(3),
      agreement: fc.constantFrom(...agreements),
    }),
  },
);
const life = fc.array(fc.tuple(fc.integer({ min: 1, max: lastDay }), act), { maxLength: 40 }).map((acts) => acts.toSorted(([a], [b]) => a - b));

const accountNo = (who: number): string => accounts[who % accounts.length] ?? "";

/** What happened, written down as intervals: the form in which the records have it. */
function intervalsOf(acts: readonly (readonly [number, Act])[]): History {
  const placements: Placement[] = accounts.map((accountId) => ({ accountId, organizationId: "o1", from: 0, to: null }));
  const held: Held[] = [];
  const close = <T extends { to: number | null }>(list: T[], match: (one: T) => boolean, at: number): void => {
    list.forEach((one, index) => {
      if (one.to === null && match(one)) list[index] = { ...one, to: at };
    });
  };
  for (const [at, one] of acts) {
    const open = (account: string) => placements.find(({ accountId, to }) => accountId === account && to === null);
    if ("who" in one) {
      const account = accountNo(one.who);
      const id = one.holder === "ACCOUNT" ? account : one.holder === "HOME" ? open(account)?.organizationId : organizations[one.who % organizations.length];
      if (id === undefined || (one.holder === "ACCOUNT" && !open(account))) continue;
      const kind = one.holder === "ACCOUNT" ? "ACCOUNT" : "ORGANIZATION";
      close(held, ({ holder, agreementId }) => holder.kind === kind && holder.id === id && agreementId === one.agreement, at);
      if (one.kind === "accept") held.push({ id: `h${held.length}`, agreementId: one.agreement, holder: { kind, id }, from: at, to: null });
      continue;
    }
    if (!open(one.account)) continue;
    close(placements, ({ accountId }) => accountId === one.account, at);
    if (one.kind === "close") close(held, ({ holder }) => holder.kind === "ACCOUNT" && holder.id === one.account, at);
    else placements.push({ accountId: one.account, organizationId: one.kind === "join" ? one.to : `own${placements.length}`, from: at, to: null });
  }
  return { placements, held };
}

/** The same life lived day by day, with nothing but the present state in mind. */
function replay(acts: readonly (readonly [number, Act])[], account: string, agreement: string, day: number): string {
  const place = new Map<string, string>(accounts.map((one) => [one, "o1"]));
  const active = new Set<string>();
  let founded = 0;
  for (const [at, one] of acts) {
    if (at > day) break;
    if ("who" in one) {
      const home = place.get(accountNo(one.who));
      if (home === undefined && one.holder !== "ORGANIZATION") continue;
      const holder = one.holder === "ACCOUNT" ? accountNo(one.who) : one.holder === "HOME" ? home : organizations[one.who % organizations.length];
      if (one.kind === "accept") active.add(`${holder}/${one.agreement}`);
      else active.delete(`${holder}/${one.agreement}`);
    } else if (place.has(one.account)) {
      if (one.kind === "close") place.delete(one.account);
      else place.set(one.account, one.kind === "join" ? one.to : `new${(founded += 1)}`);
    }
  }
  const home = place.get(account);
  if (home === undefined) return "NONE";
  if (active.has(`${account}/${agreement}`)) return "OWN";
  return active.has(`${home}/${agreement}`) ? "ORGANIZATION" : "NONE";
}

describe("coverage", () => {
  test("on any day, of any account, by any agreement, equals what a naive replay of the history says", () => {
    fc.assert(
      fc.property(life, (acts) => {
        const history = intervalsOf(acts);
        const wrong: string[] = [];
        for (let day = 0; day <= lastDay + 1; day += 1) {
          for (const account of accounts) {
            for (const agreement of agreements) {
              if (coverageAt(history, account, agreement, day).source !== replay(acts, account, agreement, day)) wrong.push(`${account} ${agreement} on day ${day}`);
            }
          }
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("says the same in the matrix as account by account", () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: lastDay }), (acts, day) => {
        const history = intervalsOf(acts);
        const rows = coverageMatrix(accounts.map((id) => ({ id, organizationId: organizationAt(history.placements, id, day) })), agreements, history.held, day);
        for (const { account, cells } of rows) expect(cells).toEqual(agreements.map((agreement) => coverageAt(history, account.id, agreement, day)));
      }),
    );
  });

  test("that a change takes away is foretold: exactly what is gone when the change has happened", () => {
    const change = fc.oneof(
      fc.record({ kind: fc.constant("MOVE" as const), accountId: fc.constantFrom(...accounts), organizationId: fc.option(fc.constantFrom(...organizations)) }),
      fc.record({ kind: fc.constant("END" as const), index: fc.nat(30) }),
    );
    fc.assert(
      fc.property(life, change, (acts, what) => {
        const day = lastDay + 1;
        const history = intervalsOf(acts);
        const ended = what.kind === "END" ? history.held.filter(({ to }) => to === null)[what.index % 7] : undefined;
        if (what.kind === "END" && !ended) return;
        const foretold = lapses(history, what.kind === "MOVE" ? what : { kind: "END", heldId: ended?.id ?? "" }, day).map(({ accountId, agreementId }) => `${accountId}/${agreementId}`);
        const after: History =
          what.kind === "MOVE"
            ? intervalsOf([...acts, [day, what.organizationId === null ? { kind: "close", account: what.accountId } : { kind: "join", account: what.accountId, to: what.organizationId }]])
            : { ...history, held: history.held.map((one) => (one === ended ? { ...one, to: day } : one)) };
        const gone = accounts.flatMap((account) =>
          agreements.filter((agreement) => coverageAt(history, account, agreement, day).source !== "NONE" && coverageAt(after, account, agreement, day).source === "NONE").map((agreement) => `${account}/${agreement}`),
        );
        expect(foretold.toSorted()).toEqual(gone.toSorted());
      }),
      { numRuns: 1000 },
    );
  });

  test("changes its source where an account moves to an organization that has the agreement as well", () => {
    const held = (id: string, organization: string): Held => ({ id, agreementId: "baa", holder: { kind: "ORGANIZATION", id: organization }, from: 0, to: null });
    const history: History = { placements: [{ accountId: "a1", organizationId: "o1", from: 0, to: null }], held: [held("h1", "o1"), held("h2", "o2")] };
    const move = { kind: "MOVE", accountId: "a1", organizationId: "o2" } as const;
    expect(coverageChanges(history, move, 1).map(({ before, after }) => [before.held?.id, after.held?.id])).toEqual([["h1", "h2"]]);
    expect(lapses(history, move, 1)).toEqual([]);
  });
});

describe("a later revision", () => {
  const revisions = [
    { revision: 1, effective: "2026-01-01", graceDays: null },
    { revision: 2, effective: "2026-03-01", graceDays: 30 },
    { revision: 3, effective: "2026-06-01", graceDays: 0 },
  ];
  test("ends earlier ones after whole days of grace, counted from the day it takes effect", () => {
    expect(supersededAt(1, revisions)).toBe(Date.parse("2026-04-01"));
    expect(supersededAt(2, revisions)).toBe(Date.parse("2026-06-02"));
    expect(supersededAt(3, revisions)).toBeNull();
  });
  test("without days of grace leaves earlier ones in force", () => {
    expect(supersededAt(1, [{ revision: 1, effective: "2026-01-01", graceDays: null }, { revision: 2, effective: "2026-03-01", graceDays: null }])).toBeNull();
  });
});

test("a day is judged by its last instant, and today by now", () => {
  const now = Date.parse("2026-05-05T12:00:00Z");
  expect(new Date(instantOfDay("2026-05-04", now)).toISOString()).toBe("2026-05-04T23:59:59.999Z");
  expect(instantOfDay("2026-05-05", now)).toBe(now);
});
