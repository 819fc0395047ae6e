/** A stretch in which an account belonged to an organization. Times are milliseconds; `to` is the first instant outside, null while it lasts. */
export type Placement = Readonly<{ accountId: string; organizationId: string; from: number; to: number | null }>;

export type Holder = Readonly<{ kind: "ACCOUNT" | "ORGANIZATION"; id: string }>;

/** An agreement made for an account or for an organization, in force from `from` until before `to`. */
export type Held = Readonly<{ id: string; agreementId: string; holder: Holder; from: number; to: number | null }>;

export type History = Readonly<{ placements: readonly Placement[]; held: readonly Held[] }>;

export type Source = "OWN" | "ORGANIZATION" | "NONE";

/** By what an account is covered; `held` is null for `NONE`. */
export type Coverage<H extends Held = Held> = Readonly<{ source: Source; held: H | null }>;

const none = { source: "NONE", held: null } as const;

export const holds = ({ from, to }: { from: number; to: number | null }, at: number): boolean => from <= at && (to === null || at < to);

/** The organization of an account at an instant; null before it existed. */
export function organizationAt(placements: readonly Placement[], accountId: string, at: number): string | null {
  return placements.find((placement) => placement.accountId === accountId && holds(placement, at))?.organizationId ?? null;
}

const keyOf = (kind: Holder["kind"], id: string, agreementId: string): string => `${kind} ${id} ${agreementId}`;

/** What is in force at an instant, to be asked for many accounts. Of two that overlap, the one that began last counts. */
export class InForce<H extends Held = Held> {
  readonly #byHolder = new Map<string, H>();

  constructor(held: readonly H[], at: number) {
    for (const one of held) {
      if (!holds(one, at)) continue;
      const key = keyOf(one.holder.kind, one.holder.id, one.agreementId);
      const known = this.#byHolder.get(key);
      if (!known || one.from > known.from || (one.from === known.from && one.id > known.id)) this.#byHolder.set(key, one);
    }
  }

  /** The account's own agreement comes before its organization's. An account that is nowhere (not there yet, or closed) is covered by nothing. */
  of(accountId: string, organizationId: string | null, agreementId: string): Coverage<H> {
    if (organizationId === null) return none;
    const own = this.#byHolder.get(keyOf("ACCOUNT", accountId, agreementId));
    if (own) return { source: "OWN", held: own };
    const shared = this.ofOrganization(organizationId, agreementId);
    return shared ? { source: "ORGANIZATION", held: shared } : none;
  }

  ofOrganization(organizationId: string, agreementId: string): H | null {
    return this.#byHolder.get(keyOf("ORGANIZATION", organizationId, agreementId)) ?? null;
  }
}

/** Whether and by what an account is covered by an agreement at an instant. */
export function coverageAt(history: History, accountId: string, agreementId: string, at: number): Coverage {
  return new InForce(history.held, at).of(accountId, organizationAt(history.placements, accountId, at), agreementId);
}

export type MatrixRow<A, H extends Held> = { account: A; cells: Coverage<H>[] };

/** Accounts against agreements at one instant; the cells of a row stand in the order of `agreementIds`. */
export function coverageMatrix<A extends { id: string; organizationId: string | null }, H extends Held>(
  accounts: readonly A[],
  agreementIds: readonly string[],
  held: readonly H[],
  at: number,
): MatrixRow<A, H>[] {
  const inForce = new InForce(held, at);
  return accounts.map((account) => ({ account, cells: agreementIds.map((agreementId) => inForce.of(account.id, account.organizationId, agreementId)) }));
}

export type Change =
  /** The account goes to another organization, or (null) is closed. */
  | Readonly<{ kind: "MOVE"; accountId: string; organizationId: string | null }>
  /** An agreement is ended. */
  | Readonly<{ kind: "END"; heldId: string }>;

/** One coverage that a change takes away, or gives. */
export type CoverageChange = Readonly<{ accountId: string; agreementId: string; before: Coverage; after: Coverage }>;

/**
 * What a change at this instant would do to coverage: only accounts and agreements whose answer to "covered or not" or whose source differs.
 * Those whose `after.source` is `NONE` lapse.
 */
export function coverageChanges(history: History, change: Change, at: number): CoverageChange[] {
  const before = new InForce(history.held, at);
  const remaining = change.kind === "END" ? history.held.filter(({ id }) => id !== change.heldId) : history.held;
  const after = new InForce(remaining, at);
  const agreementIds = [...new Set(history.held.map(({ agreementId }) => agreementId))];
  const place = new Map<string, string | null>(history.placements.map(({ accountId }) => [accountId, null]));
  for (const placement of history.placements) if (holds(placement, at)) place.set(placement.accountId, placement.organizationId);
  return [...place].flatMap(([accountId, now]) => {
    const then = change.kind === "MOVE" && change.accountId === accountId ? change.organizationId : now;
    return agreementIds.flatMap((agreementId) => {
      const was = before.of(accountId, now, agreementId);
      const becomes = after.of(accountId, then, agreementId);
      return was.source === becomes.source && was.held?.id === becomes.held?.id ? [] : [{ accountId, agreementId, before: was, after: becomes }];
    });
  });
}

/** The coverage that a change takes away altogether. */
export const lapses = (history: History, change: Change, at: number): CoverageChange[] =>
  coverageChanges(history, change, at).filter(({ before, after }) => before.source !== "NONE" && after.source === "NONE");

const dayMs = 86_400_000;

/** A published text as far as it limits earlier ones: `effective` is an ISO date, `graceDays` null where earlier ones stay in force. */
export type RevisionFact = Readonly<{ revision: number; effective: string; graceDays: number | null }>;

/**
 * The instant at which later revisions end an agreement made on an earlier one; null where none does. Days of grace are whole:
 * with 30 of them after 1 March, 31 March is the last day covered.
 */
export function supersededAt(revision: number, revisions: readonly RevisionFact[]): number | null {
  const ends = revisions.flatMap((later) => (later.revision > revision && later.graceDays !== null ? [Date.parse(later.effective) + (later.graceDays + 1) * dayMs] : []));
  return ends.length === 0 ? null : Math.min(...ends);
}

/** The earlier of two ends, of which null is none. */
export const earlierEnd = (one: number | null, other: number | null): number | null => (one === null ? other : other === null ? one : Math.min(one, other));

/** The instant that stands for a day: its last one, or now while the day lasts. */
export const instantOfDay = (day: string, now: number): number => Math.min(Date.parse(day) + dayMs - 1, now);
