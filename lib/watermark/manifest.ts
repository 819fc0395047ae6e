import { z } from "zod";
import { IngestReport } from "./report";

const region = {
  /** Byte offset in the prepared document. */
  offset: z.int().nonnegative(),
  /** Bytes; the personalised content has the same number. */
  length: z.int().positive(),
  /** What the stored document holds at the offset, followed by spaces up to the length. */
  sentinel: z.string().min(16),
};

/** Names of resources are different in every document. */
const resource = z.string().regex(/^[A-Za-z0-9]{1,16}$/);

/** A stretch of the prepared document that is written anew for every download. */
export const Slot = z.discriminatedUnion("kind", [
  /** The TrueType font that holds just the glyphs of one mark. */
  z.object({ kind: z.literal("font"), ...region }),
  /** The glyph widths of that font, inside the brackets of its `W` array. */
  z.object({ kind: z.literal("widths"), ...region }),
  /** The CMap from glyphs to Unicode. */
  z.object({ kind: z.literal("unicode"), ...region }),
  /** The text line, for pages of one width and height (points, at the scale of the line). */
  z.object({
    kind: z.literal("line"),
    ...region,
    width: z.number().positive(),
    height: z.number().positive(),
    names: z.object({ font: resource, ground: resource }).default({ font: "F", ground: "B" }),
  }),
  /** The diagonal, in a box one unit wide around the origin. */
  z.object({ kind: z.literal("diagonal"), ...region, shade: resource.default("S") }),
  /** A DataMatrix for the margin, one unit to a module. */
  z.object({ kind: z.literal("code"), ...region, ground: resource }),
  /** The tile of the micro-pattern, in points. */
  z.object({ kind: z.literal("tile"), ...region, shade: resource }),
  /** The instance id in the XMP metadata. */
  z.object({ kind: z.literal("instance"), ...region }),
  /** A hexadecimal text string in the document information dictionary. */
  z.object({ kind: z.literal("info"), ...region }),
  /** The second half of the trailer's `ID`, hexadecimal. */
  z.object({ kind: z.literal("id"), ...region }),
]);
export type Slot = z.infer<typeof Slot>;

/** All that is needed, besides the prepared bytes, to serve a marked copy. JSON-serialisable. */
export const PreparedManifest = z.object({
  version: z.union([z.literal(1), z.literal(2)]),
  pages: z.int().positive(),
  /** Length of the prepared document, and of every copy served. */
  bytes: z.int().positive(),
  /** In order of offset, without overlap. */
  slots: z.array(Slot).min(1),
  /** What was repaired or removed, in sentences for the publisher. */
  notes: z.array(z.string()),
  /** Documents of version 1 have none. */
  report: IngestReport.optional(),
});
export type PreparedManifest = z.infer<typeof PreparedManifest>;
