/** What a report of the demo leaves to its readers: for the newest report of the series, and for the one before where that is told. */
export type DemoControls = { series: string; newest: readonly string[]; before?: readonly string[] };

const soc2Newest = [
  "CC6.1: Customers require multi-factor authentication for everyone who signs in to the management console.",
  "CC6.2: Customers grant access by role, with the least privilege that the work needs, and approve each grant.",
  "CC6.2.1: Customers remove the access of people who leave within one working day.",
  "CC6.3: Customers review privileged access at least every quarter and record the review.",
  "CC6.6: Customers restrict the networks from which their administrative interfaces can be reached.",
  "CC6.7: Customers encrypt data before they send it over networks that they do not control.",
  "CC6.7.1: Customers who bring their own keys rotate them at least once a year and keep a copy apart.",
  "CC7.2: Customers collect the audit logs that the platform offers them and look into alerts.",
  "CC7.4: Customers tell Northwind Cloud without delay of suspected misuse of their accounts.",
  "CC8.1: Customers test and approve changes of their own applications and configurations before use.",
  "CC9.2: Customers subscribe to notices of planned changes and act on those that concern them.",
  "A1.2: Customers choose regions and zones, and back up their data, to fit their own recovery objectives.",
  "A1.3: Customers test the recovery of their own workloads at least once a year.",
  "C1.1: Customers classify their data and store confidential data only in services that are in scope of this report.",
  "C1.2: Customers delete their data, or have it deleted, when the contract ends.",
] as const;

const soc2Before = [
  "CC6.1: Customers require multi-factor authentication for administrators of the management console.",
  "CC6.2: Customers grant access by role, with the least privilege that the work needs, and approve each grant.",
  "CC6.2.1: Customers remove the access of people who leave within one working day.",
  "CC6.3: Customers review privileged access at least once a year and record the review.",
  "CC6.4: Customers protect the hardware tokens that were handed out for the former console.",
  "CC6.6: Customers restrict the networks from which their administrative interfaces can be reached.",
  "CC6.7: Customers encrypt data before they send it over networks that they do not control.",
  "CC7.2: Customers collect the audit logs that the platform offers them and look into alerts.",
  "CC7.4: Customers tell Northwind Cloud without delay of suspected misuse of their accounts.",
  "CC8.1: Customers test and approve changes of their own applications and configurations before use.",
  "A1.2: Customers choose regions and zones, and back up their data, to fit their own recovery objectives.",
  "C1.1: Customers classify their data and store confidential data only in services that are in scope of this report.",
  "C1.2: Customers delete their data, or have it deleted, when the contract ends.",
] as const;

export const demoControls: readonly DemoControls[] = [
  { series: "soc-2-platform", newest: soc2Newest, before: soc2Before },
  {
    series: "soc-1-payments",
    newest: [
      "CO1.3: Customers approve payment files before they transmit them.",
      "CO1.4: Customers check that the control totals of accepted files agree with their own records.",
      "CO2.1: Customers set limits for amounts and approvers, and review them when duties change.",
      "CO2.5: Customers reconcile settlement reports with their ledgers every business day.",
      "CO3.2: Customers look into rejected and returned payments in time.",
      "CO4.1: Customers restrict who may change standing data of beneficiaries, and have a second person confirm it.",
    ],
  },
  {
    series: "c5-platform",
    newest: [
      "IDM-01: Customers manage the identities and rights of their own users by a documented process.",
      "IDM-09: Customers keep the secrets of their users and machines confidential.",
      "CRY-03: Customers encrypt sensitive data at rest where the service leaves the choice to them.",
      "OPS-07: Customers set up and test backups of their own data.",
      "OPS-13: Customers evaluate the log data of their own environment.",
      "PSS-04: Customers harden and update the images that they bring along.",
      "SIM-03: Customers name a contact for security incidents and keep it up to date.",
    ],
  },
];

/** Where the demo's checklist stands: half done, by two people of one account. Codes of the newest report of the first series. */
export const demoChecklist = {
  series: "soc-2-platform",
  account: "meridian-group",
  /** Gives out the work, and ticks what is settled for the whole bank. */
  lead: "eleni-papadopoulou",
  worker: "amara-osei",
  byLead: ["CC6.1", "CC6.2", "C1.1"],
  toWorker: ["CC6.3", "CC7.2", "A1.3", "CC6.7.1"],
  toLead: ["CC9.2", "C1.2"],
  byWorker: ["CC6.2.1", "CC6.6", "CC7.4"],
  notApplicable: "CC6.7.1",
  comments: [
    { code: "CC6.3", text: "Last review on file is from the first quarter. Identity team has the second and third under way; evidence is expected by mid December." },
    { code: "CC6.7.1", text: "We do not bring our own keys: the platform manages them for all of our workloads." },
    { code: "A1.3", text: "The recovery exercise of Cards took place in September. Waiting for the signed minutes." },
  ],
} as const;
