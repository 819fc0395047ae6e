import "./production";
import { forwarder } from "@/lib/forwarding/forward-events";
import { keepLog } from "@/lib/audit/log/keep-log";
import { ensurePartitions } from "@/lib/audit/partitions";
import { pruneEveryMs, pruneTrail } from "@/lib/audit/retention/prune-trail";
import { config, setConfig, trustedNetworks } from "@/lib/config/config";
import { log } from "@/lib/config/log";
import { secretFor } from "@/lib/config/secrets";
import { closeDatabase, databaseAnswers, openDatabase, rawPool } from "@/lib/database/client";
import { prepareDatabase, takeDatabase } from "@/lib/database/run";
import { asSystem } from "@/lib/database/scope";
import { sweepRegularly } from "@/lib/identity/sweep";
import { configuredTransport } from "@/lib/notifications/mail-transport";
import { startMailWorker, startRounds } from "@/lib/notifications/mail-worker";
import { startNoticeWorkers } from "@/lib/notifications/subscriptions/notice-worker";
import { sweepMessages } from "@/lib/notifications/sweep-messages";
import { isUploadPath } from "@/lib/operations/uploads";
import { closeDownloads, longestTransferMs } from "@/lib/reports/close-downloads";
import { keepStarterContent } from "@/lib/resources/keep-starter-content";
import { startPublishing } from "@/lib/publishing/publishing-worker";
import { storageAnswers } from "@/lib/storage/documents";
import { cosignEveryMs, requestCosignatures } from "@/lib/witness/request-cosignatures";
import { healthRoute, outageRoute } from "./availability";
import type { Part } from "./availability";
import { downloadRoute } from "./download";
import { createPortal } from "./http";
import { listen } from "./listen";
import { endLive, liveRoute } from "./live";
import { logRoute } from "./log";
import { paletteFileRoute } from "./palette-file";
import { pagesRoute } from "./pages";
import { publishingRoute, streamsBodies } from "./publishing";
import { onSignal } from "./shutdown";
import { staticFilesRoute } from "./static-files";
import { takesLargeBodies, uploadRoute } from "./upload";
import { viewerFilesRoute } from "./viewer-files";
import { witnessRoute } from "./witness";

const sweepEveryMs = 60 * 60 * 1000;
const partitionsEveryMs = 12 * 60 * 60 * 1000;
/** A portal that starts has other things to do first. */
const pruneAfterMs = 5 * 60 * 1000;
/** A piece that a receiver took and that nobody could write down any more is sent again after the next start. */
const forwardingGraceMs = 10_000;

export interface StartOptions {
  /** Told what is being done, for people who wait. */
  progress?: (step: string) => void;
  /** Runs when the database is open and migrated, before the first request: the demo loads itself here. */
  prepare?: () => Promise<void>;
  /** False: the caller ends the server by itself (tests); true: signals end it, and then the process. */
  handleSignals?: boolean;
}

export interface RunningServer {
  /** The port that is listened on. */
  port: number;
  baseUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts the portal: listens, takes the data folder, starts and migrates the database, prepares the pages; until all is done it answers 503.
 * Throws ListenError, ConfigError, DataFolderError or DatabaseStartError, each with a sentence for the person at the console; what had
 * been started is ended then.
 */
export async function startServer({ progress = () => undefined, prepare, handleSignals = true }: StartOptions = {}): Promise<RunningServer> {
  const settings = config();
  const portal = createPortal({ baseUrl: () => config().baseUrl, trustedProxies: trustedNetworks(settings.trustedProxies), takesLargeBodies: (pathname) => isUploadPath(pathname) || takesLargeBodies(pathname) || streamsBodies(pathname) });
  const undo: (() => Promise<void>)[] = [];
  let ended: Promise<void> | undefined;

  const endAll = async (): Promise<void> => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  const gently = (): Promise<void> =>
    (ended ??= (async () => {
      endLive();
      await portal.stop({ requestMs: settings.requestGraceMs, transferMs: settings.transferGraceMs });
      await endAll();
      log.info("server.stopped");
    })());
  const atOnce = async (): Promise<void> => {
    portal.cut();
    await (ended ?? endAll());
  };
  if (handleSignals) onSignal(gently, atOnce);

  try {
    const port = await listen(portal.server, settings.host, settings.port);
    const baseUrl = settings.baseUrl === "http://localhost:0" ? `http://localhost:${port}` : settings.baseUrl;
    setConfig({ ...settings, port, baseUrl });

    progress("Starting the database");
    const taken = await takeDatabase(settings);
    undo.push(() => taken.release());
    secretFor("start");
    progress("Bringing the database up to date");
    await prepareDatabase(taken, settings.mode === "demo" ? "free" : "kept");
    openDatabase(taken.connection);
    undo.push(() => closeDatabase());
    if (prepare) await asSystem("loading what the portal begins with", prepare);
    await keepStarterContent();
    // A database of the portal's own has no other process: what was being sent is not any more.
    if (!settings.databaseUrl) while ((await closeDownloads(new Date())) > 0);
    const keeper = keepLog({ pool: rawPool(), dataDir: settings.dataDir, origin: `${new URL(baseUrl).host}/log` });
    undo.push(() => keeper.stop());
    const warningOf = { ok: [], refused: ["audit-log"], stalled: ["audit-log-stalled"], unconfirmed: ["audit-log-memory"] } as const;
    const warnings = (): readonly string[] => warningOf[keeper.condition().state];

    undo.push(sweepRegularly());
    const sweepOutbox = (): void => void sweepMessages().catch(() => undefined);
    sweepOutbox();
    const sweep = setInterval(sweepOutbox, sweepEveryMs).unref();
    undo.push(() => Promise.resolve(clearInterval(sweep)));
    undo.push(startRounds("downloads", () => closeDownloads(new Date(Date.now() - longestTransferMs)), sweepEveryMs, sweepEveryMs));
    const mail = configuredTransport();
    if (mail) undo.push(startMailWorker(mail));
    undo.push(startNoticeWorkers());
    const forwarding = forwarder();
    undo.push(() => Promise.race([forwarding.end(), new Promise<void>((resolve) => setTimeout(resolve, forwardingGraceMs).unref())]));
    undo.push(startRounds("forwarding", () => forwarding.look()));
    undo.push(startRounds("witnesses", () => requestCosignatures(), cosignEveryMs));
    undo.push(startPublishing());
    undo.push(startRounds("partitions", () => asSystem("the months that events are kept by", () => ensurePartitions(rawPool())), partitionsEveryMs, 0));
    let pruning = true;
    undo.push(startRounds("retention", () => pruneTrail(() => !pruning), pruneEveryMs, pruneAfterMs));
    undo.push(() => {
      pruning = false;
      return Promise.resolve();
    });

    progress("Preparing the pages");
    const database: Part = { name: "database", answers: () => databaseAnswers() };
    const pages = await pagesRoute(baseUrl);
    portal.serve([
      healthRoute([database, { name: "storage", answers: storageAnswers }], warnings), outageRoute(database), logRoute, witnessRoute, downloadRoute, uploadRoute, publishingRoute, liveRoute, viewerFilesRoute, paletteFileRoute, await staticFilesRoute(), pages,
    ]);
    log.info("server.ready", { url: baseUrl, host: settings.host, port });
    return { port, baseUrl, stop: gently };
  } catch (error) {
    await portal.stop({ requestMs: 0, transferMs: 0 });
    await endAll();
    throw error;
  }
}
