import { signCheckpoint } from "@/lib/audit/log/checkpoint";
import { GrowingTree } from "@/lib/audit/log/growing-tree";
import { leafHash } from "@/lib/audit/log/merkle";
import { newKeyPair, signerOf, verifierLine } from "@/lib/audit/log/note";
import { rawPool } from "@/lib/database/client";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { addCheckpoint } from "@/lib/witness/add-checkpoint";
import { addWitnessedLog } from "@/lib/witness/add-witnessed-log";
import type { DemoWorld } from "./found";

const minute = 60_000;
const origin = "evidence.harbourline.example/log";
const events = 812;

/** This morning: the operator agrees to be a supplier's witness, and the supplier's log is cosigned for the first time. */
export async function enactWitness(world: DemoWorld, today: Date): Promise<void> {
  const signer = signerOf(origin, newKeyPair().seed);
  await atTime(new Date(today.getTime() - 6 * minute), async () => {
    const actor = world.actor("freya-lindqvist");
    actor.leave();
    const caller = await actor.workIn(world.accountId("northwind-operations"));
    await perform({ ...caller, ...actor.origin() }, addWitnessedLog, { keys: verifierLine(signer.verifier) });
    actor.leave();
  });
  const at = new Date(today.getTime() - 5 * minute);
  const tree = new GrowingTree(0, []);
  for (let entry = 0; entry < events; entry += 1) tree.append(leafHash(Buffer.from(`entry ${entry}`, "utf8")));
  await atTime(at, () => addCheckpoint(rawPool(), `old 0\n\n${signCheckpoint({ origin, size: events, root: tree.root() }, [signer], at)}`));
}
