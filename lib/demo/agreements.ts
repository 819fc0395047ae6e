/** One text that the demo's operator offers; earlier revisions come first. */
export type DemoAgreement = {
  slug: string;
  name: string;
  summary: string;
  kind: "BAA" | "NDA" | "DPA" | "OTHER";
  scope: "ACCOUNT" | "ORGANIZATION" | "BOTH";
  prerequisite?: string;
  terminateTerms: string;
  noticeDays: number;
  boxes: readonly string[];
  revisions: readonly { title: string; daysAgo: number; graceDays?: number; sections: readonly { heading: string; text: string }[] }[];
};

type Section = { heading: string; text: string };
const section = (heading: string, text: string): Section => ({ heading, text });

/** What a business associate contract must say: 45 CFR 164.504(e)(2), in words of our own. */
const baaSections: readonly Section[] = [
  section("Parties and words", "This agreement is between Northwind Cloud (the business associate) and the customer that accepts it (the covered entity, or a business associate of one). Words that the HIPAA rules define (45 CFR parts 160 and 164) mean here what they mean there. PHI is the protected health information that Northwind Cloud creates, receives, maintains or transmits for the customer."),
  section("What Northwind Cloud may do with PHI", "Northwind Cloud uses and discloses PHI only to provide the services that the customer has ordered, as this agreement allows, or as the law requires. It does not use or disclose PHI in any way that would break subpart E of 45 CFR part 164 if the customer did it.\n\nNorthwind Cloud may use PHI for its own proper management and administration and to carry out its legal responsibilities. It may disclose PHI for these purposes where the law requires it, or where the recipient gives reasonable assurance in writing that the PHI stays confidential, is used or disclosed further only as the law requires or for the purpose of the disclosure, and that any breach of confidentiality is reported to Northwind Cloud. It uses, discloses and asks for no more than the minimum necessary."),
  section("Safeguards", "Northwind Cloud uses appropriate safeguards to prevent any use or disclosure of PHI that this agreement does not provide for. For electronic PHI it complies with subpart C of 45 CFR part 164: administrative, physical and technical safeguards, policies and documentation."),
  section("Reporting", "Northwind Cloud reports to the customer every use or disclosure of PHI that this agreement does not provide for and every security incident of which it becomes aware. It reports a breach of unsecured PHI as 45 CFR 164.410 requires: without unreasonable delay and no later than ten calendar days after discovery, with the persons affected as far as they are known and what the customer needs for its own notices. Unsuccessful attempts such as scans and failed sign-ins are reported here, once and for all."),
  section("Subcontractors", "Northwind Cloud makes sure that every subcontractor that creates, receives, maintains or transmits PHI on its behalf agrees in writing to the same restrictions, conditions and requirements (45 CFR 164.502(e)(1)(ii) and 164.308(b)(2)). The list of subcontractors is in this portal."),
  section("Access to PHI", "Where PHI is in a designated record set, Northwind Cloud makes it available to the customer within ten days of a request, so that the customer can meet 45 CFR 164.524. A request that reaches Northwind Cloud directly is passed on within five days."),
  section("Amendment", "Northwind Cloud makes PHI in a designated record set available for amendment and includes the amendments that the customer directs, so that the customer can meet 45 CFR 164.526."),
  section("Accounting of disclosures", "Northwind Cloud records disclosures of PHI and makes the information available that the customer needs to give an accounting of them under 45 CFR 164.528, for six years after each disclosure."),
  section("Duties carried out for the customer", "Where Northwind Cloud carries out a duty of the customer under subpart E of 45 CFR part 164, it complies with the requirements that apply to the customer in doing so."),
  section("Books and records", "Northwind Cloud makes its internal practices, books and records about the use and disclosure of PHI available to the Secretary of Health and Human Services, so that the Secretary can determine whether the customer complies."),
  section("The customer's part", "The customer tells Northwind Cloud of limitations in its notice of privacy practices, of changes and revocations of permissions, and of restrictions that it has agreed to, as far as they touch what Northwind Cloud does. It does not ask for a use or disclosure that it could not lawfully make itself. It keeps PHI in the services that the service list names as eligible."),
  section("Breach of this agreement", "The customer may end this agreement when it finds that Northwind Cloud has broken a material term and has not cured the breach within thirty days of notice, or at once where a cure is not possible."),
  section("When it ends", "When this agreement ends, Northwind Cloud returns or destroys all PHI that it still has in any form and keeps no copies, where that is feasible. Where it is not, Northwind Cloud extends the protections of this agreement to that PHI and limits further uses and disclosures to those purposes that make the return or destruction infeasible. The same goes for subcontractors."),
  section("Reading this agreement", "Where a term can be read in more than one way, it is read so that both parties can comply with the HIPAA rules. The parties amend this agreement when those rules change. It comes before other terms between the parties where they differ about PHI."),
];

