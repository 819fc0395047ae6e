import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { getDocument, type PDFDocumentProxy, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { UnmarkableDocument } from "../errors";
import { pictureSize } from "./picture-size";
import type { Raster } from "./read-codes";

const mostPixels = 16_000_000;

function opened(bytes: Uint8Array): ReturnType<typeof getDocument> {
  const packages = createRequire(join(/* turbopackIgnore: true */ process.cwd(), "package.json"));
  const folder = dirname(packages.resolve("pdfjs-dist/package.json"));
  const within = (name: string): string => `${join(folder, name)}/`;
  return getDocument({
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    standardFontDataUrl: within("standard_fonts"),
    cMapUrl: within("cmaps"),
    wasmUrl: within("wasm"),
    iccUrl: within("iccs"),
    canvasMaxAreaInBytes: mostPixels * 4,
    maxImageSize: 64_000_000,
  });
}

/** Opens a document as a viewer does, for as long as `work` takes. */
export async function withDocument<T>(bytes: Uint8Array, work: (document: PDFDocumentProxy) => Promise<T>): Promise<T> {
  const task = opened(bytes);
  try {
    return await work(await task.promise);
  } finally {
    await task.destroy();
  }
}

/** The text of a page, stretch by stretch, in the order of its content. */
export async function textOfPage(document: PDFDocumentProxy, number: number): Promise<string[]> {
  const page = await document.getPage(number);
  const content = await page.getTextContent();
  page.cleanup();
  return content.items.flatMap((item) => ("str" in item ? [item.str] : []));
}

/** A page as it is seen, at so many dots per inch or as many as memory allows. */
export async function renderPage(document: PDFDocumentProxy, number: number, dpi: number): Promise<Raster> {
  const page = await document.getPage(number);
  const plain = page.getViewport({ scale: 1 });
  const scale = Math.min(dpi / 72, Math.sqrt(mostPixels / (plain.width * plain.height)));
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
  const context = canvas.getContext("2d");
  // The library is written for the canvas of browsers, which this one is built like.
  await page.render({ canvas: null, canvasContext: context as unknown as CanvasRenderingContext2D, viewport, background: "white" }).promise;
  page.cleanup();
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { data: new Uint8ClampedArray(data), width, height };
}

const kinds: readonly [kind: string, test: (head: Buffer) => boolean][] = [
  ["png", (head) => head.subarray(1, 4).toString("latin1") === "PNG"],
  ["jpeg", (head) => head[0] === 0xff && head[1] === 0xd8],
  ["webp", (head) => head.subarray(0, 4).toString("latin1") === "RIFF" && head.subarray(8, 12).toString("latin1") === "WEBP"],
  ["gif", (head) => head.subarray(0, 4).toString("latin1") === "GIF8"],
];

/** True for the pictures that can be read: PNG, JPEG, WebP and GIF. */
export const isPicture = (bytes: Uint8Array): boolean => kinds.some(([, test]) => test(Buffer.from(bytes.subarray(0, 12))));

/** Decoding takes four bytes for each: 400 MB. */
const mostPicturePixels = 100_000_000;

/** Asked of the head of the file, before anything is decoded: a few kilobytes can say that they are a picture of gigabytes. */
function refuseLarge(bytes: Uint8Array): void {
  const size = pictureSize(bytes);
  if (!size || size.width < 1 || size.height < 1) throw new UnmarkableDocument("Damaged", "The picture does not say how large it is. Save it again and try once more.");
  if (size.width * size.height <= mostPicturePixels) return;
  throw new UnmarkableDocument("TooLarge", `The picture has ${Math.round((size.width * size.height) / 1e6)} megapixels; at most ${mostPicturePixels / 1e6} are read. Make it smaller and try again.`);
}

/**
 * A picture on white, `enlarge` times as large, or smaller where its longer side would have more than `longest` samples.
 * @throws UnmarkableDocument TooLarge for more than 100 megapixels, Damaged where it does not say how many it has
 */
export async function readPicture(bytes: Uint8Array, { enlarge = 1, longest = Infinity }: { enlarge?: number; longest?: number } = {}): Promise<Raster> {
  refuseLarge(bytes);
  const image = await loadImage(Buffer.from(bytes));
  const scale = Math.min(enlarge, longest / Math.max(1, image.width, image.height), Math.sqrt(mostPixels / Math.max(1, image.width * image.height)));
  const [width, height] = [Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale))];
  const context = createCanvas(width, height).getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  return { data: new Uint8ClampedArray(context.getImageData(0, 0, width, height).data), width, height };
}
