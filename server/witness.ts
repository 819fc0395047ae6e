import { addCheckpoint, witnessedCheckpoint, witnessVerifier, type WitnessAnswer } from "@/lib/witness/add-checkpoint";
import { rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { MunimentError } from "@/lib/operations/errors";
import type { Route } from "./http";
import { bodyOf } from "./post";

const prefix = "/witness/";
const why = "cosigning another installation's log";
/** A proof of 63 hashes, and a checkpoint that many have signed. */
const maxBodyBytes = 64 * 1024;

type Answer = Omit<WitnessAnswer, "status" | "type"> & { status: number; type: string; cache?: string };
const text = (status: number, body: string, cache?: string): Answer => ({ status, type: "text/plain; charset=utf-8", body, ...(cache === undefined ? {} : { cache }) });

async function read(path: string): Promise<Answer> {
  const [, originHash] = /^([0-9a-f]{64})\/checkpoint$/.exec(path) ?? [];
  const found = path === "key" ? await asSystem(why, async () => (await witnessVerifier(rawPool()))?.concat("\n")) : originHash === undefined ? undefined : await asSystem(why, () => witnessedCheckpoint(rawPool(), originHash));
  return found === undefined ? text(404, "There is no such file.\n") : text(200, found, "public, max-age=60");
}

/**
 * This installation as a witness of others' logs (C2SP tlog-witness), below `/witness`: `add-checkpoint`, `<hash of origin>/checkpoint`, and `key`, its own public key. Without sign-in: a log shows itself by its
 * signature. Of logs that the operator has not entered it knows nothing.
 */
export const witnessRoute: Route = async (request, response, { url }) => {
  if (!url.pathname.startsWith(prefix)) return false;
  const path = url.pathname.slice(prefix.length);
  const isAsked = path === "add-checkpoint";
  if (!(isAsked ? ["POST"] : ["GET", "HEAD"]).includes(request.method ?? "")) return false;
  let answer: Answer;
  try {
    answer = isAsked ? await bodyOf(request, maxBodyBytes).then((body) => asSystem(why, () => addCheckpoint(rawPool(), body.toString("utf8")))) : await read(path);
  } catch (error) {
    if (!(error instanceof MunimentError && error.code === "PayloadTooLarge")) throw error;
    // The rest of it is not waited for.
    response.setHeader("Connection", "close");
    answer = text(413, "The request is too long.\n");
  }
  response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  response.writeHead(answer.status, { "Content-Type": answer.type, "Content-Length": Buffer.byteLength(answer.body), "Cache-Control": answer.cache ?? "no-store" });
  response.end(request.method === "HEAD" ? undefined : answer.body);
  return true;
};
