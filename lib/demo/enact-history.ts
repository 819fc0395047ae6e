import { createHash } from "node:crypto";
import { database } from "@/lib/database/client";
import { signIn } from "@/lib/identity/sign-in";
import { signOut } from "@/lib/identity/sign-out";
import { systemCaller, type Caller } from "@/lib/operations/caller";
import { atTime, now } from "@/lib/operations/clock";
import { MunimentError, type ErrorCode } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { completeDownload } from "@/lib/reports/complete-download";
import { getReport } from "@/lib/reports/get-report";
import { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { listReports } from "@/lib/reports/list-reports";
import { readDocument } from "@/lib/storage/documents";
import { splice } from "@/lib/watermark";
import type { Actor } from "./actor";
import type { DemoWorld } from "./found";
import type { DemoAct } from "./types";

/** Runs what is meant to be refused, and insists that it is. */
async function refused(work: () => Promise<unknown>, codes: readonly ErrorCode[]): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof MunimentError && codes.includes(error.code)) return;
    throw error;
  }
  throw new Error(`the demo expected one of ${codes.join(", ")}`);
}

async function download(caller: Caller, reportId: string, version: number): Promise<void> {
  const { terms } = await perform(caller, getReportMetadata, { reportId, version });
  const started = now().getTime();
  const { ticket } = await atTime(new Date(started + 20_000), () => perform(caller, acceptTerms, { reportId, version, termsRevision: terms.revision, accepted: true }));
  const delivery = await atTime(new Date(started + 24_000), () => perform(caller, getReport, { reportId, version, ticket }));
  const hash = createHash("sha256");
  let bytesSent = 0;
  for await (const piece of splice(readDocument(delivery.preparedSha256), delivery.personalisation)) {
    hash.update(piece);
    bytesSent += piece.length;
  }
  const closing = { downloadId: delivery.downloadId, complete: true, bytesSent, sha256: new Uint8Array(hash.digest()), correlationId: delivery.correlationId };
  await atTime(new Date(started + 25_000), () => perform({ ...systemCaller("delivery"), correlationId: delivery.correlationId }, completeDownload, closing));
}

async function enact(act: DemoAct["act"], actor: Actor, accountId: string, reportId: (slug: string) => string): Promise<void> {
  switch (act.kind) {
    case "failed-sign-in":
      return refused(() => perform({ kind: "anonymous", ...actor.origin() }, signIn, { email: actor.person.email, password: "not-the-right-words" }), ["SignInFailed"]);
    case "sign-in":
      actor.leave();
      await actor.workIn(accountId);
      return undefined;
    case "sign-out": {
      const caller = await actor.caller();
      if (caller.kind === "person") await perform(caller, signOut, {});
      return actor.leave();
    }
    case "search": {
      const { region, program, category, industry } = act.filters;
      const list = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
      await perform(await actor.workIn(accountId), listReports, { query: act.query, region: list(region), program: list(program), category: list(category), industry: list(industry) });
      return undefined;
    }
    case "view-report":
      await perform(await actor.workIn(accountId), getReportMetadata, { reportId: reportId(act.series) });
      return undefined;
    case "denied": {
      const caller = await actor.workIn(accountId);
      return refused(() => perform(caller, acceptTerms, { reportId: reportId(act.series), termsRevision: 1, accepted: true }), ["AccessDenied", "ResourceNotFound"]);
    }
    case "download":
      return download(await actor.workIn(accountId), reportId(act.series), act.version);
  }
}

const dayLength = 86_400_000;

/** Days in their order, and on each the acts of each person in theirs. */
function sittings(history: readonly DemoAct[]): (readonly DemoAct[])[][] {
  const days = Map.groupBy(history, ({ at }) => Math.floor(at.getTime() / dayLength));
  return [...days.values()].map((acts) => [...Map.groupBy(acts, ({ person }) => person).values()]);
}

/** Lets the people of the demo do what they did in the last weeks: day after day, and on a day each person one thing after the other. */
export async function enactHistory(history: readonly DemoAct[], world: DemoWorld): Promise<void> {
  const series = new Map((await database().reportSeries.findMany({ select: { slug: true, id: true }, take: 1000 })).map(({ slug, id }) => [slug, id]));
  const reportId = (slug: string): string => {
    const id = series.get(slug);
    if (!id) throw new Error(`the demo has no series ${slug}`);
    return id;
  };
  for (const day of sittings(history)) {
    const done = await Promise.allSettled(
      day.map(async (acts) => {
        for (const { at, person, account, act } of acts) await atTime(at, () => enact(act, world.actor(person), world.accountId(account), reportId));
      }),
    );
    const failed = done.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  }
}
