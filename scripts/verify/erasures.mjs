// Fields that an export does not show, and the events of the log that say they were erased. Whoever blanks a field and leaves its commitment is found by nothing else.
import { Refused } from "./core.mjs";

/** What tells who somebody is: nothing else of an event is ever erased. */
export const erasable = new Set(["name", "email", "address", "userAgent", "parameters.email", "parameters.name", "parameters.typedName", "parameters.title", "parameters.reason"]);

/** @typedef {{ id: string, index: number, left: Set<string> }} Waiting */

/** Events without some of their fields, until an event further down says that they were erased. Held are those alone that no event has named yet. */
export class Erasures {
  /** Events that lack fields. */
  count = 0;
  /** By `event/…` and by `person/…`. @type {Map<string, Set<Waiting>>} */
  #waiting = new Map();

  /** @param {boolean} whole whether the export holds the events of everybody, and so those that say what was erased */
  constructor(whole) {
    this.whole = whole;
  }

  /** @param {Record<string, unknown>} entry @param {number} index @param {readonly string[]} hidden @param {unknown} disclosures */
  add(entry, index, hidden, disclosures) {
    this.#explain(entry, disclosures);
    if (hidden.length === 0) return;
    const never = hidden.find((name) => !erasable.has(name));
    if (never !== undefined) throw new Refused(`event ${String(entry["id"])} (entry ${index}) lacks "${never}", which is never erased: somebody blanked it`);
    this.count += 1;
    if (!this.whole) return;
    const waiting = { id: String(entry["id"]), index, left: new Set(hidden) };
    const actor = /** @type {Record<string, unknown>} */ (entry["actor"] ?? {});
    for (const name of [`event/${waiting.id}`, ...(actor["person"] === undefined ? [] : [`person/${String(actor["person"])}`])]) this.#waiting.set(name, (this.#waiting.get(name) ?? new Set()).add(waiting));
  }

  /** @param {Record<string, unknown>} entry @param {unknown} disclosures */
  #explain(entry, disclosures) {
    if (entry["operation"] !== "audit:EraseFields" || entry["outcome"] !== "Success" || !Array.isArray(disclosures) || !Array.isArray(entry["resources"])) return;
    const fields = disclosures.find((one) => Array.isArray(one) && one[1] === "parameters.fields")?.[2];
    if (!Array.isArray(fields)) return;
    for (const resource of entry["resources"].map(String)) {
      const named = this.#waiting.get(resource);
      for (const waiting of named ?? []) {
        for (const field of fields) waiting.left.delete(String(field));
        if (waiting.left.size === 0) named?.delete(waiting);
      }
      if (named?.size === 0) this.#waiting.delete(resource);
    }
  }

  /** In plain words; undefined where nothing is hidden. @returns {string | undefined} @throws Refused for the first field that no event says was erased */
  explained() {
    let first;
    for (const named of this.#waiting.values()) for (const waiting of named) if (waiting.left.size > 0 && (!first || waiting.index < first.index)) first = waiting;
    if (first) throw new Refused(`event ${first.id} (entry ${first.index}) lacks "${[...first.left][0] ?? ""}", and no later event of the log says that it was erased: somebody blanked it`);
    if (this.count === 0) return undefined;
    const lack = this.count === 1 ? "1 event lacks fields that tell who somebody is" : `${this.count} events lack fields that tell who somebody is`;
    return this.whole ? `${lack}; later events of the log say that they were erased` : `${lack}. That they were erased is said by events of the operator, which are not in an export of one organization: this was not checked`;
  }
}
