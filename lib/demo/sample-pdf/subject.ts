import { programByKey, type Program } from "@/lib/reports/programs";
import { longDate } from "../catalogue/dates";
import type { DemoSeries, DemoVersion } from "../types";
import { a4, hex, letter, type Canvas, type Color, type Paper } from "./canvas";
import type { Family } from "./controls";
import type { Heading, Running } from "./flow";
import { Prose } from "./prose";

export type Firm = { name: string; initials: string; accent: Color; city: string; trade: string; signer: string; office: string };

/** What every part of a document speaks about. */
export type Subject = {
  series: DemoSeries;
  version: DemoVersion;
  program: Program;
  prose: Prose;
  firm: Firm;
  paper: Paper;
  family: Family;
  operator: string;
  /** "1 October 2025 to 30 September 2026", "19 October 2026", or the edition's date. */
  period: string;
  signedOn: string;
  reference: string;
};

/** A document before it becomes a PDF: pages in order, bookmarks, and how many pages at the front carry no running lines. */
export type Bound = { pages: Canvas[]; headings: Heading[]; running: Running | null; unmarked: number };

export const operatorFirm: Firm = {
  name: "Northwind Cloud",
  initials: "NW",
  accent: hex("14507a"),
  city: "Rotterdam",
  trade: "Compliance and Assurance",
  signer: "Freya Lindqvist",
  office: "Chief Information Security Officer",
};

const firms: readonly Firm[] = [
  operatorFirm,
  {
    name: "Halloran Pike LLP",
    initials: "HP",
    accent: hex("1d2f5c"),
    city: "Chicago",
    trade: "Certified Public Accountants",
    signer: "Margaret Halloran",
    office: "Partner",
  },
  {
    name: "Brandvold Assurance AS",
    initials: "BA",
    accent: hex("1f5545"),
    city: "Oslo",
    trade: "State Authorized Public Accountants",
    signer: "Henrik Brandvold",
    office: "Engagement Partner",
  },
  {
    name: "Quillmark Certification Ltd",
    initials: "QC",
    accent: hex("7a2331"),
    city: "Edinburgh",
    trade: "Accredited Certification Body",
    signer: "Dr. Isla Quillmark",
    office: "Head of Certification",
  },
  {
    name: "Ternrock Security",
    initials: "TR",
    accent: hex("3a3f47"),
    city: "Toronto",
    trade: "Security Testing and Assessment",
    signer: "Victor Amadi",
    office: "Principal Assessor",
  },
  {
    name: "Cumberhollow Federal Assessors, Inc.",
    initials: "CF",
    accent: hex("27405a"),
    city: "Reston",
    trade: "Third Party Assessment Organization",
    signer: "Denise Calloway",
    office: "Lead Assessor",
  },
  {
    name: "Wattlebird Assurance Pty Ltd",
    initials: "WA",
    accent: hex("0f5d66"),
    city: "Canberra",
    trade: "Security Assessors",
    signer: "Callum Reid",
    office: "Registered Assessor",
  },
  {
    name: "Hoshikawa Audit Partners",
    initials: "HA",
    accent: hex("4a2f63"),
    city: "Tokyo",
    trade: "Audit and Assurance",
    signer: "Kenji Hoshikawa",
    office: "Representative Partner",
  },
];

const families: Readonly<Record<string, Family>> = {
  soc1: "soc",
  soc2: "soc",
  soc3: "soc",
  "star-att": "soc",
  ospar: "soc",
  c5: "c5",
  fedramp: "nist",
  "nist-171": "nist",
  "nist-53": "nist",
  "dod-il2": "nist",
  "dod-il4": "nist",
  "dod-il5": "nist",
  "ca-pbmm": "nist",
  "nist-csf": "nist",
  iso27001: "iso",
  iso27017: "iso",
  iso27018: "iso",
  "pci-dss": "pci",
  cjis: "nist",
  irs1075: "nist",
};

