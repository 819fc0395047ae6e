/** The drawers of the catalogue. */
export type Category = "CERTIFICATIONS_AND_ATTESTATIONS" | "REPORTS" | "LETTERS" | "SELF_ASSESSMENTS" | "CONTRACTS" | "PACKAGES";

export type DemoVersion = {
  kind: "REPORT" | "BRIDGE_LETTER";
  title: string;
  /** ISO date. Certificates carry their validity; documents about one day have start = end; null where no period applies. */
  periodStart: string | null;
  periodEnd: string | null;
  /** ISO date that the document itself bears. */
  signedOn: string;
  /** ISO date, not before it was signed, never after the day that the catalogue was made for. */
  publishedOn: string;
  /** For bridge letters: which version of the series (counted from 1) the letter extends. */
  extends?: number;
  /** The fictitious firm that signs. */
  auditor: string;
  /** About how long the document is; the generator decides. */
  pages: number;
};

export type DemoSeries = {
  slug: string;
  name: string;
  /** Key of a program in lib/reports/programs. */
  program: string;
  product: string;
  description: string;
  category: Category;
  /** Everyone, or only the organizations with these slugs. */
  audience: "EVERYONE" | readonly string[];
  terms: "standard" | "restricted" | "open";
  /** One sentence for the reader: who may share it with whom. */
  shareWith: string;
  /** BCP 47. */
  language: string;
  /** Oldest first. */
  versions: DemoVersion[];
};

export type DemoOrganization = {
  slug: string;
  name: string;
  kind: "OPERATOR" | "CUSTOMER";
  domain: string;
  units: { slug: string; name: string; parent?: string }[];
  accounts: { id: string /* 12 digits */; slug: string; name: string; unit: string | null; management: boolean }[];
};

export type DemoGroup = "root" | "publisher" | "organization-admin" | "account-admin" | "auditor" | "viewer";

export type DemoPerson = {
  slug: string;
  name: string;
  email: string;
  title: string;
  /** One group per account. */
  memberships: { account: string; group: DemoGroup }[];
};

export type DemoTerms = {
  slug: "standard" | "restricted" | "open";
  title: string;
  acceptance: "EXPLICIT" | "PASSTHROUGH";
  paragraphs: { heading: string; text: string }[];
};

/** Filters of a search as the catalogue's URL knows them. */
export type DemoFilters = { region?: string; program?: string; category?: Category; industry?: string };

export type DemoAct = {
  at: Date;
  /** Slug of a person. */
  person: string;
  /** Slug of an account. */
  account: string;
  act:
    | { kind: "sign-in" }
    | { kind: "failed-sign-in" }
    | { kind: "search"; query: string; filters: DemoFilters }
    | { kind: "view-report"; series: string }
    /** `version` counts from 1. */
    | { kind: "download"; series: string; version: number }
    | { kind: "denied"; series: string }
    | { kind: "sign-out" };
};
