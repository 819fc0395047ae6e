import { programPlace } from "@/lib/reports/programs";
import { Canvas, hex, ink, wrap, type Color, type Style } from "./canvas";
import { firmMark } from "./cover";
import { Flow, sampleBand, scribble, type Cell } from "./flow";
import { sites, soldServices, type Bound, type Subject } from "./subject";

type Words = {
  certificate: string;
  number: string;
  confirms: string;
  fulfils: string;
  scope: string;
  valid: string;
  from: string;
  until: string;
  issued: string;
  note: string;
};

const english: Words = {
  certificate: "Certificate",
  number: "Certificate no.",
  confirms: "This is to certify that",
  fulfils: "operates in accordance with the requirements of",
  scope: "Scope",
  valid: "Validity",
  from: "Valid from",
  until: "Valid until",
  issued: "Issued",
  note: "The certificate holds while yearly surveillance audits confirm it. Its state can be checked with the issuer.",
};

const words: Readonly<Record<string, Words>> = {
  de: {
    certificate: "Zertifikat",
    number: "Zertifikat Nr.",
    confirms: "Hiermit wird bescheinigt, dass",
    fulfils: "die Anforderungen erfüllt von",
    scope: "Geltungsbereich",
    valid: "Gültigkeit",
    from: "Gültig ab",
    until: "Gültig bis",
    issued: "Ausgestellt",
    note: "Das Zertifikat gilt, solange jährliche Überwachungsaudits es bestätigen. Sein Stand kann beim Aussteller erfragt werden.",
  },
  fr: {
    certificate: "Certificat",
    number: "Certificat n°",
    confirms: "Il est certifié que",
    fulfils: "satisfait aux exigences de",
    scope: "Périmètre",
    valid: "Validité",
    from: "Valable du",
    until: "Valable jusqu'au",
    issued: "Délivré le",
    note: "Le certificat reste valable tant que les audits annuels de surveillance le confirment. Son état peut être vérifié auprès de l'organisme.",
  },
  es: {
    certificate: "Certificado",
    number: "Certificado n.º",
    confirms: "Se certifica que",
    fulfils: "cumple los requisitos de",
    scope: "Alcance",
    valid: "Validez",
    from: "Válido desde",
    until: "Válido hasta",
    issued: "Expedido",
    note: "El certificado es válido mientras las auditorías anuales de seguimiento lo confirmen. Su estado puede consultarse ante el emisor.",
  },
};

const scopes: Readonly<Record<string, (product: string, services: string) => string>> = {
  en: (product, services) => `Design, operation and support of ${product}, with the services ${services}, at the sites of the provider.`,
  de: (product, services) =>
    `Entwicklung, Betrieb und Betreuung von ${product} mit den Diensten ${services} an den Standorten des Anbieters.`,
  fr: (product, services) =>
    `Conception, exploitation et support de ${product}, avec les services ${services}, sur les sites du fournisseur.`,
  es: (product, services) => `Diseño, operación y soporte de ${product}, con los servicios ${services}, en los centros del proveedor.`,
};

/** A certificate with border and seal; from two pages on with an annex of sites and services. */
export function certificate(subject: Subject): Bound {
  const { version, prose, paper, firm } = subject;
  const page = new Canvas(paper, prose.pick("upright", "bleed", "bleed", "landscape"));
  drawCertificate(page, subject, words[subject.series.language] ?? english);
  if (version.pages < 2) return { pages: [page], headings: [], running: null, unmarked: 1 };
  const flow = new Flow(paper, firm.accent);
  annex(subject, flow);
  return {
    pages: [page, ...flow.pages],
    headings: [],
    unmarked: 1,
    running: { title: `Annex to ${subject.reference}`, footer: firm.name, accent: firm.accent, margin: flow.margin },
  };
}