/** Gathers what the document of a version is about. Throws a RangeError for a series of an unknown program. */
export function subjectOf(series: DemoSeries, version: DemoVersion): Subject {
  const program = programByKey(series.program);
  if (!program) throw new RangeError(`Series ${series.slug} names the unknown program ${series.program}`);
  const prose = new Prose(`${series.slug}/${version.title}`);
  return {
    series,
    version,
    program,
    prose,
    firm: firms.find(({ name }) => name === version.auditor) ?? operatorFirm,
    paper: program.region === "americas" || (program.region === "global" && version.auditor === "Halloran Pike LLP") ? letter : a4,
    family: families[program.key] ?? "own",
    operator: operatorFirm.name,
    period: periodText(version),
    signedOn: longDate(version.signedOn),
    reference: `${series.slug
      .split("-")
      .map((part) => part.charAt(0))
      .join("")
      .toUpperCase()}-${version.signedOn.replaceAll("-", "")}-${prose.int(100, 999)}`,
  };
}

function periodText({ periodStart, periodEnd, signedOn }: DemoVersion): string {
  if (periodStart === null || periodEnd === null) return `Edition of ${longDate(signedOn)}`;
  return periodStart === periodEnd ? longDate(periodStart) : `${longDate(periodStart)} to ${longDate(periodEnd)}`;
}

/** "as of 19 October 2026", "for the period 1 October 2025 to ..." or, without a period, "in the edition of ...". */
export function duringPeriod({ version, period }: Subject): string {
  if (version.periodStart === null) return `in the ${period.charAt(0).toLowerCase()}${period.slice(1)}`;
  return version.periodStart === version.periodEnd ? `as of ${period}` : `for the period ${period}`;
}

export const soldServices: Readonly<Record<string, readonly string[]>> = {
  "Northwind Cloud Platform": [
    "Compute",
    "Object Storage",
    "Block Storage",
    "Managed PostgreSQL",
    "Virtual Network",
    "Load Balancing",
    "Key Service",
    "Identity",
    "Event Stream",
    "Container Engine",
  ],
  "Northwind Payments": [
    "Card Acceptance",
    "Account Payments",
    "Tokenization",
    "Settlement",
    "Fraud Screening",
    "Merchant Console",
    "Messaging Gateway",
  ],
  "Northwind Health Data Services": [
    "Clinical Record Store",
    "Imaging Archive",
    "Exchange Gateway",
    "Consent Registry",
    "Research Workspace",
    "De-identification",
  ],
  "Northwind Sovereign Cloud": [
    "Sovereign Compute",
    "Sovereign Storage",
    "Sovereign Key Service",
    "Sovereign Network",
    "Sovereign Identity",
    "Operations Gateway",
  ],
  "Northwind Intelligence": ["Model Hosting", "Evaluation Workbench", "Prompt Gateway", "Training Jobs", "Model Registry"],
  "Northwind Media Vault": ["Asset Vault", "Review Rooms", "Transfer", "Forensic Marking", "Distribution"],
  "Northwind Connect": ["eSIM Management", "Private Access", "Device Registry", "Roaming Gateway", "Message Delivery"],
};

export const sites: Readonly<Record<Program["region"], readonly (readonly [string, string])[]>> = {
  global: [
    ["Rotterdam", "Netherlands"],
    ["Ashburn", "United States"],
    ["Montréal", "Canada"],
    ["Frankfurt", "Germany"],
    ["Singapore", "Singapore"],
    ["Osaka", "Japan"],
  ],
  americas: [
    ["Ashburn", "United States"],
    ["Columbus", "United States"],
    ["Portland", "United States"],
    ["Montréal", "Canada"],
    ["São Paulo", "Brazil"],
  ],
  emea: [
    ["Rotterdam", "Netherlands"],
    ["Frankfurt", "Germany"],
    ["Vienna", "Austria"],
    ["Madrid", "Spain"],
    ["Lille", "France"],
    ["Dubai", "United Arab Emirates"],
  ],
  "asia-pacific": [
    ["Singapore", "Singapore"],
    ["Tokyo", "Japan"],
    ["Osaka", "Japan"],
    ["Seoul", "South Korea"],
    ["Sydney", "Australia"],
    ["Mumbai", "India"],
  ],
};

/** The code of a control within a domain: "CC6.3", "IDM-03", "AC-4". `used` counts per code and is changed. */
export function controlCode(family: Family, code: string, used: Map<string, number>): string {
  const count = (used.get(code) ?? 0) + 1;
  used.set(code, count);
  if (family === "soc" || family === "iso" || family === "pci") return `${code}.${count}`;
  return `${code}-${family === "nist" ? count : String(count).padStart(2, "0")}`;
}
