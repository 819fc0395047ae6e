import { filledOutline } from "./outline";
import { type Cluster, visualOrder } from "./shape-text";

const widthOf = (clusters: readonly Cluster[]): number => clusters.reduce((sum, { advance }) => sum + advance, 0);

/** No line is set so large that few characters would fill the page; two lines stay within `diagonalThickness`. */
const largest = 0.075;

type Row = { clusters: readonly Cluster[]; size: number };

/**
 * Content of the diagonal form, one unit wide around the origin: outlines rather than text, so that the text below it can
 * still be selected. `resolution` is the number of coordinate steps in an em.
 */
function draw(rows: readonly Row[], resolution: number, shade: string): string {
  const scale = resolution / 1000;
  const height = rows.reduce((sum, { size }) => sum + size * 1.25, 0);
  let top = height / 2;
  const parts = rows.map(({ clusters, size }) => {
    const baseline = top - size * 0.95;
    top -= size * 1.25;
    // Each glyph is filled by itself, moved on from the one before: so its operators are the same wherever it stands.
    let skip = -widthOf(clusters) / 2;
    let paths = "";
    for (const { outline, advance } of visualOrder(clusters)) {
      const path = filledOutline(outline, scale);
      if (path !== "") {
        paths += `1 0 0 1 ${Math.round(skip * scale * 10) / 10} 0 cm\n${path}`;
        skip = 0;
      }
      skip += advance;
    }
    const unit = (size / resolution).toFixed(9);
    return `q ${unit} 0 0 ${unit} 0 ${baseline.toFixed(6)} cm\n${paths}Q\n`;
  });
  return `/${shade} gs 0.5 g\n${parts.join("")}`;
}

/**
 * The person above, what leads back to the download below. `shade` names its graphics state. Where the outlines do not fit in `length` bytes they are drawn
 * coarser, and then the person or all but the last of `traces` is left to the line, which always says everything.
 */
export function drawDiagonal(person: readonly Cluster[], traces: readonly (readonly Cluster[])[], { length, shade }: { length: number; shade: string }): string | undefined {
  const row = (clusters: readonly Cluster[], cap: number): Row => ({ clusters, size: Math.min(cap, 1000 / Math.max(1, widthOf(clusters))) });
  for (const trace of traces) {
    const below = row(trace, largest);
    for (const rows of [[row(person, Math.min(largest, below.size * 1.8)), below], [below]]) {
      for (const resolution of [500, 200]) {
        const content = draw(rows, resolution, shade);
        if (content.length <= length) return content;
      }
    }
  }
  return undefined;
}
