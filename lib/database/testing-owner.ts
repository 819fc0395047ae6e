import { startEmbedded } from "./embedded";

/** A process that owns a database until it is killed: `node --import tsx testing-owner.ts <folder>`. Prints one line of JSON. */
const database = await startEmbedded({ dataDir: process.argv[2] ?? "", durable: false });
process.stdout.write(`${JSON.stringify(database.owner)}\n`);
process.stdin.resume();
