import { PDFArray, type PDFContext, PDFDict, PDFHexString, PDFName, type PDFObject, PDFStream, PDFString } from "pdf-lib";

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

function nameIn(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(name(key));
  return value instanceof PDFName ? value.decodeText() : undefined;
}

function textIn(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(name(key));
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;
}

class Removals {
  private readonly counts = new Map<string, number>();

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
  if (dict.lookup(name("EF")) instanceof PDFDict) {
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
    const what = annotation instanceof PDFDict ? activeAnnotations.get(nameIn(annotation, "Subtype") ?? "") : undefined;
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
    removals.remove(names, "EmbeddedFiles", "the list of embedded files");
    removals.remove(names, "Renditions", "media");
  }
  removals.remove(catalog, "AF", "the list of associated files");
  removals.remove(catalog, "Collection", "the portfolio of embedded files");
  removals.remove(catalog, "NeedsRendering", "XFA form");
  removals.remove(catalog, "Requirements", "requirements on the reader");
  const form = catalog.lookup(name("AcroForm"));
  if (form instanceof PDFDict) removals.remove(form, "XFA", "XFA form");
}

/** Signatures do not survive any change to a document: their values go, so that readers do not report a forgery. */
function takeSignatures(context: PDFContext, catalog: PDFDict, notes: string[]): void {
  const signers: string[] = [];
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue;
    const parent = object.lookup(name("Parent"));
    const type = nameIn(object, "FT") ?? (parent instanceof PDFDict ? nameIn(parent, "FT") : undefined);
    const value = object.lookup(name("V"));
    if (type !== "Sig" || !(value instanceof PDFDict)) continue;
    const field = textIn(object, "T") ?? "unnamed";
    const signer = textIn(value, "Name");
    signers.push(signer ? `${signer} (field ${field})` : `field ${field}`);
    object.delete(name("V"));
  }
  catalog.delete(name("Perms"));
  catalog.delete(name("DSS"));
  const form = catalog.lookup(name("AcroForm"));
  if (form instanceof PDFDict) form.delete(name("SigFlags"));
  if (signers.length > 0) {
    notes.push(
      `Signed by ${signers.join("; ")}. A marked copy cannot keep the signature: offer the SHA-256 of the original for checking.`,
    );
  }
}

/** Takes out everything that acts by itself or carries other files along; says in the notes what went. */
export function sanitise(context: PDFContext, catalog: PDFDict, notes: string[]): void {
  takeSignatures(context, catalog, notes);
  const removals = new Removals();
  cleanCatalog(catalog, removals);
  for (const [, object] of context.enumerateIndirectObjects()) dictsWithin(object, (dict) => cleanDict(dict, removals));
  const note = removals.note();
  if (note) notes.push(note);
}
