import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startMailServer } from "./mail-server";

const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 20_000;

/** Starts the portal once for all browser tests: the demo, on a free port, in a data folder of its own that goes away afterwards. */
export default async function startServer(): Promise<() => Promise<void>> {
  // While one writes tests: against a demo that runs already (PORTAL_URL and PORTAL_DATA_DIR).
  if (process.env["PORTAL_URL"] && process.env["PORTAL_DATA_DIR"]) return () => Promise.resolve();
  const dataDir = await mkdtemp(path.join(tmpdir(), "muniment-e2e-"));
  const mailFolder = path.join(dataDir, "mail");
  const mail = await startMailServer(mailFolder);
  const server = spawn(process.execPath, ["--import", "tsx", "scripts/demo.ts"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PORT: "0", HOST: "127.0.0.1", BASE_URL: "", DATA_DIR: dataDir, DATABASE_URL: "", MUNIMENT_MODE: "demo", SMTP_URL: mail.url, OUTBOUND_PRIVATE_NETWORKS: "127.0.0.1", MAIL_FROM: "Evidence portal <evidence@northwind.example>" },
  });
  let said = "";
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The portal did not start in time:\n${said}`)), START_LIMIT_MS);
    const listen = (text: Buffer): void => {
      said += text.toString();
      const ready = /Ready: (http:\S+)/.exec(said)?.[1];
      if (!ready) return;
      clearTimeout(timer);
      resolve(ready);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    void ended.then(() => reject(new Error(`The portal ended while starting:\n${said}`)));
  }).catch(async (error: unknown) => {
    server.kill("SIGKILL");
    await ended;
    await mail.stop();
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  });
  process.env["PORTAL_URL"] = url;
  process.env["PORTAL_DATA_DIR"] = dataDir;
  process.env["PORTAL_MAIL"] = mailFolder;

  return async () => {
    server.kill("SIGTERM");
    const timer = setTimeout(() => server.kill("SIGKILL"), STOP_LIMIT_MS);
    await ended;
    clearTimeout(timer);
    await mail.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
