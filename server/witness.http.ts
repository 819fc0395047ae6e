import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as forward } from "node:http";
import { createServer, get, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOrganizationalUnit } from "@/lib/organizations/create-organizational-unit";
import type { PersonCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { selfSigned } from "@/lib/outbound/testing-certificate";
import { foundAnother, rows, useWorld } from "@/lib/testing/world";
import { addWitness } from "@/lib/witness/add-witness";
import { addWitnessedLog } from "@/lib/witness/add-witnessed-log";
import { useRunningPortal } from "./testing-portal";

/** How long a portal may take to show a checkpoint to its witness and to put the answer below it. */
const patience = { timeout: 60_000, interval: 200 };
const run = promisify(execFile);
const certificate = selfSigned();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "muniment-witness-"));
  await writeFile(path.join(folder, "ca.pem"), certificate.cert);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const trustingCertificate = () => ({ NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem") });
let portal: ReturnType<typeof useRunningPortal>;
const world = useWorld(() => {
  portal = useRunningPortal(trustingCertificate);
});
const witness = useRunningPortal(trustingCertificate);

let proxy: Server;
let root: PersonCaller;

/** The witness is somebody else's installation, behind its own proxy, as they all are that can be reached over HTTPS. */
beforeAll(async () => {
  proxy = createServer(certificate, (request, response) => {
    const onward = forward(`${witness.address}${request.url ?? "/"}`, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.once("error", () => response.writeHead(502).end());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  root = await foundAnother();
}, 120_000);
afterAll(() => new Promise<unknown>((resolve) => proxy.close(resolve)));

const prefix = (): string => `https://127.0.0.1:${(proxy.address() as AddressInfo).port}/witness`;
const logFile = async (name: string): Promise<string> => (await portal.call("GET", `/log/${name}`)).body;
const fetchSafely = (address: string): Promise<string> =>
  new Promise((resolve, reject) => void get(address, { ca: certificate.cert }, (answer) => void text(answer).then(resolve, reject)).once("error", reject));

test("a running portal has its log cosigned by another one over HTTPS, and whoever has the witness's key can check it offline", async () => {
  const keys = await logFile("keys");
  await perform(root, addWitnessedLog, { keys });
  const line = (await fetchSafely(`${prefix()}/key`)).trim();

  await portal.attend();
  await perform(await world.as("root"), addWitness, { address: prefix(), verifier: line });
  const [name = ""] = line.split("+");
  const cosigned = async (beyond: number): Promise<string> => {
    let found = "";
    await expect.poll(async () => {
      found = await logFile("cosigned-checkpoint");
      return found.includes(`— ${name} `) && Number(found.split("\n")[1]) > beyond;
    }, patience).toBe(true);
    return found;
  };
  const older = await cosigned(0);
  await perform(await world.as("alpha-admin"), createOrganizationalUnit, { name: "After the first cosignature" });
  const newer = await cosigned(Number(older.split("\n")[1]));
  const [oldSize, newSize] = [older, newer].map((note) => Number(note.split("\n")[1]));

  const files = { "older.txt": older, "newer.txt": newer, "proof.txt": await logFile(`consistency/${oldSize}/${newSize}`), "keys.txt": keys };
  for (const [file, body] of Object.entries(files)) await writeFile(path.join(folder, file), body);
  const verify = (witnessKey: string) =>
    run(process.execPath, ["scripts/verify/muniment-verify.mjs", "consistency", ...["older.txt", "newer.txt", "proof.txt"].map((file) => path.join(folder, file)), "--keys", path.join(folder, "keys.txt"), "--witness", witnessKey]);
  expect((await verify(line)).stdout).toContain(name);
  await expect(verify(line.replace(/.$/, (last) => (last === "A" ? "B" : "A"))), "another key").rejects.toThrow();

  // Cosigning is no event: a log that nobody writes to comes to rest.
  expect(await rows("SELECT 1 FROM audit_event WHERE operation ILIKE '%cosign%'")).toEqual([]);
});

test("a witness that was away is asked again, and nothing was lost meanwhile", async () => {
  const before = Number((await logFile("cosigned-checkpoint")).split("\n")[1]);
  await witness.kill();
  await portal.attend();
  await perform(await world.as("beta-admin"), createOrganizationalUnit, { name: "While the witness is away" });
  await expect.poll(async () => (await rows("SELECT problem FROM log_witness"))[0]?.["problem"], patience).toMatch(/./);
  await witness.startAgain();
  await portal.attend();
  // Asked again later and later: the time of the next attempt is brought forward, as time would.
  await rows("UPDATE log_witness SET next_attempt_at = now() - interval '1 second'");
  await expect.poll(async () => Number((await logFile("cosigned-checkpoint")).split("\n")[1]) > before, patience).toBe(true);
});
