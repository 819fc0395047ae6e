import { generate } from "otplib";
import { groupNames } from "@/lib/access/groups";
import { ensurePartitions } from "@/lib/audit/partitions";
import { config } from "@/lib/config/config";
import { DatabaseStartError } from "@/lib/database/errors";
import { rawPool } from "@/lib/database/client";
import { enactAgreements } from "./enact-agreements";
import { demoOutsider, enactRequests, enactRoles } from "./enact-access";
import { demoOperator, demoCatalogue } from "./catalogue";
import { newDemoPassword } from "./demo-password";
import { readDemoRecord, writeDemoRecord, type DemoRecord } from "./demo-record";
import { enactControls } from "./enact-controls";
import { enactKeys } from "./enact-keys";
import { enactHold, enactRetention } from "./enact-retention";
import { enactSubscriptions } from "./enact-subscriptions";
import { enactLearning, enactResources } from "./enact-learning";
import { enactToday } from "./enact-today";
import { enactHistory } from "./enact-history";
import { enactPolicies } from "./enact-policies";
import { enactTree } from "./enact-tree";
import { enactWitness } from "./enact-witness";
import { demoHistory, historyDays } from "./history";
import { demoAuditor, demoOrganizations, demoPeople } from "./people";
import { found, type DemoWorld } from "./found";
import { publicationDays, publishDays } from "./publish-demo";
import { demoTerms } from "./terms";
import type { DemoSeries } from "./types";

const roleOf = (slug: string): string => {
  const person = demoPeople.find((one) => one.slug === slug);
  const group = person?.memberships[0]?.group;
  return group ? groupNames[group] : "Outside auditor";
};

/**
 * Fills an empty portal with the demo, once, and returns the lines that introduce its people. Everything is done through the operations, by signed-in people
 * with real codes; only the clock is set, so that there is a past. Where it was interrupted it must start in a fresh folder: a trail cannot be taken back.
 */
export async function loadDemo(progress: (step: string) => void): Promise<readonly string[]> {
  const known = await readDemoRecord();
  if (known?.complete) return introduction(known);
  const { rows } = await rawPool().query<{ used: boolean }>("SELECT EXISTS (SELECT 1 FROM organization) AS used");
  if (rows[0]?.used) {
    throw new DatabaseStartError(`The demo was interrupted while it was being loaded, or this portal is in use. Remove the folder ${config().dataDir}, or set DATA_DIR to another, and start again.`);
  }
  const today = new Date();
  const password = newDemoPassword();
  progress("Demo: organizations, accounts and people");
  const catalogue = demoCatalogue(today);
  const first = catalogue.flatMap((series) => series.versions.map(({ publishedOn }) => Date.parse(publishedOn))).reduce((a, b) => Math.min(a, b), today.getTime());
  const founded = new Date(first - 20 * 86_400_000);
  await ensurePartitions(rawPool(), founded);
  const world = await found({ organizations: demoOrganizations, people: [...demoPeople, demoOutsider], terms: demoTerms }, founded, password);
  await enactRetention(world, founded);
  progress("Demo: agreements");
  await enactAgreements(world, today);
  await enactPolicies(world, today);
  await enactTree(world, new Date(today.getTime() - (historyDays + 1) * 86_400_000));
  await enactKeys(today, world);
  await enactSubscriptions(today, world);
  await enactLearning(world, today);
  progress("Demo: roles and requests");
  await enactRoles(world, today);
  await livePast(catalogue, today, world, progress);
  await enactRequests(world, today);
  await enactControls(world, today);
  await enactToday(world, catalogue, today);
  await enactResources(world, today);
  await enactWitness(world, today);
  await enactHold(world, today);
  await rawPool().query("DELETE FROM rate_limit");
  const record: DemoRecord = {
    loadedAt: today.toISOString(),
    complete: true,
    password,
    people: [...demoPeople, demoOutsider].map(({ slug, name, email }) => ({ slug, name, email, role: roleOf(slug), secret: world.actor(slug).secret })),
  };
  await writeDemoRecord(record);
  return introduction(record);
}

/** Publications and the acts of the last weeks in the order of their times: codes, like clocks, only go forward. */
async function livePast(catalogue: readonly DemoSeries[], today: Date, world: DemoWorld, progress: (step: string) => void): Promise<void> {
  const days = publicationDays(catalogue).filter(({ morning }) => morning < today);
  const acts = demoHistory(today).filter(({ at }) => at < today);
  const all = catalogue.reduce((sum, { versions }) => sum + versions.length, 0);
  let done = 0;
  const published = (): void => {
    done += 1;
    if (done % 20 === 0 || done === all) progress(`Demo: reports published and prepared for watermarks: ${done} of ${all}`);
  };
  const begin = acts[0]?.at ?? today;
  await publishDays(days.filter(({ morning }) => morning < begin), world, published);
  progress(`Demo: ${acts.length} acts of the last weeks`);
  let next = 0;
  for (const day of days.filter(({ morning }) => morning >= begin)) {
    const until = acts.findIndex(({ at }) => at >= day.morning);
    const end = until < 0 ? acts.length : until;
    await enactHistory(acts.slice(next, end), world);
    next = end;
    await publishDays([day], world, published);
  }
  await enactHistory(acts.slice(next), world);
}

async function introduction(record: DemoRecord): Promise<string[]> {
  const ordered = [...record.people].sort((a, b) => Number(b.slug === demoAuditor) - Number(a.slug === demoAuditor));
  const seconds = Math.floor(Date.now() / 1000);
  const lines = await Promise.all(
    ordered.map(async ({ email, role, secret }) => `  ${email.padEnd(40)} ${role.padEnd(20)} ${secret}  ${await generate({ secret, epoch: seconds })}`),
  );
  return [
    `The demo of ${demoOperator}: documents, people and the past are made up; dates before today were set by its loader.`,
    "",
    `Password of everyone: ${record.password}`,
    `  ${"E-mail".padEnd(40)} ${"Role".padEnd(20)} ${"TOTP secret (for an authenticator app)".padEnd(33)} Code now`,
    ...lines,
    "",
    "Current codes at any time: npm run demo:code    To end: Ctrl-C",
  ];
}
