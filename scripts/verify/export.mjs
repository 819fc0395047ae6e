import { createInterface } from "node:readline";
import * as nodeCrypto from "node:crypto";
import { Erasures } from "./erasures.mjs";
import { Holes, removalByReceipt, removalOf } from "./holes.mjs";
import { canonical, checkWitnesses, fromBase64, openCheckpoint, readKey, Refused, rootByInclusion, same, toHex } from "./core.mjs";

/** Twenty of these for each event: from Node 20.12 on there is a function that makes no object for each. @type {(bytes: Uint8Array | string, form: "buffer" | "base64url") => any} */
const digest = typeof nodeCrypto.hash === "function" ? (bytes, form) => nodeCrypto.hash("sha256", bytes, form) : (bytes, form) => (form === "buffer" ? nodeCrypto.createHash("sha256").update(bytes).digest() : nodeCrypto.createHash("sha256").update(bytes).digest(form));
/** @param {Uint8Array} left @param {Uint8Array} right @returns {Uint8Array} */
const node = (left, right) => digest(Buffer.concat([Buffer.of(1), left, right]), "buffer");
/** @param {string} entry @returns {Uint8Array} */
const leafOf = (entry) => digest(Buffer.from(`\0${entry}`, "utf8"), "buffer");

/** The root of a growing tree in constant memory: complete subtrees, the largest first. */
class Tree {
  size = 0;
  /** @type {{ span: number, hash: Uint8Array }[]} */
  #stack = [];

  /** @param {Uint8Array} leaf */
  append(leaf) {
    this.size += 1;
    let top = { span: 1, hash: leaf };
    for (let left = this.#stack.at(-1); left && left.span === top.span; left = this.#stack.at(-1)) {
      this.#stack.pop();
      top = { span: top.span * 2, hash: node(left.hash, top.hash) };
    }
    this.#stack.push(top);
  }

  root() {
    const [last, ...rest] = this.#stack.toReversed();
    return last ? rest.reduce((right, { hash }) => node(hash, right), last.hash) : digest("", "buffer");
  }
}

/** @param {string} text @param {string} where @returns {Record<string, unknown>} */
function parsed(text, where) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(`${where} is not JSON`);
  }
}

/** @param {Record<string, unknown>} header */
const keysOf = (header) => (Array.isArray(header["keys"]) ? header["keys"].map(String) : []);

/** One line of the export: the hash of its leaf, every field checked. @param {Record<string, unknown>} line @param {number} number */
function readLine(line, number) {
  if (typeof line["hash"] === "string" && line["entry"] === undefined) return { hash: Buffer.from(line["hash"], "hex"), entry: undefined, hidden: [] };
  const text = line["entry"];
  if (typeof text !== "string") throw new Refused(`line ${number} has no entry`);
  const entry = parsed(text, `the entry in line ${number}`);
  const commitments = /** @type {Record<string, unknown>} */ (entry["commitments"] ?? {});
  /** @type {Set<string>} */
  const shown = new Set();
  for (const disclosure of Array.isArray(line["disclosures"]) ? line["disclosures"] : []) {
    const name = String(disclosure?.[1]);
    if (!Object.hasOwn(commitments, name) || digest(canonical(disclosure), "base64url") !== commitments[name]) {
      throw new Refused(`event ${String(entry["id"])} (line ${number}): the field "${name}" is not what was recorded`);
    }
    shown.add(name);
  }
  return { hash: leafOf(text), entry, hidden: Object.keys(commitments).filter((name) => !shown.has(name)) };
}

/** Each organization's events are counted and point back to the one before: a missing one leaves a hole. */
class Chains {
  /** @type {Map<string, { sequence: number, hash: Uint8Array }>} */
  last = new Map();

  /** @param {Record<string, unknown>} entry @param {Uint8Array} hash @param {number} number */
  follow(entry, hash, number) {
    const organization = String(entry["organization"] ?? "");
    const before = this.last.get(organization);
    const sequence = Number(entry["organizationSequence"]);
    const what = `event ${String(entry["id"])} (line ${number})`;
    if (before && sequence !== before.sequence + 1) throw new Refused(`${what} is number ${sequence} of its organization, and the one before in the file is number ${before.sequence}: events are missing or were put in another order`);
    if (before && entry["previous"] !== toHex(before.hash)) throw new Refused(`${what} does not follow the event before it: one of them was changed`);
    if (!before && sequence !== 1 && this.strict) throw new Refused(`${what} is number ${sequence} of its organization, and the ones before are missing`);
    this.last.set(organization, { sequence, hash });
  }

