import { type PDFContext, PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFRef } from "pdf-lib";
import { UnmarkableDocument } from "../errors";
import type { Limits } from "./limits";
import { damaged } from "./load-document";
import { type Box, normaliseRotation, visibleBox } from "./page-geometry";

/** A page of the rebuilt tree; its inherited attributes have been written into its own dictionary. */
export type Page = { dict: PDFDict; box: Box; rotation: 0 | 90 | 180 | 270; userUnit: number };

const inheritable = ["Resources", "MediaBox", "CropBox", "Rotate"] as const;
type Inherited = Partial<Record<(typeof inheritable)[number], PDFObject>>;

const letter: Box = { left: 0, bottom: 0, right: 612, top: 792 };
const name = (text: string): PDFName => PDFName.of(text);

function numberIn(dict: PDFDict, key: string): number | undefined {
  const value = dict.lookup(name(key));
  return value instanceof PDFNumber && Number.isFinite(value.asNumber()) ? value.asNumber() : undefined;
}

function boxIn(dict: PDFDict, key: string): Box | undefined {
  const array = dict.lookup(name(key));
  if (!(array instanceof PDFArray) || array.size() < 4) return undefined;
  const sides = [0, 1, 2, 3].map((index) => {
    const side = array.lookup(index);
    return side instanceof PDFNumber ? side.asNumber() : Number.NaN;
  });
  const [x1 = Number.NaN, y1 = Number.NaN, x2 = Number.NaN, y2 = Number.NaN] = sides;
  const box = { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) };
  const sound = sides.every(Number.isFinite) && box.right - box.left > 0.01 && box.top - box.bottom > 0.01;
  return sound ? box : undefined;
}

type Found = { leaf: PDFDict; inherited: Inherited };

function findLeaves(context: PDFContext, root: PDFObject | undefined, limits: Limits): Found[] {
  const leaves: Found[] = [];
  const walk = (entry: PDFObject | undefined, inherited: Inherited, path: ReadonlySet<PDFObject>): void => {
    const node = entry instanceof PDFRef ? context.lookup(entry) : entry;
    if (!(node instanceof PDFDict)) return;
    if (path.has(node)) throw damaged("its page tree leads back into itself");
    if (path.size > 200) throw damaged("its page tree is too deep");
    const own: Inherited = { ...inherited };
    for (const key of inheritable) {
      const value = node.get(name(key));
      if (value && node.lookup(name(key))) own[key] = value;
    }
    const kids = node.lookup(name("Kids"));
    if (kids instanceof PDFArray) {
      const below = new Set(path).add(node);
      for (let index = 0; index < kids.size(); index += 1) walk(kids.get(index), own, below);
    } else if (node.lookup(name("Type")) !== name("Pages")) {
      leaves.push({ leaf: node, inherited: own });
      if (leaves.length > limits.maxPages) {
        throw new UnmarkableDocument(
          "TooManyPages",
          `This PDF has more than ${limits.maxPages} pages. Split it into parts, or ask the operator to raise the limit.`,
        );
      }
    }
  };
  walk(root, {}, new Set());
  return leaves;
}

function stragglers(context: PDFContext): Found[] {
  return context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter((object): object is PDFDict => object instanceof PDFDict && object.lookup(name("Type")) === name("Page"))
    .map((leaf) => {
      const inherited: Inherited = {};
      for (const key of inheritable) {
        const value = leaf.get(name(key));
        if (value) inherited[key] = value;
      }
      return { leaf, inherited };
    });
}

/**
 * Finds every page that a viewer can show and writes a new, flat page tree of exactly these.
 * @throws UnmarkableDocument NoPages, TooManyPages, Damaged (a tree that leads back into itself)
 */
export function rebuildPageTree(context: PDFContext, catalog: PDFDict, limits: Limits, notes: string[]): Page[] {
  let found = findLeaves(context, catalog.get(name("Pages")), limits);
  if (found.length === 0) {
    found = stragglers(context);
    if (found.length > 0) notes.push("The page tree was damaged and has been rebuilt from the pages that were found.");
  }
  if (found.length === 0) throw new UnmarkableDocument("NoPages", "This PDF has no pages. Check the file and upload it again.");
  const refs = new Map(context.enumerateIndirectObjects().map(([ref, object]) => [object, ref]));
  const root = context.nextRef();
  const kids = PDFArray.withContext(context);
  const seen = new Set<PDFDict>();
  const pages = found.map(({ leaf, inherited }) => {
    const again = seen.has(leaf);
    const dict = again ? PDFDict.fromMapWithContext(new Map(leaf.asMap()), context) : leaf;
    if (again) dict.delete(name("StructParents"));
    seen.add(dict);
    const known = again ? undefined : refs.get(leaf);
    kids.push(known ?? context.register(dict));
    dict.set(name("Type"), name("Page"));
    dict.set(name("Parent"), root);
    dict.delete(name("Kids"));
    return settle(context, dict, inherited);
  });
  context.assign(root, context.obj({ Type: "Pages", Kids: kids, Count: pages.length }));
  catalog.set(name("Pages"), root);
  return pages;
}

function settle(context: PDFContext, dict: PDFDict, inherited: Inherited): Page {
  for (const key of inheritable) {
    const value = inherited[key];
    if (value) dict.set(name(key), value);
  }
  const media = boxIn(dict, "MediaBox") ?? letter;
  const crop = boxIn(dict, "CropBox");
  const box = visibleBox(media, crop);
  const rotation = normaliseRotation(numberIn(dict, "Rotate") ?? 0);
  const unit = numberIn(dict, "UserUnit") ?? 1;
  const userUnit = unit > 0 ? unit : 1;
  dict.set(name("MediaBox"), context.obj([media.left, media.bottom, media.right, media.top]));
  if (crop) dict.set(name("CropBox"), context.obj([box.left, box.bottom, box.right, box.top]));
  else dict.delete(name("CropBox"));
  dict.set(name("Rotate"), PDFNumber.of(rotation));
  if (dict.has(name("UserUnit"))) dict.set(name("UserUnit"), PDFNumber.of(userUnit));
  return { dict, box, rotation, userUnit };
}
