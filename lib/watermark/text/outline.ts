import type { Font } from "harfbuzzjs";

/** A point of a TrueType contour: on the curve, or the control point of a quadratic. Units of 1/1000 em. */
export type Point = { x: number; y: number; on: boolean };
export type Outline = readonly (readonly Point[])[];

/** The outline of one glyph, moved by an offset. Noto's fonts have quadratic curves only. */
export function glyphOutline(font: Font, glyph: number, offset: { x: number; y: number }): Point[][] {
  const contours: Point[][] = [];
  let contour: Point[] = [];
  const add = (x = 0, y = 0, on = true): void => {
    contour.push({ x: Math.round(x + offset.x), y: Math.round(y + offset.y), on });
  };
  for (const { type, values } of font.glyphToJson(glyph)) {
    if (type === "M") {
      contour = [];
      contours.push(contour);
      add(values[0], values[1]);
    } else if (type === "L") {
      add(values[0], values[1]);
    } else if (type === "Q") {
      add(values[0], values[1], false);
      add(values[2], values[3]);
    } else if (type === "C") {
      throw new Error("A font with cubic outlines cannot be put into a TrueType font.");
    }
  }
  for (const points of contours) {
    const first = points[0];
    const last = points.at(-1);
    if (points.length > 1 && first && last?.on && first.x === last.x && first.y === last.y) points.pop();
  }
  return contours.filter((points) => points.length > 1);
}

const rounded = (value: number): string => String(Math.round(value));

const drawn = new Map<number, WeakMap<Outline, string>>();

/**
 * Path operators that fill an outline whose coordinates are multiplied by `scale`. They are kept with their outlines, which are
 * shared among marks.
 */
export function filledOutline(outline: Outline, scale: number): string {
  const kept = drawn.get(scale) ?? new WeakMap<Outline, string>();
  drawn.set(scale, kept);
  const known = kept.get(outline);
  if (known !== undefined) return known;
  const fill = drawnOutline(outline, scale);
  kept.set(outline, fill);
  return fill;
}

function drawnOutline(outline: Outline, scale: number): string {
  const at = (point: { x: number; y: number }): { x: number; y: number } => ({ x: point.x * scale, y: point.y * scale });
  // Joined, the path is one piece of memory; added up, it would be a tree that every mark walks anew.
  const path: string[] = [];
  for (const contour of outline) {
    const first = contour[0];
    if (!first) continue;
    let current = at(first);
    path.push(`${rounded(current.x)} ${rounded(current.y)} m\n`);
    for (let index = 1; index <= contour.length; index += 1) {
      const point = contour[index];
      if (!point) break;
      if (point.on) {
        current = at(point);
        path.push(`${rounded(current.x)} ${rounded(current.y)} l\n`);
        continue;
      }
      const control = at(point);
      const end = at(contour[index + 1] ?? first);
      const c1 = { x: current.x + (2 / 3) * (control.x - current.x), y: current.y + (2 / 3) * (control.y - current.y) };
      const c2 = { x: end.x + (2 / 3) * (control.x - end.x), y: end.y + (2 / 3) * (control.y - end.y) };
      path.push(`${rounded(c1.x)} ${rounded(c1.y)} ${rounded(c2.x)} ${rounded(c2.y)} ${rounded(end.x)} ${rounded(end.y)} c\n`);
      current = end;
      index += 1;
    }
    path.push("h\n");
  }
  return path.length === 0 ? "" : path.concat("f\n").join("");
}