const baaNewer = baaSections.map((one) =>
  one.heading === "Reporting" ? section(one.heading, one.text.replace("no later than ten calendar days", "no later than five calendar days")) : one,
);

const ndaSections: readonly Section[] = [
  section("Parties", "This agreement is between Northwind Cloud and the customer that accepts it. Each may give the other confidential information; whoever gives is the discloser, whoever receives the recipient."),
  section("What is confidential", "Everything that the discloser marks as confidential or that a reasonable person would take to be so: audit reports, penetration test summaries, designs, plans, prices and security measures among it. Not confidential is what is or becomes public without a breach, what the recipient knew or found on its own, and what it lawfully has from somebody else."),
  section("What the recipient does", "The recipient uses confidential information only to assess and to use the services, protects it as carefully as its own, with no less than reasonable care, and gives it only to people and advisers who need it and are bound to secrecy."),
  section("What the law requires", "Where a law, a court or a regulator requires disclosure, the recipient tells the discloser first where it may, and discloses no more than is required."),
  section("How long", "The duties hold for five years after each disclosure, and for trade secrets as long as they are such. They outlive the end of this agreement."),
];

const dpaSections: readonly Section[] = [
  section("Subject", "Northwind Cloud processes personal data for the customer, as its processor or sub-processor, for as long as the customer uses the services. Nature, purpose, kinds of data and persons concerned are in the service description."),
  section("Instructions", "Northwind Cloud processes personal data only on documented instructions from the customer, of which this agreement is one, also for transfers to third countries, unless the law of the Union or of a member state requires otherwise; then it says so first where it may. It tells the customer when it thinks that an instruction breaks data protection law."),
  section("People", "Those who process personal data are bound to confidentiality."),
  section("Security", "Northwind Cloud takes the measures that Article 32 of the GDPR asks for: encryption, resilience, restoration, and regular testing. They are described in the reports that this portal holds."),
  section("Sub-processors", "The customer authorises sub-processors in general. The list is in this portal; changes are announced thirty days ahead, and the customer may object. Sub-processors have the same duties, and Northwind Cloud answers for them."),
  section("Help", "Northwind Cloud helps the customer to answer requests of persons concerned, and with Articles 32 to 36: security, notices of breaches, impact assessments and consultation. It notifies the customer of a personal data breach without undue delay and within 48 hours of becoming aware of it."),
  section("End", "When the services end, Northwind Cloud deletes or returns all personal data at the customer's choice, and deletes copies that the law does not require it to keep."),
  section("Proof", "Northwind Cloud makes available what is needed to show that it meets Article 28, and allows for audits by the customer or an auditor whom the customer names."),
];

const dpaNewer = [...dpaSections, section("International transfers", "Where personal data leave the European Economic Area for a country without an adequacy decision, the standard contractual clauses of the Commission (Decision 2021/914), module two or three, are part of this agreement.")];

