import { z } from "zod";
import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { sha256Of } from "@/lib/storage/documents";
import { traceInWorker, typedId, UnmarkableDocument, type TraceFinding } from "@/lib/watermark";
import { saidFinding } from "@/lib/texts/document-findings";
import { msg, t } from "@/lib/texts/text";

const timeoutMs = 90_000;
const mostShown = 20;

/** How a download was found. `bytes`: the file is what was served. `id`: somebody typed it. The rest is what the file itself still says. */
export const traceMethods = ["bytes", "identifier", "code", "information", "text", "pattern", "id"] as const;
export const TraceHow = z.object({ method: z.enum(traceMethods), pages: z.array(z.int()) });
export type TraceHow = z.infer<typeof TraceHow>;

/** `EXACT`: byte for byte what was served. `CERTAIN`: read from marks that check themselves. `LIKELY`: from marks that do not. `LOOKED_UP`: by its id. */
export const Certainty = z.enum(["EXACT", "CERTAIN", "LIKELY", "LOOKED_UP"]);

export const Trace = z.object({
  downloadId: z.string(),
  certainty: Certainty,
  how: z.array(TraceHow),
  person: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  account: z.object({ id: z.string(), name: z.string() }),
  organization: z.object({ id: z.string(), name: z.string() }),
  at: z.date(),
  state: z.enum(["STARTED", "COMPLETED", "ABORTED"]),
  report: z.object({ id: z.string(), version: z.int(), title: z.string() }),
});
export type Trace = z.infer<typeof Trace>;

export function certaintyOf(how: readonly TraceHow[]): z.infer<typeof Certainty> {
  const methods = new Set(how.map(({ method }) => method));
  if (methods.has("bytes")) return "EXACT";
  if (methods.has("identifier") || methods.has("code")) return "CERTAIN";
  return methods.has("id") && methods.size === 1 ? "LOOKED_UP" : "LIKELY";
}

type Read = { sha256: Uint8Array<ArrayBuffer> | null; kind: "pdf" | "picture" | "id"; findings: { downloadId: string; how: TraceHow }[] };

async function readFile(document: Uint8Array): Promise<Read> {
  try {
    const { kind, findings } = await traceInWorker(document, { timeoutMs });
    if (kind === "unknown") {
      throw new MunimentError("DocumentRejected", t("This is neither a PDF nor a PNG, JPEG, WebP or GIF picture. Save it as one of these and try again."), { fields: [{ field: "document", message: t("Not a file of a kind that can be read.") }] });
    }
    return { sha256: sha256Of(document), kind, findings: findings.map(({ downloadId, method, pages }: TraceFinding) => ({ downloadId, how: { method, pages: pages.slice(0, 50) } })) };
  } catch (error) {
    if (!(error instanceof UnmarkableDocument)) throw error;
    throw new MunimentError("DocumentRejected", t("This file cannot be read for marks: {reason}", { reason: saidFinding(error.message) }), { fields: [{ field: "document", message: error.code }] }, { cause: error });
  }
}

async function lookUp(db: Db, found: ReadonlyMap<string, TraceHow[]>): Promise<Trace[]> {
  const downloads = await db.download.findMany({
    where: { id: { in: [...found.keys()] } },
    include: { version: { select: { seriesId: true, version: true, title: true } } },
    orderBy: { startedAt: "desc" },
    take: mostShown,
  });
  const [people, accounts, organizations] = await Promise.all([
    db.person.findMany({ where: { id: { in: downloads.map(({ personId }) => personId) } }, select: { id: true, name: true, email: true } }),
    db.account.findMany({ where: { id: { in: downloads.map(({ accountId }) => accountId) } }, select: { id: true, name: true } }),
    db.organization.findMany({ where: { id: { in: downloads.map(({ organizationId }) => organizationId) } }, select: { id: true, name: true } }),
  ]);
  const gone = { name: t("No longer on record"), email: "" };
  return downloads.map((download): Trace => {
    const how = found.get(download.id) ?? [];
    return {
      downloadId: download.id,
      certainty: certaintyOf(how),
      how,
      person: people.find(({ id }) => id === download.personId) ?? { id: download.personId, ...gone },
      account: accounts.find(({ id }) => id === download.accountId) ?? { id: download.accountId, name: gone.name },
      organization: organizations.find(({ id }) => id === download.organizationId) ?? { id: download.organizationId, name: gone.name },
      at: download.startedAt,
      state: download.state,
      report: { id: download.version.seriesId, version: download.version.version, title: download.version.title },
    };
  });
}