function drawCertificate(page: Canvas, subject: Subject, say: Words): void {
  const { firm, operator, program, series, version, signedOn, reference } = subject;
  const { width, height } = page;
  const accent = firm.accent;
  const middle = width / 2;
  const flat = width > height;
  border(page, accent);
  firmMark(page, 64, 60, firm, accent, ink.white);
  page.text(width - 64, 72, say.number, { font: "sans", size: 7.6, color: ink.soft }, "right");
  page.text(width - 64, 85, reference, { font: "sansBold", size: 9.2 }, "right");

  let y = flat ? 146 : 206;
  page.text(middle, y, say.certificate.toUpperCase(), { font: "serifBold", size: flat ? 30 : 36, color: accent, spacing: 3.5 }, "center");
  y += flat ? 34 : 60;
  page.text(middle, y, say.confirms, { font: "serifItalic", size: 12, color: ink.soft }, "center");
  y += 32;
  page.text(middle, y, operator, { font: "serifBold", size: 25 }, "center");
  y += 20;
  page.text(middle, y, `${series.product}  ·  ${programPlace(program)}`, { font: "sans", size: 9.6, color: ink.soft }, "center");
  y += flat ? 27 : 46;
  page.text(middle, y, say.fulfils, { font: "serifItalic", size: 12, color: ink.soft }, "center");
  y += 32;
  for (const line of wrap(program.name, { font: "serifBold", size: 21 }, width - 180)) {
    page.text(middle, y, line, { font: "serifBold", size: 21, color: accent }, "center");
    y += 25;
  }
  y += flat ? 4 : 34;
  page.text(middle, y, say.scope.toUpperCase(), { font: "sansBold", size: 7.8, color: ink.soft, spacing: 1.2 }, "center");
  y += 18;
  const scope =
    (scopes[series.language] ?? scopes.en)?.(series.product, (soldServices[series.product] ?? []).slice(0, 4).join(", ")) ?? "";
  y = centred(page, scope, y, { font: "serif", size: 11 }, width - (flat ? 260 : 190));

  const low = height - (flat ? 194 : 236);
  const dates: [string, string][] = [
    [say.from, shown(version.periodStart, series.language)],
    [say.until, shown(version.periodEnd, series.language)],
    [say.issued, series.language === "en" ? signedOn : shown(version.signedOn, series.language)],
  ];
  for (const [index, [name, value]] of dates.entries()) {
    const x = middle + (index - 1) * (flat ? 190 : 150);
    page.text(x, low, name, { font: "sans", size: 7.8, color: ink.soft }, "center");
    page.text(x, low + 15, value, { font: "sansBold", size: 10.4 }, "center");
  }
  const sign = height - (flat ? 106 : 142);
  scribble(page, 84, sign - 6, firm.name.length);
  page.line(76, sign, 240, sign, ink.soft, 0.6);
  page.text(76, sign + 13, firm.signer, { font: "sansBold", size: 8.8 });
  page.text(76, sign + 24, `${firm.office}, ${firm.city}`, { font: "sans", size: 7.8, color: ink.soft });
  seal(page, width - 122, sign - 10, firm.initials, accent);
  if (!flat) centred(page, say.note, height - 101, { font: "sans", size: 7.2, color: ink.soft }, width - 200);
  sampleBand(page, flat ? 252 : 76, height - (flat ? 92 : 76), width - (flat ? 460 : 152));
}

function centred(page: Canvas, text: string, y: number, style: Style, width: number): number {
  let at = y;
  for (const line of wrap(text, style, width)) {
    page.text(page.width / 2, at, line, style, "center");
    at += style.size * 1.4;
  }
  return at;
}

function shown(date: string | null, language: string): string {
  if (date === null) return "";
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));
}

function border(page: Canvas, accent: Color): void {
  const { width, height } = page;
  page.frame(26, 26, width - 52, height - 52, accent, 3.2);
  page.frame(33, 33, width - 66, height - 66, accent, 0.6);
  for (const [x, y] of [
    [33, 33],
    [width - 33, 33],
    [33, height - 33],
    [width - 33, height - 33],
  ] as const) {
    page.polygon(
      [
        [x, y - 8],
        [x + 8, y],
        [x, y + 8],
        [x - 8, y],
      ],
      accent,
    );
    page.polygon(
      [
        [x, y - 4],
        [x + 4, y],
        [x, y + 4],
        [x - 4, y],
      ],
      hex("ffffff"),
    );
  }
}

function seal(page: Canvas, x: number, y: number, initials: string, accent: Color): void {
  const teeth = 40;
  const rim = Array.from({ length: teeth * 2 }, (_, index) => {
    const radius = index % 2 === 0 ? 47 : 43;
    const angle = (index * Math.PI) / teeth;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
  page.polygon(rim, accent);
  page.circle(x, y, 38, hex("ffffff"), 1);
  page.circle(x, y, 34, hex("ffffff"), 0.5);
  page.middleText(x, y - 4, initials, { font: "serifBold", size: 25, color: hex("ffffff") }, "center");
  page.text(x, y + 21, "CERTIFIED", { font: "sansBold", size: 5.6, color: hex("ffffff"), spacing: 0.9 }, "center");
}

function annex({ series, program, prose, reference }: Subject, flow: Flow): void {
  flow.chapter("Annex");
  flow.paragraph(`This annex belongs to certificate ${reference} and is valid only together with it.`);
  flow.section("Sites");
  flow.table(
    [
      { title: "No.", share: 0.6 },
      { title: "Site", share: 3 },
      { title: "Country", share: 3 },
      { title: "Activities", share: 5 },
    ],
    sites[program.region].map(([city, country], index): Cell[] => [
      String(index + 1),
      { text: city, tone: "strong" },
      country,
      prose.pick("Data centre operation", "Data centre operation, customer support", "Development and operation"),
    ]),
  );
  flow.section("Services");
  flow.list(soldServices[series.product] ?? []);
  flow.section("Audits");
  flow.table(
    [
      { title: "Audit", share: 3 },
      { title: "Days on site", share: 2 },
      { title: "Result", share: 4 },
    ],
    [
      ["Certification", String(prose.int(9, 16)), { text: "Recommended without conditions", tone: "good" }],
      ["First surveillance", String(prose.int(3, 6)), { text: "Confirmed, or not yet due", tone: "soft" }],
      ["Second surveillance", String(prose.int(3, 6)), { text: "Confirmed, or not yet due", tone: "soft" }],
    ],
  );
}
