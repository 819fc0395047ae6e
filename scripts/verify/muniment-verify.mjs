#!/usr/bin/env node
// Checks what a Muniment portal has given you, offline, with nothing but Node 20 or newer. See `muniment-verify help`.
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import process from "node:process";
import { checkReceipt, checkWitnesses, fromBase64, isConsistent, openCheckpoint, readKey, Refused } from "./core.mjs";
import { checkExport } from "./export.mjs";

const help = `muniment-verify: checks what a Muniment portal has given you. Nothing is sent anywhere.

  muniment-verify receipt <receipt.json> [--pdf <copy.pdf>] [--keys <keys.txt>]
      The event is in the log that was signed, unchanged; the details are those that were recorded; the PDF is the one that was served.
  muniment-verify consistency <older.txt> <newer.txt> <proof.txt> --keys <keys.txt>
      Two checkpoints of one log: nothing of what the older one covers was changed or removed in the newer one.
      The proof is the file <portal>/log/consistency/<older size>/<newer size>.
  muniment-verify export <events.jsonl> [--checkpoint <checkpoint.txt>] [--keys <keys.txt>]
      Every event of an export of the log, its order, that none is missing, and that together they are what was signed.

  --keys: public keys that you have kept or had from somebody you trust (<portal>/log/keys), one in a line.
          Without it the keys in the file itself are used. That finds damage, but not a forger who brings a key of their own.
  --witness: the public key of a witness, as the witness itself publishes it: name+id+key. Repeat it for several.
          A witness cosigns a checkpoint only when it follows from all that it has cosigned before: so nobody was shown another log.
  --required: how many of the witnesses must have cosigned. Without it, all of them.

All three commands take --keys, --witness and --required. Ends with 0 when everything holds, with 1 when something does not, with 2 when it could not be checked.`;

const spki = Buffer.from("302a300506032b6570032100", "hex");

/** @type {import("./core.mjs").Crypto} */
export const nodeCrypto = {
  sha256: (bytes) => createHash("sha256").update(bytes).digest(),
  ed25519: (publicKey, message, signature) => verify(null, message, createPublicKey({ key: Buffer.concat([spki, publicKey]), format: "der", type: "spki" }), signature),
};

/** @param {readonly string[]} args */
function readArguments(args) {
  /** @type {string[]} */
  const files = [];
  /** @type {Record<string, string>} */
  const options = {};
  /** @type {string[]} */
  const witnesses = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (!arg.startsWith("--")) files.push(arg);
    else {
      const value = args[(at += 1)];
      if (!["--pdf", "--keys", "--checkpoint", "--witness", "--required"].includes(arg) || value === undefined) throw new Refused(`"${arg}" is not known here, or has nothing behind it. See: muniment-verify help`);
      if (arg === "--witness") witnesses.push(value);
      else options[arg.slice(2)] = value;
    }
  }
  const required = options["required"] === undefined ? undefined : Number(options["required"]);
  if (required !== undefined && !(Number.isInteger(required) && required >= 0 && required <= witnesses.length)) throw new Refused(`--required takes a number up to that of the witnesses named with --witness: ${witnesses.length}`);
  return { files, options, witnessing: { witnesses, required } };
}

/** @typedef {{ witnesses: readonly string[], required: number | undefined }} Witnessing */

/** @param {string} file */
const textOf = (file) => readFileSync(file, "utf8");
/** @param {string} file */
const keyLines = (file) => textOf(file).split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
/** @param {{ good: boolean, what: string, detail: string }} step */
const print = ({ good, what, detail }) => console.log(`${good ? "good  " : "FAILED"}  ${what}: ${detail}`);

/** @param {string} file */
async function sha256Of(file) {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest("hex");
}

/** @param {readonly string[]} files @param {Record<string, string>} options @param {Witnessing} witnessing */
async function receipt([file], options, witnessing) {
  if (file === undefined) throw new Refused("Name the receipt's file.");
  const pdfSha256 = options["pdf"] === undefined ? undefined : await sha256Of(options["pdf"]);
  const trusted = options["keys"] === undefined ? undefined : keyLines(options["keys"]);
  const result = await checkReceipt(nodeCrypto, JSON.parse(textOf(file)), { pdfSha256, ...witnessing, ...(trusted ? { trusted } : {}) });
  result.steps.forEach(print);
  if (!result.good) return false;
  const { event, fields } = result;
  console.log(`\nWhat is proved: at ${String(event?.["at"])} ${String(fields["name"] ?? "somebody")}${fields["email"] === undefined ? "" : ` (${String(fields["email"])})`} did ${String(event?.["operation"])}, outcome ${String(event?.["outcome"])}.`);
  for (const [name, value] of Object.entries(fields)) console.log(`  ${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  return true;
}

/** @param {readonly string[]} files @param {Record<string, string>} options @param {Witnessing} witnessing */
async function consistency([older, newer, proof], options, { witnesses, required }) {
  if (older === undefined || newer === undefined || proof === undefined || options["keys"] === undefined) throw new Refused("Name the older checkpoint, the newer one, the proof between them, and --keys.");
  const keys = await Promise.all(keyLines(options["keys"]).map((line) => readKey(nodeCrypto, line)));
  const [a, b] = [(await openCheckpoint(nodeCrypto, textOf(older), keys)).checkpoint, (await openCheckpoint(nodeCrypto, textOf(newer), keys)).checkpoint];
  print({ good: true, what: "Both checkpoints are signed", detail: `${a.origin}: ${a.size} and ${b.size} events` });
  if (a.origin !== b.origin) throw new Refused(`they are of different logs: ${a.origin} and ${b.origin}`);
  const witnessed = witnesses.length > 0 ? await checkWitnesses(nodeCrypto, textOf(newer), { trusted: witnesses, required }) : undefined;
  if (witnessed !== undefined) print({ good: true, what: "Witnesses were shown the newer one", detail: witnessed });
  if (a.size > b.size) throw new Refused("the first one is the newer one: change their places");
  const good = await isConsistent(nodeCrypto, a, b, textOf(proof).split("\n").filter(Boolean).map(fromBase64));
  print({ good, what: "The newer one begins with the older one", detail: good ? `the first ${a.size} events are the same, and in the same order` : `the first ${a.size} events are NOT those that the older checkpoint covers, or the proof is not theirs` });
  return good;
}

/** @param {readonly string[]} files @param {Record<string, string>} options @param {Witnessing} witnessing */
async function exported([file], options, witnessing) {
  if (file === undefined) throw new Refused("Name the export's file.");
  const result = await checkExport(nodeCrypto, createReadStream(file), {
    ...witnessing,
    checkpoint: options["checkpoint"] === undefined ? undefined : textOf(options["checkpoint"]),
    trusted: options["keys"] === undefined ? undefined : keyLines(options["keys"]),
  });
  result.forEach(print);
  return result.every(({ good }) => good);
}

const commands = { receipt, consistency, export: exported };

const [command = "help", ...rest] = process.argv.slice(2);
try {
  if (!Object.hasOwn(commands, command)) {
    console.log(help);
    process.exitCode = command === "help" || command === "--help" ? 0 : 2;
  } else {
    const { files, options, witnessing } = readArguments(rest);
    process.exitCode = (await commands[/** @type {keyof typeof commands} */ (command)](files, options, witnessing)) ? 0 : 1;
  }
} catch (error) {
  if (error instanceof Refused) console.error(`FAILED  ${error.message}`);
  else console.error(`Could not be checked: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof Refused ? 1 : 2;
}