const rank: Readonly<Record<z.infer<typeof Certainty>, number>> = { EXACT: 0, CERTAIN: 1, LIKELY: 2, LOOKED_UP: 3 };

/**
 * Finds whose copy a file is: a PDF, a picture of a page, or a download id that somebody read off one. Nothing of the file is kept but its SHA-256, in the trail.
 * Ids that no download has are left out of the traces; those that a self-checking mark gave are named in `unrecorded`, for they may be another portal's.
 */
export const traceDocument = operation({
  name: "reports:TraceDocument",
  summary: "Finds whose copy a PDF, a picture of a page or a download id belongs to.",
  access: "Read",
  reach: "staff",
  input: z
    .object({
      /** As typed from paper. */
      downloadId: z.string().trim().max(40).optional(),
      document: z.custom<Uint8Array>((value) => value instanceof Uint8Array, msg("The bytes of a PDF or a picture.")).optional(),
    })
    .refine(({ downloadId, document }) => (downloadId === undefined) !== (document === undefined), { path: ["downloadId"], message: msg("Give a file or a download id.") }),
  output: z.object({ kind: z.enum(["pdf", "picture", "id"]), sha256: z.string().nullable(), traces: z.array(Trace), unrecorded: z.array(z.string()) }),
  async prepare({ input }): Promise<Read> {
    if (input.document) {
      if (input.document.length > config().maxUploadBytes) throw new MunimentError("PayloadTooLarge");
      return readFile(input.document);
    }
    const id = typedId(input.downloadId ?? "");
    if (!id) throw new MunimentError("ValidationException", t("A download id has fourteen letters and digits, such as 7K3M9QX2RT5W8Z. Read it off the foot of a page."), { fields: [{ field: "downloadId", message: t("This is not a download id.") }] });
    return { sha256: null, kind: "id", findings: [{ downloadId: id, how: { method: "id", pages: [] } }] };
  },
  async handle({ db, prepared: { sha256, kind, findings } }) {
    const found = new Map<string, TraceHow[]>();
    const add = (downloadId: string, how: TraceHow): void => void found.set(downloadId, [...(found.get(downloadId) ?? []), how]);
    const served = sha256 ? await db.download.findMany({ where: { servedSha256: sha256 }, select: { id: true }, take: mostShown }) : [];
    for (const { id } of served) add(id, { method: "bytes", pages: [] });
    for (const { downloadId, how } of findings) add(downloadId, how);
    const traces = (await lookUp(db, found)).sort((left, right) => rank[left.certainty] - rank[right.certainty]);
    const recorded = new Set(traces.map(({ downloadId }) => downloadId));
    const unrecorded = [...found].filter(([id, how]) => !recorded.has(id) && ["CERTAIN", "LOOKED_UP"].includes(certaintyOf(how))).map(([id]) => id);
    return { kind, sha256: sha256 && Buffer.from(sha256).toString("hex"), traces, unrecorded: unrecorded.slice(0, mostShown) };
  },
  record: ({ output }) => ({
    resources: output.traces.map(({ downloadId }) => `download/${downloadId}`),
    parameters: { kind: output.kind, sha256: output.sha256, found: output.traces.map(({ downloadId, certainty }) => `${downloadId} ${certainty}`) },
  }),
});
