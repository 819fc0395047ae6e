import { type PDFContext, PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFStream } from "pdf-lib";
import { decodeStream } from "./decode-stream";
import { chain, type Matrix, type TextPlace } from "./page-geometry";
import { scanContent } from "./scan-content";

const mostPlaces = 5_000;
const mostDepth = 4;
/** Content beyond this is drawings: reading it twice would take longer than it is worth. */
const mostBytes = 4 * 1024 * 1024;

const identity: Matrix = [1, 0, 0, 1, 0, 0];
const move = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y];

function numbers(operands: string, count: number): number[] | undefined {
  const values = operands.trim().split(/\s+/).slice(-count).map(Number);
  return values.length === count && values.every(Number.isFinite) ? values : undefined;
}

function matrixFrom(values: readonly number[] | undefined): Matrix | undefined {
  const [a, b, c, d, e, f] = values ?? [];
  return a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined ? undefined : [a, b, c, d, e, f];
}

function boxed(matrix: Matrix, width: number, low: number, high: number): TextPlace {
  const [a, b, c, d, e, f] = matrix;
  const corners = [[0, low], [width, low], [0, high], [width, high]] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys), level: Math.abs(b) < 0.2 * Math.abs(a) };
}

type State = { matrix: Matrix; size: number; leading: number };
type Drawn = { name: string; matrix: Matrix };

/** Follows content operator by operator (ISO 32000-1, 9.4), as far as it says where text stands. */
class Follower {
  readonly places: TextPlace[] = [];
  readonly drawn: Drawn[] = [];
  private state: State;
  private readonly saved: State[] = [];
  private line: Matrix = identity;

  constructor(matrix: Matrix) {
    this.state = { matrix, size: 12, leading: 0 };
  }

  follow(operator: string, operands: string): void {
    switch (operator) {
      case "q":
        if (this.saved.length < 256) this.saved.push({ ...this.state });
        return;
      case "Q":
        this.state = this.saved.pop() ?? this.state;
        return;
      case "cm":
        this.state.matrix = chain(matrixFrom(numbers(operands, 6)) ?? identity, this.state.matrix);
        return;
      case "BT":
        this.line = identity;
        return;
      case "Tf":
        this.state.size = numbers(operands, 1)?.[0] ?? this.state.size;
        return;
      case "TL":
        this.state.leading = numbers(operands, 1)?.[0] ?? 0;
        return;
      case "Tm":
        this.line = matrixFrom(numbers(operands, 6)) ?? this.line;
        return;
      case "Td":
      case "TD": {
        const [x = 0, y = 0] = numbers(operands, 2) ?? [];
        if (operator === "TD") this.state.leading = -y;
        this.line = chain(move(x, y), this.line);
        return;
      }
      case "T*":
        this.line = chain(move(0, -this.state.leading), this.line);
        return;
      case "'":
      case '"':
        this.line = chain(move(0, -this.state.leading), this.line);
        this.show(operands);
        return;
      case "Tj":
      case "TJ":
        this.show(operands);
        return;
      case "Do":
        if (this.drawn.length < mostPlaces) this.drawn.push({ name: /\/([^\s/]+)\s*$/.exec(operands)?.[1] ?? "", matrix: this.state.matrix });
    }
  }

  private show(operands: string): void {
    if (this.places.length >= mostPlaces || !/[^\s()<>[\]]/.test(operands)) return;
    const letters = operands.includes("<") ? operands.length / 3 : operands.length;
    const { size, matrix } = this.state;
    this.places.push(boxed(chain(this.line, matrix), 0.5 * size * letters, -0.22 * size, 0.75 * size));
  }
}

const followed = new Set(["q", "Q", "cm", "BT", "Tf", "TL", "Tm", "Td", "TD", "T*", "'", '"', "Tj", "TJ", "Do"]);

function follow(bytes: Uint8Array): Follower {
  const follower = new Follower(identity);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  scanContent(bytes, (operator, from, to) => {
    if (followed.has(operator)) follower.follow(operator, text.toString("latin1", Math.max(from, to - 4_096), to));
  });
  return follower;
}

function dictIn(dict: PDFDict | undefined, key: string): PDFDict | undefined {
  const value = dict?.lookup(PDFName.of(key));
  return value instanceof PDFDict ? value : undefined;
}

/** Finds where the text of pages stands, their forms included. Annotations are not looked at. */
export class TextFinder {
  private readonly forms = new Map<PDFStream, TextPlace[]>();
  private readonly context: PDFContext;

  constructor(context: PDFContext) {
    this.context = context;
  }

  /** In user space. Nothing is thrown for content that cannot be followed: what is found is used. */
  async find(content: Uint8Array, resources: PDFObject | undefined, depth = 0): Promise<TextPlace[]> {
    if (content.length > mostBytes) return [];
    const { places, drawn } = follow(content);
    const found = this.context.lookup(resources);
    const objects = dictIn(found instanceof PDFDict ? found : undefined, "XObject");
    for (const { name, matrix } of drawn) {
      const form = objects?.lookup(PDFName.of(name));
      if (!(form instanceof PDFStream) || form.dict.lookup(PDFName.of("Subtype")) !== PDFName.of("Form") || depth >= mostDepth) continue;
      const own = form.dict.lookup(PDFName.of("Matrix"));
      const values = own instanceof PDFArray ? own.asArray().map((_, index) => own.lookup(index)).map((value) => (value instanceof PDFNumber ? value.asNumber() : Number.NaN)) : undefined;
      const at = chain(matrixFrom(values?.every(Number.isFinite) ? values : undefined) ?? identity, matrix);
      const inside = await this.placesOf(form, resources, depth);
      for (const place of inside) {
        if (places.length >= mostPlaces) return places;
        places.push(moved(place, at));
      }
    }
    return places;
  }

  /** Each form is read once, however many pages show it. */
  private async placesOf(form: PDFStream, resources: PDFObject | undefined, depth: number): Promise<TextPlace[]> {
    const known = this.forms.get(form);
    if (known) return known;
    // A form that shows itself finds nothing there.
    this.forms.set(form, []);
    const decoded = await decodeStream(form, mostBytes).catch(() => undefined);
    const places = decoded ? await this.find(decoded.bytes, form.dict.get(PDFName.of("Resources")) ?? resources, depth + 1) : [];
    this.forms.set(form, places);
    return places;
  }
}

/** The same place after `matrix`. */
export function moved({ left, bottom, right, top, level }: TextPlace, matrix: Matrix): TextPlace {
  const box = boxed(chain(move(left, bottom), matrix), right - left, 0, top - bottom);
  return { ...box, level: box.level ? level : !level };
}
