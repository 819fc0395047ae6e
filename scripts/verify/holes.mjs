// Entries that an export shows by their hash alone, because retention removed their records; and the events of the log that say so.
import { openCheckpoint, openFields, readKey, readProof, Refused, rootByInclusion, same } from "./core.mjs";

/** @typedef {{ id: string, at: string, index: number, ranges: [number, number][] }} Removal */

/** What an entry of the log says that retention removed; undefined when it says nothing of the kind. @param {Record<string, unknown>} entry @param {number} index @param {unknown} disclosures whose commitments were checked */
export function removalOf(entry, index, disclosures) {
  const actor = /** @type {Record<string, unknown>} */ (entry["actor"] ?? {});
  if (entry["operation"] !== "audit:PruneEvents" || entry["outcome"] !== "Success" || actor["kind"] !== "system" || !Array.isArray(disclosures)) return undefined;
  const named = disclosures.find((one) => Array.isArray(one) && one[1] === "parameters.entries")?.[2];
  if (!Array.isArray(named)) return undefined;
  /** @type {[number, number][]} */
  const ranges = named.map((range) => {
    const [, from, to] = /^(\d{1,15})-(\d{1,15})$/.exec(String(range)) ?? [];
    if (from === undefined || to === undefined) throw new Refused(`event ${String(entry["id"])} names what it removed in a form that this program does not know`);
    return [Number(from), Number(to)];
  });
  return { id: String(entry["id"]), at: String(entry["at"]), index, ranges };
}

/**
 * The same from a receipt that stands in the export, checked like any receipt: for removals that the export itself does not hold. @param {import("./core.mjs").Crypto} crypto @param {Record<string, unknown>} receipt
 * @param {readonly string[]} keyLines @returns {Promise<Removal | undefined>} @throws Refused
 */
export async function removalByReceipt(crypto, receipt, keyLines) {
  const text = String(receipt["entry"]);
  const proof = readProof(String(receipt["proof"]));
  const { checkpoint } = await openCheckpoint(crypto, proof.note, await Promise.all(keyLines.map((line) => readKey(crypto, line))));
  const leaf = await crypto.sha256(new Uint8Array([0, ...new TextEncoder().encode(text)]));
  if (!same(await rootByInclusion(crypto, leaf, proof.index, checkpoint.size, proof.hashes), checkpoint.root)) throw new Refused("an event that should tell what retention removed is not in the tree that was signed");
  const entry = /** @type {Record<string, unknown>} */ (JSON.parse(text));
  const disclosures = Array.isArray(receipt["disclosures"]) ? receipt["disclosures"] : [];
  await openFields(crypto, entry, disclosures);
  return removalOf(entry, proof.index, disclosures);
}

/** Which entries are holes, in as many ranges as there are: not as many as there are holes. */
export class Holes {
  count = 0;
  /** @type {[number, number][]} */
  #ranges = [];
  /** @type {Removal[]} */
  #removals = [];

  /** @param {number} index */
  add(index) {
    this.count += 1;
    const last = this.#ranges.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else this.#ranges.push([index, index]);
  }

  /** @param {Removal | undefined} removal */
  explain(removal) {
    if (removal) this.#removals.push(removal);
  }

  /** For each removal, how many of the holes it explains, in plain words. @returns {string[]} @throws Refused for the first hole that none explains */
  explained() {
    const named = this.#removals.flatMap((by) => by.ranges.map(([from, to]) => ({ from, to, by }))).sort((a, b) => a.from - b.from);
    /** @type {Map<Removal, number>} */
    const counts = new Map();
    let at = 0;
    for (const [from, to] of this.#ranges) {
      for (let index = from; index <= to; ) {
        while (at < named.length && (named[at]?.to ?? 0) < index) at += 1;
        const found = named[at];
        // What is removed stands before the event that says so.
        if (!found || found.from > index || found.by.index <= index) throw new Refused(`of entry ${index} only the hash is there, and no event of the log says that retention removed it: somebody else did`);
        const end = Math.min(to, found.to);
        counts.set(found.by, (counts.get(found.by) ?? 0) + end - index + 1);
        index = end + 1;
      }
    }
    return [...counts].sort(([a], [b]) => a.index - b.index).map(([by, count]) => `${count} ${count === 1 ? "event was" : "events were"} removed by retention on ${by.at.slice(0, 10)}, as recorded in event ${by.id} (entry ${by.index})`);
  }
}