  /** False once a leaf is shown by its hash alone: of such an event the organization is not known. */
  strict = true;

  /** An event of the one organization that is there by its hash alone: the next one counts it and names its hash. @param {string} organization @param {Uint8Array} hash */
  skip(organization, hash) {
    this.last.set(organization, { sequence: (this.last.get(organization)?.sequence ?? 0) + 1, hash });
  }
}

/** The export of one organization: every entry is of it, and each that the next one does not bind has a proof of its own. All proofs must lead to the one root. */
class OneOrganization {
  /** @type {{ hash: Uint8Array, index: number, proved: boolean } | undefined} */
  last;
  /** @type {Uint8Array | undefined} */
  #root;

  /** @param {import("./core.mjs").Crypto} crypto @param {Record<string, unknown>} header */
  constructor(crypto, header) {
    this.crypto = crypto;
    this.id = String(header["organization"] ?? "");
    this.size = Number(header["size"]);
    if (this.id === "" || !Number.isSafeInteger(this.size)) throw new Refused("the export does not say of which organization it is, and up to which size of the log: have the portal export it again");
  }

  /** @param {{ hash: Uint8Array, entry: Record<string, unknown> | undefined }} read @param {number} index @param {unknown} proof @param {number} number of the line */
  async add({ hash, entry }, index, proof, number) {
    if (entry && String(entry["organization"] ?? "") !== this.id) throw new Refused(`event ${String(entry["id"])} (line ${number}) is not of the organization ${this.id}, whose export this is`);
    if (!entry && this.last && !this.last.proved) throw new Refused(`line ${number - 1} has no proof that it is in the log, and what follows it is there by its hash alone`);
    if (!entry && !Array.isArray(proof)) throw new Refused(`line ${number} is there by its hash alone, without a proof that it is in the log`);
    const proved = Array.isArray(proof);
    if (proved) await this.#prove(hash, index, proof, `line ${number}`);
    this.last = { hash, index, proved };
  }

  /** @param {Uint8Array} hash @param {number} index @param {unknown} proof @param {string} what */
  async #prove(hash, index, proof, what) {
    const steps = Array.isArray(proof) ? proof.map((step) => fromBase64(String(step))) : [];
    const root = await rootByInclusion(this.crypto, hash, index, this.size, steps);
    if (this.#root && !same(root, this.#root)) throw new Refused(`${what} is not in the tree that the lines before it are in: one of them is not what was signed`);
    this.#root = root;
  }

