import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { inDatabase, withPlainClient } from "./connection";
import type { DatabaseConnection } from "./connection";
import { startEmbedded } from "./embedded";
import { prepareDatabase } from "./run";

type Parts = Extract<DatabaseConnection, { host: string }>;

declare module "vitest" {
  export interface ProvidedContext {
    testDatabase: { administration: Parts; owner: Parts; application: Parts; template: string; folder: string };
  }
}

const TEMPLATE = "muniment_template";

/** Once per test run: one PostgreSQL without durability, with a migrated template for the databases of the test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "muniment-tests-"));
  const embedded = await startEmbedded({ dataDir, durable: false });
  await withPlainClient(embedded.administration, (client) => client.query(`CREATE DATABASE ${TEMPLATE} OWNER ${embedded.owner.user}`));
  await prepareDatabase({ connection: inDatabase(embedded.connection, TEMPLATE), owner: inDatabase(embedded.owner, TEMPLATE) }, "free");
  const { administration, owner, connection: application } = embedded;
  project.provide("testDatabase", { administration, owner, application, template: TEMPLATE, folder: dataDir });
  return async () => {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
