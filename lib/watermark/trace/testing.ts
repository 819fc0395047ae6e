import { type Canvas, createCanvas, loadImage } from "@napi-rs/canvas";
import { renderPage, withDocument } from "./render-page";
import type { Raster } from "./read-codes";

function canvasOf({ data, width, height }: Raster): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  const picture = context.createImageData(width, height);
  picture.data.set(data);
  context.putImageData(picture, 0, 0);
  return canvas;
}

/** One page as pixels, as a screenshot or a scanner would have it. */
export async function pictureOf(pdf: Uint8Array, page: number, dpi: number): Promise<Canvas> {
  return canvasOf(await withDocument(pdf, (document) => renderPage(document, page, dpi)));
}

export function grey(canvas: Canvas): Canvas {
  const context = canvas.getContext("2d");
  const picture = context.getImageData(0, 0, canvas.width, canvas.height);
  const { data } = picture;
  for (let index = 0; index < data.length; index += 4) {
    const luma = Math.round(0.299 * (data[index] ?? 0) + 0.587 * (data[index + 1] ?? 0) + 0.114 * (data[index + 2] ?? 0));
    data.fill(luma, index, index + 3);
  }
  context.putImageData(picture, 0, 0);
  return canvas;
}

export function rotated(canvas: Canvas, degrees: number): Canvas {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const result = createCanvas(Math.ceil(canvas.width * cos + canvas.height * sin), Math.ceil(canvas.width * sin + canvas.height * cos));
  const context = result.getContext("2d");
  context.fillStyle = "#c8c2b8";
  context.fillRect(0, 0, result.width, result.height);
  context.translate(result.width / 2, result.height / 2);
  context.rotate(angle);
  context.drawImage(canvas, -canvas.width / 2, -canvas.height / 2);
  return result;
}

/** The part that begins at these shares of width and height, half as wide and half as high. */
export function quarter(canvas: Canvas, left: number, top: number): Canvas {
  const result = createCanvas(Math.floor(canvas.width / 2), Math.floor(canvas.height / 2));
  result.getContext("2d").drawImage(canvas, -Math.round(left * canvas.width), -Math.round(top * canvas.height));
  return result;
}

/** `quality` from 0 to 100. */
export const jpeg = (canvas: Canvas, quality: number): Buffer => canvas.toBuffer("image/jpeg", quality);
export const png = (canvas: Canvas): Buffer => canvas.toBuffer("image/png");

export async function reread(picture: Uint8Array): Promise<Canvas> {
  const image = await loadImage(Buffer.from(picture));
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas;
}
