import { PDFArray, type PDFContext, PDFDict, PDFName, type PDFObject, PDFStream } from "pdf-lib";
import { nameIn, textIn } from "./entries";

const name = (text: string): PDFName => PDFName.of(text);

/** Actions that run code, start programs, send data out or play media; links and jumps stay. */
const activeActions = new Map(
  Object.entries({
    JavaScript: "JavaScript",
    Launch: "actions that start programs",
    SubmitForm: "actions that send form data",
    ImportData: "actions that import data",
    ResetForm: "actions that reset forms",
    Rendition: "media",
    RichMediaExecute: "media",
    Movie: "media",
    Sound: "media",
    GoToE: "links into embedded files",
    GoTo3DView: "media",
    SetOCGState: "actions that switch layers",
    Hide: "actions that hide annotations",
    Trans: "page transitions run by actions",
  }),
);

const activeAnnotations = new Map(
  Object.entries({
    FileAttachment: "attached files",
    RichMedia: "media",
    Screen: "media",
    Movie: "media",
    Sound: "media",
    "3D": "media",
  }),
);

class Removals {
  readonly keepFiles: boolean;
  private readonly counts = new Map<string, number>();

  constructor(keepFiles: boolean) {
    this.keepFiles = keepFiles;
  }

  list(): { what: string; count: number }[] {
    return Array.from(this.counts, ([what, count]) => ({ what, count }));
  }

  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  remove(dict: PDFDict, key: string, what: string): void {
    if (dict.delete(name(key))) this.add(what);
  }

  note(): string | undefined {
    if (this.counts.size === 0) return undefined;
    const parts = Array.from(this.counts, ([what, count]) => (count === 1 ? what : `${what} (${count})`));
    return `Removed: ${parts.join(", ")}.`;
  }
}

function cleanDict(dict: PDFDict, removals: Removals): void {
  removals.remove(dict, "AA", "actions that run by themselves");
  removals.remove(dict, "JS", "JavaScript");
  if (!removals.keepFiles && dict.lookup(name("EF")) instanceof PDFDict) {
    removals.remove(dict, "EF", "embedded files");
    dict.delete(name("RF"));
  }
  for (const key of ["A", "PA", "OpenAction", "Next"]) {
    const target = dict.lookup(name(key));
    if (target instanceof PDFDict) {
      const what = activeActions.get(nameIn(target, "S") ?? "");
      if (what) removals.remove(dict, key, what);
    } else if (key === "Next" && target instanceof PDFArray) {
      const active = target.asArray().some((_, index) => {
        const next = target.lookup(index);
        return next instanceof PDFDict && activeActions.has(nameIn(next, "S") ?? "");
      });
      if (active) removals.remove(dict, key, "actions that run by themselves");
    }
  }
  const annotations = dict.lookup(name("Annots"));
  if (annotations instanceof PDFArray) cleanAnnotations(dict, annotations, removals);
  if (nameIn(dict, "FT") === "Sig" || nameIn(dict, "Type") === "Sig") dict.delete(name("Lock"));
}

function cleanAnnotations(page: PDFDict, annotations: PDFArray, removals: Removals): void {
  const kept = annotations.asArray().filter((_, index) => {
    const annotation = annotations.lookup(index);
    const subtype = annotation instanceof PDFDict ? (nameIn(annotation, "Subtype") ?? "") : "";
    const what = removals.keepFiles && subtype === "FileAttachment" ? undefined : activeAnnotations.get(subtype);
    if (what) removals.add(what);
    return !what;
  });
  if (kept.length === annotations.size()) return;
  const array = PDFArray.withContext(page.context);
  for (const entry of kept) array.push(entry);
  page.set(name("Annots"), array);
}

function dictsWithin(object: PDFObject, visit: (dict: PDFDict) => void): void {
  const stack: PDFObject[] = [object];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const dict = next instanceof PDFStream ? next.dict : next;
    if (dict instanceof PDFDict) {
      visit(dict);
      for (const value of dict.values()) stack.push(value);
    } else if (dict instanceof PDFArray) {
      for (const entry of dict.asArray()) stack.push(entry);
    }
  }
}

function cleanCatalog(catalog: PDFDict, removals: Removals): void {
  const names = catalog.lookup(name("Names"));
  if (names instanceof PDFDict) {
    removals.remove(names, "JavaScript", "JavaScript");
    if (!removals.keepFiles) removals.remove(names, "EmbeddedFiles", "the list of embedded files");
    removals.remove(names, "Renditions", "media");
  }
  if (!removals.keepFiles) {
    removals.remove(catalog, "AF", "the list of associated files");
    removals.remove(catalog, "Collection", "the portfolio of embedded files");
  }
  removals.remove(catalog, "NeedsRendering", "XFA form");
  removals.remove(catalog, "Requirements", "requirements on the reader");
  const form = catalog.lookup(name("AcroForm"));
  if (form instanceof PDFDict) removals.remove(form, "XFA", "XFA form");
}

/** Files within a document, by the name they are shown under. */
function embeddedNames(context: PDFContext): string[] {
  const names: string[] = [];
  for (const [, object] of context.enumerateIndirectObjects()) {
    dictsWithin(object, (dict) => {
      if (dict.lookup(name("EF")) instanceof PDFDict) names.push(textIn(dict, "UF") ?? textIn(dict, "F") ?? "unnamed");
    });
  }
  return names;
}

export type Sanitised = { removed: { what: string; count: number }[]; embeddedFiles: string[] };

/** Takes out everything that acts by itself and, unless they are to be kept, the files carried along; says in the notes what went. */
export function sanitise(context: PDFContext, catalog: PDFDict, keepFiles: boolean, notes: string[]): Sanitised {
  const embeddedFiles = embeddedNames(context);
  const removals = new Removals(keepFiles);
  cleanCatalog(catalog, removals);
  for (const [, object] of context.enumerateIndirectObjects()) dictsWithin(object, (dict) => cleanDict(dict, removals));
  const note = removals.note();
  if (note) notes.push(note);
  if (keepFiles && embeddedFiles.length > 0) notes.push(`Embedded files were kept as asked, and are not marked: ${embeddedFiles.join(", ")}.`);
  return { removed: removals.list(), embeddedFiles };
}
