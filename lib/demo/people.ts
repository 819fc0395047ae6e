import type { DemoOrganization, DemoPerson } from "./types";

export type { DemoGroup, DemoOrganization, DemoPerson } from "./types";

/** The operator and its two customers. Slugs of units and accounts are unique over all organizations. */
export const demoOrganizations: readonly DemoOrganization[] = [
  {
    slug: "northwind",
    name: "Northwind Cloud",
    kind: "OPERATOR",
    domain: "northwind.example",
    units: [],
    accounts: [{ id: "100000000017", slug: "northwind-operations", name: "Northwind Operations", unit: null, management: true }],
  },
  {
    slug: "meridian",
    name: "Meridian Bank",
    kind: "CUSTOMER",
    domain: "meridian.example",
    units: [
      { slug: "meridian-consumer-banking", name: "Consumer Banking" },
      { slug: "meridian-cards-payments", name: "Cards and Payments", parent: "meridian-consumer-banking" },
      { slug: "meridian-settlement", name: "Settlement", parent: "meridian-cards-payments" },
      { slug: "meridian-sandboxes", name: "Sandboxes" },
    ],
    accounts: [
      { id: "482913560274", slug: "meridian-group", name: "Meridian Group", unit: null, management: true },
      {
        id: "482913561183",
        slug: "meridian-consumer",
        name: "Meridian Consumer Production",
        unit: "meridian-consumer-banking",
        management: false,
      },
      {
        id: "482913562097",
        slug: "meridian-cards",
        name: "Meridian Cards Production",
        unit: "meridian-cards-payments",
        management: false,
      },
      { id: "482913563016", slug: "meridian-clearing", name: "Meridian Clearing", unit: "meridian-settlement", management: false },
      { id: "482913564958", slug: "meridian-sandbox", name: "Meridian Cards Sandbox", unit: "meridian-sandboxes", management: false },
    ],
  },
  {
    slug: "helios",
    name: "Helios Health",
    kind: "CUSTOMER",
    domain: "helios.example",
    units: [{ slug: "helios-clinical", name: "Clinical Services" }],
    accounts: [
      { id: "730158824416", slug: "helios-group", name: "Helios Group", unit: null, management: true },
      { id: "730158825328", slug: "helios-hospitals", name: "Helios Hospitals", unit: "helios-clinical", management: false },
      { id: "730158826235", slug: "helios-research", name: "Helios Research", unit: "helios-clinical", management: false },
    ],
  },
];

/** The people of the demo; the first membership of each is the one that they usually work in. */
export const demoPeople: readonly DemoPerson[] = [
  {
    slug: "freya-lindqvist",
    name: "Freya Lindqvist",
    email: "freya.lindqvist@northwind.example",
    title: "Chief Information Security Officer",
    memberships: [{ account: "northwind-operations", group: "root" }],
  },
  {
    slug: "daniel-okafor",
    name: "Daniel Okafor",
    email: "daniel.okafor@northwind.example",
    title: "Compliance Publishing Lead",
    memberships: [{ account: "northwind-operations", group: "publisher" }],
  },
  {
    slug: "mei-lin-tan",
    name: "Mei Lin Tan",
    email: "meilin.tan@northwind.example",
    title: "Compliance Program Manager, Asia Pacific",
    memberships: [{ account: "northwind-operations", group: "publisher" }],
  },
  {
    slug: "eleni-papadopoulou",
    name: "Ελένη Παπαδοπούλου",
    email: "eleni.papadopoulou@meridian.example",
    title: "Head of Third-Party Risk",
    memberships: [{ account: "meridian-group", group: "organization-admin" }],
  },
  {
    slug: "amara-osei",
    name: "Amara Osei",
    email: "amara.osei@meridian.example",
    title: "Senior IT Auditor",
    memberships: [
      { account: "meridian-group", group: "auditor" },
      { account: "meridian-cards", group: "auditor" },
    ],
  },
  {
    slug: "thomas-brandt",
    name: "Thomas Brandt",
    email: "thomas.brandt@meridian.example",
    title: "Cloud Platform Owner, Cards",
    memberships: [
      { account: "meridian-cards", group: "account-admin" },
      { account: "meridian-consumer", group: "viewer" },
    ],
  },
  {
    slug: "misaki-sato",
    name: "佐藤 美咲",
    email: "misaki.sato@meridian.example",
    title: "Regional Auditor, Asia Pacific",
    memberships: [{ account: "meridian-consumer", group: "auditor" }],
  },
  {
    slug: "priya-raman",
    name: "Priya Raman",
    email: "priya.raman@meridian.example",
    title: "Vendor Risk Analyst",
    memberships: [
      { account: "meridian-consumer", group: "viewer" },
      { account: "meridian-cards", group: "viewer" },
    ],
  },
  {
    slug: "isabel-duarte",
    name: "Isabel Duarte",
    email: "isabel.duarte@meridian.example",
    title: "General Counsel",
    memberships: [{ account: "meridian-group", group: "organization-admin" }],
  },
  {
    slug: "henrik-vogel",
    name: "Henrik Vogel",
    email: "henrik.vogel@meridian.example",
    title: "Platform Owner, Consumer Banking",
    memberships: [{ account: "meridian-consumer", group: "account-admin" }],
  },
  {
    slug: "layla-alhusseini",
    name: "ليلى الحسيني",
    email: "layla.alhusseini@helios.example",
    title: "Chief Privacy Officer",
    memberships: [{ account: "helios-group", group: "organization-admin" }],
  },
  {
    slug: "jonas-weber",
    name: "Jonas Weber",
    email: "jonas.weber@helios.example",
    title: "Internal Auditor",
    memberships: [
      { account: "helios-hospitals", group: "auditor" },
      { account: "helios-research", group: "auditor" },
    ],
  },
  {
    slug: "sofia-marchetti",
    name: "Sofia Marchetti",
    email: "sofia.marchetti@helios.example",
    title: "Head of Hospital Platforms",
    memberships: [
      { account: "helios-hospitals", group: "account-admin" },
      { account: "helios-group", group: "viewer" },
    ],
  },
  {
    slug: "omar-haddad",
    name: "Omar Haddad",
    email: "omar.haddad@helios.example",
    title: "Research Data Steward",
    memberships: [{ account: "helios-research", group: "viewer" }],
  },
];

/** Slug of the person who plays the main part of the demo: reads, accepts and downloads for Meridian Bank. */
export const demoAuditor = "amara-osei";

/** Slug of the organization that owns an account; undefined for an unknown account. */
export function organizationOfAccount(account: string): string | undefined {
  return demoOrganizations.find(({ accounts }) => accounts.some(({ slug }) => slug === account))?.slug;
}
