import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { withPlainClient } from "./connection";
import { processBegun } from "./data-folder";
import { startEmbedded } from "./embedded";

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "muniment-test-"));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const serverPid = (): number => Number(readFileSync(path.join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);

const everyoneCanEnter = (folder: string): boolean => {
  const above = path.dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (above === folder || everyoneCanEnter(above));
};

describe("the embedded database", () => {
  test("keeps what was committed over a stop and a start, asks for its password, and does not run the portal as superuser", async () => {
    const first = await startEmbedded({ dataDir });
    await withPlainClient(first.owner, (client) => client.query("CREATE TABLE kept AS SELECT 42 AS answer"));
    const { rows } = await withPlainClient(first.owner, (client) => client.query("SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user"));
    expect(rows).toEqual([{ super: false }]);
    await expect(withPlainClient({ ...first.owner, password: "wrong" }, () => Promise.resolve())).rejects.toThrow(/password authentication failed/);
    await first.stop();
    expect(existsSync(first.owner.host)).toBe(false);

    const second = await startEmbedded({ dataDir });
    const kept = await withPlainClient(second.owner, (client) => client.query("SELECT answer FROM kept"));
    expect(kept.rows).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  test("its password file is readable by its owner alone", () => {
    expect(statSync(path.join(dataDir, "postgres-passwords.json")).mode & 0o777).toBe(0o600);
  });

  test("ends when its owner is killed, and the next start finds nothing in its way", async () => {
    const owner = spawn(process.execPath, ["--import", "tsx", "lib/database/testing-owner.ts", dataDir], { stdio: ["pipe", "pipe", "inherit"] });
    const [line] = (await once(owner.stdout, "data")) as [Buffer];
    const connection = JSON.parse(line.toString()) as pg.ClientConfig & { host: string };
    const pid = serverPid();
    owner.kill("SIGKILL");
    await vi.waitFor(() => expect([processBegun(pid), existsSync(connection.host)]).toEqual([undefined, false]), 10_000);

    const next = await startEmbedded({ dataDir });
    await next.stop();
  });

  test("a pid file of a dead server, or one that names a process of somebody else, does not hinder the next start", async () => {
    writeFileSync(path.join(dataDir, "postgres", "postmaster.pid"), `${process.pid}\n${path.join(dataDir, "postgres")}\n1\n5432\n/tmp\n\n1 1\nready   \n`);
    const next = await startEmbedded({ dataDir });
    await next.stop();
  });

  test("comes back by itself at the same address when the server is killed", async () => {
    let back: () => void = () => undefined;
    const restarted = new Promise<void>((resolve) => (back = resolve));
    const running = await startEmbedded({ dataDir, onRestart: () => back() });
    process.kill(serverPid(), "SIGKILL");
    await restarted;
    const { rows } = await withPlainClient(running.owner, (client) => client.query("SELECT answer FROM kept"));
    expect(rows).toEqual([{ answer: 42 }]);
    await running.stop();
  });

  test("a damaged database is reported with the last words of the server", async () => {
    const damaged = mkdtempSync(path.join(tmpdir(), "muniment-test-"));
    const database = await startEmbedded({ dataDir: damaged, durable: false });
    await database.stop();
    writeFileSync(path.join(damaged, "postgres", "global", "pg_control"), "x");
    await expect(startEmbedded({ dataDir: damaged, durable: false })).rejects.toThrow(/ended while starting[^]*pg_control/);
    rmSync(damaged, { recursive: true, force: true });
  });

  test.runIf(process.platform === "linux" && process.getuid?.() === 0)(
    "as root where user namespaces are refused it runs as a user of its own, and goes back when they are allowed again",
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), "muniment-test-"));
      const tools = path.join(folder, "tools");
      mkdirSync(tools);
      writeFileSync(path.join(tools, "unshare"), "#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n", { mode: 0o755 });
      const data = path.join(folder, "data");
      chmodSync(folder, 0o711);
      const known = readFileSync("/etc/passwd", "utf8").includes("\nmuniment:");
      const usual = process.env["PATH"];
      process.env["PATH"] = `${tools}:${usual ?? ""}`;
      try {
        if (!everyoneCanEnter(process.cwd())) {
          // The other user cannot reach the programs in a private folder: then the start says what to do instead.
          await expect(startEmbedded({ dataDir: data, durable: false })).rejects.toThrow(/Do one of these: start Muniment as an ordinary user/);
          return;
        }
        const refused = await startEmbedded({ dataDir: data, durable: false });
        await withPlainClient(refused.owner, (client) => client.query("CREATE TABLE kept AS SELECT 7 AS answer"));
        expect(statSync(path.join(data, "postgres")).uid).not.toBe(0);
        await refused.stop();
      } finally {
        process.env["PATH"] = usual;
        if (!known && readFileSync("/etc/passwd", "utf8").includes("\nmuniment:")) execFileSync("userdel", ["muniment"]);
      }
      const allowed = await startEmbedded({ dataDir: data, durable: false });
      const { rows } = await withPlainClient(allowed.owner, (client) => client.query("SELECT answer FROM kept"));
      expect(rows).toEqual([{ answer: 7 }]);
      await allowed.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  );
});
