import { Canvas, ink, wrap, type Color, type Style } from "./canvas";
import { sampleBand } from "./flow";
import type { Firm, Subject } from "./subject";

/** The operator's mark: three slanted bars, as wind. */
export function operatorMark(page: Canvas, x: number, y: number, size: number, color: Color): void {
  for (const [index, reach] of [0.62, 1, 0.78].entries()) {
    const top = y + (index * size) / 3;
    const thick = size / 5.2;
    page.polygon(
      [
        [x + size * 0.16, top],
        [x + size * (0.16 + reach), top],
        [x + size * reach, top + thick],
        [x, top + thick],
      ],
      color,
    );
  }
}

/** A firm's monogram in a square, with its name beside it. */
export function firmMark(page: Canvas, x: number, y: number, firm: Firm, color: Color, paper: Color): void {
  page.fill(x, y, 34, 34, color);
  page.middleText(x + 17, y + 17, firm.initials, { font: "serifBold", size: 15, color: paper }, "center");
  page.text(x + 44, y + 15, firm.name, { font: "serifBold", size: 12.5, color });
  page.text(x + 44, y + 28, firm.trade, { font: "sans", size: 7.8, color });
}

/** The first page of a report: who signs, about what, for which period, and that it is a sample. */
export function coverOf(subject: Subject, kind: string): Canvas {
  const { firm, paper, prose } = subject;
  const page = new Canvas(paper);
  const draw = prose.of([bandCover, barCover, plainCover]);
  const left = draw(page, subject, kind, firm.accent);
  sampleBand(page, left, page.height - 92, page.width - 62 - left);
  return page;
}

function titleBlock(page: Canvas, x: number, y: number, width: number, subject: Subject, kind: string, color: Color): number {
  const title: Style = { font: "serifBold", size: 27, color };
  let at = y;
  page.text(x, at, kind.toUpperCase(), { font: "sansBold", size: 9, color, spacing: 1.2 });
  at += 14;
  for (const line of wrap(subject.series.name, title, width)) {
    at += 32;
    page.text(x, at, line, title);
  }
  at += 26;
  page.text(x, at, subject.series.product, { font: "serif", size: 14, color });
  return at;
}

function factLines(
  page: Canvas,
  x: number,
  y: number,
  width: number,
  { operator, program, version, period, firm, reference, signedOn }: Subject,
): void {
  const rows: [string, string][] = [
    ["Operator", operator],
    ["Program", `${program.name}, ${program.issuingBody}`],
    [
      version.periodStart === null ? "Edition" : version.periodStart === version.periodEnd ? "As of" : "Period",
      period.replace(/^Edition of /, ""),
    ],
    [firm.name === operator ? "Prepared by" : "Signed by", `${firm.name}, ${firm.city}`],
    ["Date and reference", `${signedOn}, ${reference}`],
  ];
  let at = y;
  for (const [name, value] of rows) {
    page.line(x, at, x + width, at, ink.rule);
    page.text(x, at + 15, name, { font: "sansBold", size: 8, color: ink.soft });
    const style: Style = { font: "sans", size: 9.2 };
    for (const [index, line] of wrap(value, style, width - 118).entries()) {
      if (index > 0) at += 12;
      page.text(x + 118, at + 15, line, style);
    }
    at += 23;
  }
  page.line(x, at, x + width, at, ink.rule);
}

/** Each way to draw a cover answers where its left margin is. */
function bandCover(page: Canvas, subject: Subject, kind: string, accent: Color): number {
  page.fill(0, 0, page.width, 380, accent);
  firmMark(page, 62, 62, subject.firm, ink.white, accent);
  titleBlock(page, 62, 212, page.width - 150, subject, kind, ink.white);
  operatorMark(page, page.width - 108, 66, 40, ink.white);
  factLines(page, 62, 440, page.width - 124, subject);
  return 62;
}

function barCover(page: Canvas, subject: Subject, kind: string, accent: Color): number {
  page.fill(0, 0, 30, page.height, accent);
  for (let step = 0; step < 7; step += 1) page.fill(30, 152 + step * 15, 14 + step * 5, 5, accent);
  firmMark(page, 92, 58, subject.firm, accent, ink.white);
  const end = titleBlock(page, 92, 300, page.width - 160, subject, kind, accent);
  factLines(page, 92, Math.max(end + 50, 500), page.width - 154, subject);
  return 92;
}

function plainCover(page: Canvas, subject: Subject, kind: string, accent: Color): number {
  firmMark(page, 62, 62, subject.firm, accent, ink.white);
  page.fill(62, 132, page.width - 124, 3, accent);
  titleBlock(page, 62, 200, page.width - 150, subject, kind, accent);
  for (let ring = 0; ring < 5; ring += 1) page.circle(page.width - 132, 428, 26 + ring * 11, ring % 2 === 0 ? accent : ink.rule, 1.2);
  operatorMark(page, page.width - 151, 414, 30, accent);
  factLines(page, 62, 540, page.width - 124, subject);
  return 62;
}
