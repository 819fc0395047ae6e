import { t } from "@/lib/texts/text";

/** What of a file is sent in one request: small enough to get through in half a minute on a slow line, large enough not to wait. */
const partBytes = 4 * 1024 * 1024;
const mostTries = 8;

export type SendOptions = {
  csrf: string;
  reportId: string | null;
  keepEmbeddedFiles: boolean;
  signal: AbortSignal;
  /** Bytes that the portal has, or that are on their way to it. */
  onProgress(sent: number): void;
  /** The connection is gone for the moment. */
  onWait(): void;
};

type Answer = { status: number; body: Record<string, unknown> };

/** A refusal that trying again does not change. */
export class UploadRefused extends Error {}

const parse = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
};

async function ask(operation: string, csrf: string, input: unknown, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(`/api/publishing/${operation}`, {
    method: "POST", credentials: "same-origin", body: JSON.stringify(input), headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf }, ...(signal ? { signal } : {}),
  });
  return { status: response.status, body: parse(await response.text()) };
}

/** Only `XMLHttpRequest` says how much of a body has left. */
function sendPart(address: string, part: Blob, csrf: string, signal: AbortSignal, onSent: (bytes: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    signal.addEventListener("abort", stop, { once: true });
    request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, part.size));
    request.onload = () => resolve({ status: request.status, body: parse(request.responseText) });
    request.onerror = () => reject(new TypeError("network"));
    request.ontimeout = request.onerror;
    request.onabort = () => reject(new DOMException("stopped", "AbortError"));
    request.onloadend = () => signal.removeEventListener("abort", stop);
    request.timeout = 120_000;
    request.open("POST", address);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-CSRF-Token", csrf);
    request.send(part);
  });
}

const sentence = (answer: Answer): string => (typeof answer.body["message"] === "string" ? answer.body["message"] : t("The portal did not take the file. Load the page again and retry."));
const isTemporary = ({ status }: Answer): boolean => status === 429 || status >= 500;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("stopped", "AbortError"));
    }, { once: true });
  });

/** Where an answer says to go on: how many bytes the portal has. */
function offsetIn({ body }: Answer): number | null {
  if (typeof body["received"] === "number") return body["received"];
  const fields = Array.isArray(body["fields"]) ? (body["fields"] as { field?: string; message?: string }[]) : [];
  const named = fields.find(({ field }) => field === "offset")?.message;
  return named === undefined || !/^\d+$/.test(named) ? null : Number(named);
}

/**
 * Sends a file in parts and goes on where it was after an interruption, also one of the whole page: the same file chosen again goes on too.
 * @returns the id of its draft @throws UploadRefused with the sentence of the portal; AbortError when it was stopped
 */
export async function sendFile(file: File, { csrf, reportId, keepEmbeddedFiles, signal, onProgress, onWait }: SendOptions): Promise<string> {
  const begin = { fileName: file.name, bytes: file.size, fingerprint: `${file.name} ${file.size} ${file.lastModified}${keepEmbeddedFiles ? " with embedded files" : ""}`, keepEmbeddedFiles, ...(reportId ? { reportId } : {}) };
  let tries = 0;
  const retry = async (): Promise<void> => {
    tries += 1;
    if (tries > mostTries) throw new UploadRefused(t("The connection to the portal does not come back. What was sent is kept: choose the same file again to go on."));
    onWait();
    await pause(Math.min(15_000, 500 * 2 ** tries), signal);
  };
  let draftId = "";
  let offset = 0;
  while (draftId === "" || offset < file.size) {
    try {
      if (draftId === "") {
        const started = await ask("StartUpload", csrf, begin, signal);
        if (isTemporary(started)) {
          await retry();
          continue;
        }
        if (started.status !== 200) throw new UploadRefused(sentence(started));
        draftId = String(started.body["draftId"]);
        offset = offsetIn(started) ?? 0;
        onProgress(offset);
        continue;
      }
      const from = offset;
      const answer = await sendPart(`/api/publishing/ReceivePart?draftId=${draftId}&offset=${from}`, file.slice(from, from + partBytes), csrf, signal, (sent) => onProgress(from + sent));
      const next = offsetIn(answer);
      if (next !== null) {
        if (next > offset) tries = 0;
        else await retry();
        offset = next;
        onProgress(offset);
      } else if (isTemporary(answer)) await retry();
      else throw new UploadRefused(sentence(answer));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      await retry();
      if (draftId === "") continue;
      // The portal knows what came before the connection broke; it may be all of it.
      const [known] = (await askStanding(csrf, [draftId])) ?? [];
      if (known && known.state !== "RECEIVING") return draftId;
      if (known) offset = known.received;
    }
  }
  return draftId;
}

export type DraftStanding = { draftId: string; state: string; received: number; page: number; pages: number; problem: string; title: string };

/** How far the portal is with these drafts. Null where it does not answer at the moment. */
export async function askStanding(csrf: string, ids: readonly string[]): Promise<DraftStanding[] | null> {
  const answer = await ask("ListDrafts", csrf, { ids }).catch(() => null);
  return answer?.status === 200 && Array.isArray(answer.body["drafts"]) ? (answer.body["drafts"] as DraftStanding[]) : null;
}