/** What the demo's operator offers. Days count back from the day on which the demo is loaded. */
export const demoAgreements: readonly DemoAgreement[] = [
  {
    slug: "nda",
    name: "Non-disclosure agreement",
    summary: "Both sides keep what they learn of each other to themselves. It comes before everything that describes how the services are protected.",
    kind: "NDA",
    scope: "BOTH",
    terminateTerms: "Duties about what was disclosed before the end go on as section \u201cHow long\u201d has them. Ending this agreement also closes the agreements for which it is a condition of reading.",
    noticeDays: 0,
    boxes: ["I have read this agreement in full.", "I understand that its duties outlive its end."],
    revisions: [{ title: "Mutual non-disclosure agreement", daysAgo: 700, sections: ndaSections }],
  },
  {
    slug: "baa",
    name: "Business associate agreement",
    summary: "Needed before protected health information is put into the services (HIPAA).",
    kind: "BAA",
    scope: "BOTH",
    prerequisite: "nda",
    terminateTerms: "Before you end this agreement, remove all protected health information from the accounts that it covers. From its end on, no PHI may be put into them. What section \u201cWhen it ends\u201d says about remaining PHI goes on.",
    noticeDays: 0,
    boxes: [
      "I have read this agreement in full and have been able to store and print it.",
      "The bound party is a covered entity or a business associate under HIPAA.",
      "We put protected health information only into accounts that an agreement covers.",
    ],
    revisions: [
      { title: "Business associate agreement", daysAgo: 690, sections: baaSections },
      { title: "Business associate agreement", daysAgo: 120, graceDays: 180, sections: baaNewer },
    ],
  },
  {
    slug: "dpa",
    name: "Data processing agreement",
    summary: "Needed where the services process personal data for you (GDPR, Article 28).",
    kind: "DPA",
    scope: "ORGANIZATION",
    terminateTerms: "Ends with the processing. Personal data are returned or deleted as section \u201cEnd\u201d has it before the agreement ends.",
    noticeDays: 30,
    boxes: ["I have read this agreement in full.", "The bound party is the controller, or a processor for one."],
    revisions: [
      { title: "Data processing agreement", daysAgo: 680, sections: dpaSections },
      { title: "Data processing agreement with standard contractual clauses", daysAgo: 300, graceDays: 90, sections: dpaNewer },
    ],
  },
  {
    slug: "incident-notice",
    name: "Incident notice addendum",
    summary: "Who is told of a security incident, how fast, and through which channel, beyond what the law requires.",
    kind: "OTHER",
    scope: "ORGANIZATION",
    terminateTerms: "Either party may end this addendum. The duties that the law gives go on without it.",
    noticeDays: 30,
    boxes: ["I have read this addendum.", "The contacts that we give are reached at any hour."],
    revisions: [
      {
        title: "Addendum on notice of incidents",
        daysAgo: 500,
        sections: [
          section("Notice", "Northwind Cloud tells the customer's contacts of a confirmed incident that touches the customer's data within 24 hours, and then every day until it is closed."),
          section("Contacts", "The customer names at least two contacts and keeps them current."),
          section("Report", "Within thirty days of closing an incident Northwind Cloud gives a report of its cause and of what was changed."),
        ],
      },
    ],
  },
  {
    slug: "test-data",
    name: "Test environment terms",
    summary: "For an account that is used for tests against the services: what may be tested, and with which data.",
    kind: "OTHER",
    scope: "ACCOUNT",
    terminateTerms: "Running tests are stopped first. Findings already reported stay confidential under the non-disclosure agreement.",
    noticeDays: 0,
    boxes: ["I have read these terms.", "No live personal data are used in tests."],
    revisions: [
      {
        title: "Terms for test environments",
        daysAgo: 420,
        sections: [
          section("Scope", "The customer may test the parts of the services that run in the account, at the rates that the service limits allow."),
          section("Data", "Tests use made-up data. Live personal data and health information are kept out."),
          section("Findings", "Weaknesses in the services are reported to Northwind Cloud first and published together or after ninety days."),
        ],
      },
    ],
  },
];

export type DemoAgreementAct = { daysAgo: number; person: string; account: string; slug: string } & (
  | { kind: "accept"; for: "ACCOUNT" | "ORGANIZATION"; title: string; legalEntity: string }
  | { kind: "end"; for: "ACCOUNT" | "ORGANIZATION"; reason: string }
);

const meridian = { person: "eleni-papadopoulou", account: "meridian-group", title: "Head of Third-Party Risk", legalEntity: "Meridian Bank S.A." } as const;
const helios = { person: "layla-alhusseini", account: "helios-group", title: "Chief Privacy Officer", legalEntity: "Helios Health Holding" } as const;
const hospitals = { person: "sofia-marchetti", account: "helios-hospitals", title: "Head of Hospital Platforms", legalEntity: "Helios Hospitals Limited" } as const;
const cards = { person: "thomas-brandt", account: "meridian-cards", title: "Cloud Platform Owner", legalEntity: "Meridian Cards plc" } as const;

/** What the demo's customers accepted and ended, each revision as it stood then. */
export const demoAgreementActs: readonly DemoAgreementAct[] = [
  { kind: "accept", daysAgo: 660, slug: "nda", for: "ORGANIZATION", ...meridian },
  { kind: "accept", daysAgo: 640, slug: "nda", for: "ORGANIZATION", ...helios },
  { kind: "accept", daysAgo: 620, slug: "baa", for: "ACCOUNT", ...hospitals },
  { kind: "accept", daysAgo: 560, slug: "dpa", for: "ORGANIZATION", ...helios },
  { kind: "accept", daysAgo: 540, slug: "dpa", for: "ORGANIZATION", ...meridian },
  { kind: "accept", daysAgo: 400, slug: "test-data", for: "ACCOUNT", ...cards },
  { kind: "accept", daysAgo: 360, slug: "baa", for: "ORGANIZATION", ...helios },
  { kind: "accept", daysAgo: 280, slug: "dpa", for: "ORGANIZATION", ...meridian },
  { kind: "end", daysAgo: 150, slug: "test-data", for: "ACCOUNT", person: cards.person, account: cards.account, reason: "The tests are finished." },
  { kind: "accept", daysAgo: 100, slug: "baa", for: "ACCOUNT", ...hospitals },
];

/** An agreement that was signed on paper. */
export const demoPaper = { daysAgo: 450, slug: "incident-notice", organizationSlug: "helios", note: "Signed on paper by Helios Health Holding and Northwind Cloud; scan from the contract archive." } as const;