  /** The proof of the last entry, and that all of them lead to what was signed. @param {unknown} proof @param {import("./core.mjs").Checkpoint} checkpoint */
  async close(proof, checkpoint) {
    if (checkpoint.size !== this.size) throw new Refused(`the checkpoint covers ${checkpoint.size} events and the proofs of the export are for ${this.size}. Compare it with the checkpoint that is in the export, or with one of the same size`);
    if (!this.last) return;
    await this.#prove(this.last.hash, this.last.index, proof, "the last event of the export");
    if (!this.#root || !same(this.#root, checkpoint.root)) throw new Refused("the last event of the export is not in the tree that was signed");
  }
}

/**
 * Checks an export of the log, line by line, in constant memory. @param {import("./core.mjs").Crypto} crypto @param {NodeJS.ReadableStream} input
 * @param {{ checkpoint?: string | undefined, trusted?: readonly string[] | undefined, witnesses?: readonly string[], required?: number | undefined }} options @returns {Promise<{ what: string, good: boolean, detail: string }[]>}
 */
export async function checkExport(crypto, input, { checkpoint: published, trusted, witnesses, required }) {
  /** @type {{ what: string, good: boolean, detail: string }[]} */
  const steps = [];
  const tree = new Tree();
  const chains = new Chains();
  const holes = new Holes();
  let [number, events] = [0, 0];
  /** @type {Record<string, unknown>} */
  let header = {};
  /** @type {Record<string, unknown> | undefined} */
  let footer;
  /** @type {OneOrganization | undefined} */
  let own;
  let erasures = new Erasures(true);
  let last = -1;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      number += 1;
      const line = parsed(text, `line ${number}`);
      if (number === 1) {
        header = line;
        if (line["format"] !== "muniment-export/1") throw new Refused("this is not an export of the log (muniment-export/1): choose the format “Log, for checking”");
        if (line["scope"] === "organization") own = new OneOrganization(crypto, line);
        else if (line["scope"] !== "everything") throw new Refused("the export is neither of everything nor of one organization");
        erasures = new Erasures(!own);
        continue;
      }
      if (footer) throw new Refused(`line ${number} follows the end of the export`);
      if (line["end"] === true) {
        footer = line;
        continue;
      }
      if (line["pruning"] !== undefined) {
        holes.explain(await removalByReceipt(crypto, /** @type {Record<string, unknown>} */ (line["pruning"] ?? {}), trusted ?? keysOf(header)));
        continue;
      }
      const index = Number(line["index"]);
      if (!Number.isSafeInteger(index)) throw new Refused(`line ${number} does not say which entry of the log it is`);
      if (!own && index !== tree.size) throw new Refused(`line ${number} should be entry ${tree.size} of the log and is entry ${index}: entries are missing, doubled or in another order`);
      if (index <= last) throw new Refused(`line ${number} is entry ${index} of the log and follows entry ${last}: entries are doubled or in another order`);
      const read = readLine(line, number);
      const { hash, entry } = read;
      await own?.add(read, index, line["proof"], number);
      if (entry) {
        holes.explain(removalOf(entry, index, line["disclosures"]));
        erasures.add(entry, index, read.hidden, line["disclosures"]);
        chains.follow(entry, hash, number);
        events += 1;
      } else {
        holes.add(index);
        if (own) chains.skip(own.id, hash);
        else {
          chains.strict = false;
          chains.last.clear();
        }
      }
      tree.append(hash);
      last = index;
    }
    if (!footer) throw new Refused("the export ends early: its last line is missing");
    steps.push({ what: "Every event", good: true, detail: `${events} events, every field as recorded, each following the one before of its organization${holes.count > 0 ? `; ${holes.count} are there by their hash alone` : ""}` });
    for (const detail of holes.explained()) steps.push({ what: "What is missing", good: true, detail });

    const erased = erasures.explained();
    if (erased !== undefined) steps.push({ what: "What is erased", good: true, detail: erased });

    const keys = await Promise.all((trusted ?? keysOf(header)).map((line) => readKey(crypto, line)));
    const { checkpoint, signedBy } = await openCheckpoint(crypto, published ?? String(footer["checkpoint"]), keys);
    steps.push({ what: "The checkpoint is signed", good: true, detail: `${checkpoint.origin}, ${checkpoint.size} events, by ${signedBy.map(({ name, id }) => `${name}+${id}`).join(", ")}${trusted ? "" : " (a key that the export itself names)"}` });

    const witnessed = witnesses?.length ? await checkWitnesses(crypto, published ?? String(footer["checkpoint"]), { trusted: witnesses, required }) : undefined;
    if (witnessed !== undefined) steps.push({ what: "Witnesses were shown the same log", good: true, detail: witnessed });

    if (own) {
      await own.close(footer["proof"], checkpoint);
      const proved = holes.count > 0 ? ", and so are those that stand before one that is missing" : "";
      if (last >= 0) steps.push({ what: "The last one is in the signed log", good: true, detail: `entry ${last} of ${checkpoint.size}${proved}; as each event names the one before, all ${events} of the organization ${own.id} up to it are there${holes.count > 0 ? " but those that are missing" : ""}` });
    } else {
      if (checkpoint.size !== tree.size) throw new Refused(`the checkpoint covers ${checkpoint.size} events and the export holds ${tree.size}. Compare it with the checkpoint that is in the export, or with one of the same size`);
      if (!same(tree.root(), checkpoint.root)) throw new Refused("the events of the export are not those that were signed: at least one was changed, removed or added");
      steps.push({ what: "Together they are what was signed", good: true, detail: `the root of all ${tree.size} events is the one in the checkpoint` });
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    steps.push({ what: "The export", good: false, detail: error.message });
  }
  return steps;
}
