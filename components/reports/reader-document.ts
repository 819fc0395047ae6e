import type * as PdfJs from "pdfjs-dist";
import { t } from "@/lib/texts/text";

/** Where a search term stands: on a page, how many times. */
export type Hit = { page: number; count: number };

type Library = typeof PdfJs;

/** A page that fits the width is no wider than this, however wide the window is. */
const widest = 960;

const workerAddress = "/viewer/worker.mjs";

declare global {
  interface Window {
    trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): unknown } };
  }
}

let made: { createScriptURL(address: string): unknown } | undefined;

/** The one script address that this page may start a worker from. */
function workerUrl(): string {
  if (!window.trustedTypes) return workerAddress;
  made ??= window.trustedTypes.createPolicy("muniment-reader", {
    createScriptURL(address) {
      if (address !== workerAddress) throw new TypeError("not the reader's worker");
      return address;
    },
  });
  return made.createScriptURL(workerAddress) as string;
}

/** The bytes of a form's answer, with how far they have come. @throws Error with the sentence of a refusal */
async function fetchCopy(action: string, fields: Readonly<Record<string, string>>, signal: AbortSignal, progress: (share: number) => void): Promise<Uint8Array> {
  const { csrf = "", ...input } = fields;
  const response = await fetch(action, {
    method: "POST", signal, credentials: "same-origin", body: JSON.stringify(input),
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
  });
  if (!response.ok || !response.body) {
    const said = (await response.json().catch(() => ({}))) as { message?: string };
    throw new Error(said.message ?? t("The copy could not be loaded. Go back to the report and try again."));
  }
  const length = Number(response.headers.get("Content-Length") ?? 0);
  const bytes = new Uint8Array(length);
  let received = 0;
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    bytes.set(piece.value, received);
    received += piece.value.length;
    progress(length > 0 ? received / length : 0);
  }
  if (received !== length) throw new Error(t("The copy did not arrive whole. Load the page again."));
  return bytes;
}

/** A copy that is open for reading. */
export class ReaderDocument {
  readonly pages: number;
  private readonly library: Library;
  private readonly document: PdfJs.PDFDocumentProxy;
  private readonly worker: Worker;
  private readonly texts = new Map<number, string>();
  private drawing: { cancel(): void } | undefined;

  private constructor(library: Library, document: PdfJs.PDFDocumentProxy, worker: Worker) {
    this.library = library;
    this.document = document;
    this.worker = worker;
    this.pages = document.numPages;
  }

  static async open(action: string, fields: Readonly<Record<string, string>>, signal: AbortSignal, progress: (share: number) => void): Promise<ReaderDocument> {
    const address = "/viewer/reader.mjs";
    const [library, data] = await Promise.all([
      import(/* turbopackIgnore: true */ /* webpackIgnore: true */ address) as Promise<Library>,
      fetchCopy(action, fields, signal, progress),
    ]);
    const port = new Worker(workerUrl(), { type: "module" });
    library.GlobalWorkerOptions.workerPort = port;
    const document = await library.getDocument({
      data, enableXfa: false,
      cMapUrl: "/viewer/cmaps/", standardFontDataUrl: "/viewer/standard_fonts/", wasmUrl: "/viewer/wasm/", iccUrl: "/viewer/iccs/",
    }).promise;
    return new ReaderDocument(library, document, port);
  }

  /** Draws a page into a stage, `zoom` times as wide as there is room for, and its text over it, so that it can be selected and read out. */
  async draw(number: number, zoom: number, stage: HTMLElement, query: string): Promise<void> {
    this.drawing?.cancel();
    const page = await this.document.getPage(number);
    const room = Math.min(widest, stage.parentElement?.clientWidth ?? widest);
    const scale = (Math.max(240, room) / page.getViewport({ scale: 1 }).width) * zoom;
    const viewport = page.getViewport({ scale });
    const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(16_000_000 / (viewport.width * viewport.height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(viewport.width * density);
    canvas.height = Math.floor(viewport.height * density);
    canvas.setAttribute("aria-hidden", "true");
    const task = page.render({ canvas, viewport, ...(density === 1 ? {} : { transform: [density, 0, 0, density, 0, 0] }) });
    this.drawing = task;
    const words = document.createElement("div");
    words.className = "textLayer";
    try {
      await task.promise;
      stage.style.width = `${viewport.width}px`;
      stage.style.height = `${viewport.height}px`;
      stage.style.setProperty("--total-scale-factor", String(scale));
      stage.style.setProperty("--scale-round-x", "1px");
      stage.style.setProperty("--scale-round-y", "1px");
      stage.replaceChildren(canvas, words);
      await new this.library.TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport }).render();
      highlight(words, query);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "RenderingCancelledException") throw error;
    }
  }

  private async textOf(number: number): Promise<string> {
    const known = this.texts.get(number);
    if (known !== undefined) return known;
    const content = await (await this.document.getPage(number)).getTextContent();
    const text = content.items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? " " : ""}` : "")).join("").toLocaleLowerCase();
    this.texts.set(number, text);
    return text;
  }

  /** Every page on which the term stands. */
  async find(term: string, signal: AbortSignal): Promise<Hit[]> {
    const wanted = term.toLocaleLowerCase().trim();
    const hits: Hit[] = [];
    for (let page = 1; wanted !== "" && page <= this.pages && !signal.aborted; page += 1) {
      const count = (await this.textOf(page)).split(wanted).length - 1;
      if (count > 0) hits.push({ page, count });
    }
    return hits;
  }

  close(): void {
    this.drawing?.cancel();
    void this.document.loadingTask.destroy();
    this.worker.terminate();
  }
}

/** Marks a term within the drawn text without touching the text itself. */
function highlight(words: HTMLElement, query: string): void {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("reader-hit");
  const wanted = query.toLocaleLowerCase().trim();
  if (wanted === "") return;
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? "").toLocaleLowerCase();
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set("reader-hit", new Highlight(...ranges));
}
