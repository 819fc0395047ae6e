import { dataMatrix, matrixSide } from "./data-matrix";

/** Side of the form in modules: the code and a quiet zone around it. */
export const codeSide = matrixSide + 3;
const quiet = 1.5;

const drawn: string[] = [];

/** A run of dark modules, its place counted from the left and the bottom. Copies have them in common: the text of each is kept. */
function drawRun(start: number, height: number, length: number): string {
  return (drawn[(height * matrixSide + start) * (matrixSide + 1) + length] ??= [quiet + start, " ", quiet + height, " ", length, " 1 re"].join(""));
}

function darkRuns(downloadId: string): string {
  const rows: string[] = [];
  for (const [row, modules] of dataMatrix(downloadId).entries()) {
    for (let start = 0; start < matrixSide; ) {
      let end = start;
      while (modules[end]) end += 1;
      if (end > start) rows.push(drawRun(start, matrixSide - 1 - row, end - start));
      start = end + 1;
    }
  }
  return rows.join("\n");
}

let last = { downloadId: "", runs: "" };

/** Content of a form for the code in the margin, one unit to a module. `state` is the graphics state of the translucent ground. */
export function drawCode(downloadId: string, state: string): string {
  // A copy has several forms of the same code.
  if (last.downloadId !== downloadId) last = { downloadId, runs: darkRuns(downloadId) };
  return `q /${state} gs 1 g 0 0 ${codeSide} ${codeSide} re f Q 0.15 g\n${last.runs}\nf\n`;
}
