import { textOfPage, withDocument } from "../trace/render-page";

/** What a document says of itself to whoever opens it. */
export type Glance = {
  /** Of its information or its metadata; empty where it has none. */
  title: string;
  /** The text of the first pages, one string to a page. */
  texts: string[];
};

const mostPages = 6;
const mostCharacters = 20_000;

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/** Reads the title and the first pages of a PDF, as a viewer does. Runs on the calling thread; for a document from outside use `glanceInWorker`. */
export function glance(bytes: Uint8Array): Promise<Glance> {
  return withDocument(bytes, async (document) => {
    const { info, metadata } = await document.getMetadata();
    const named = "Title" in info && typeof info.Title === "string" ? info.Title : "";
    const described: unknown = metadata?.get("dc:title");
    const texts: string[] = [];
    for (let page = 1; page <= Math.min(mostPages, document.numPages); page += 1) {
      texts.push(oneLine((await textOfPage(document, page)).join(" ")).slice(0, mostCharacters));
    }
    return { title: oneLine(typeof described === "string" && described.trim() !== "" ? described : named).slice(0, 300), texts };
  });
}
