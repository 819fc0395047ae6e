/** The short codes under which a domain appears in each family of programs. */
export type Family = "soc" | "c5" | "nist" | "iso" | "pci" | "own";

/** One control: what it is about, what it says, what an auditor looks at, and what is sampled. */
export type Control = { topic: string; statement: string; evidence: string; population: string };

export type Domain = { title: string; aim: string; codes: Readonly<Record<Family, string>>; controls: readonly Control[] };

const control = (topic: string, statement: string, evidence: string, population: string): Control => ({ topic, statement, evidence, population });

const domain = (title: string, codes: [string, string, string, string, string, string], aim: string, controls: Control[]): Domain => {
  const [soc, c5, nist, iso, pci, own] = codes;
  return { title, aim, codes: { soc, c5, nist, iso, pci, own }, controls };
};

/** The controls of the fictitious operator, by domain. */
export const domains: readonly Domain[] = [
  domain("Governance", ["CC1", "OIS", "PM", "A.5", "12", "GOV"], "Responsibility for security is assigned, resourced and overseen.", [
    control("Security oversight", "A committee of the board reviews the state of security each quarter and follows up on its decisions.",
      "minutes and action logs", "committee meetings"),
    control("Policies", "Security policies are owned by a named officer, reviewed each year and published to all staff.",
      "policy records with owner and review date", "policies"),
    control("Roles and duties", "Duties that conflict are held by different people, and exceptions are approved in writing.",
      "role descriptions and the conflict matrix", "roles"),
    control("Code of conduct", "Everyone confirms the code of conduct when joining and once a year afterwards.",
      "signed confirmations", "members of staff"),
  ]),
  domain("People", ["CC1", "HR", "PS", "A.6", "12", "PER"], "People are suitable for their duties and know them.", [
    control("Screening", "Candidates for positions with access to customer data are screened before their first day, as local law allows.",
      "screening records", "new members of staff"),
    control("Training", "Staff complete security training within thirty days of joining and every twelve months.",
      "training records", "members of staff"),
    control("Leaving", "When a person leaves, access is withdrawn on the last day and equipment is returned within five days.",
      "leaver tickets and directory records", "leavers"),
    control("Secrecy", "Contracts with staff and contractors bind them to secrecy beyond the end of their work.",
      "signed contracts", "contracts"),
  ]),
  domain("Communication", ["CC2", "SP", "PL", "A.5", "12", "COM"], "Those inside and outside know what they need to know.", [
    control("System description", "The description of each service, its limits and the duties of customers are published and kept current.",
      "published descriptions and their change history", "services"),
    control("Notices to customers", "Changes that may affect customers' security are announced before they take effect.",
      "notices and their times of sending", "notable changes"),
    control("Reporting concerns", "Staff and outsiders can report a concern through a channel that does not reveal them.",
      "the channel and the handling of received reports", "received reports"),
  ]),
  domain("Risk management", ["CC3", "OIS", "RA", "A.5", "12", "RSK"], "Risks are found, judged and treated in time.", [
    control("Risk assessment", "Risks to the services are assessed at least yearly and whenever a service changes in substance.",
      "the risk register and the assessment records", "risk assessments"),
    control("Risk treatment", "Each risk above the accepted level has an owner, a plan and a date, which are followed monthly.",
      "treatment plans", "open risks"),
    control("Fraud and misuse", "The assessment considers fraud, misuse by insiders and attacks through suppliers.",
      "scenario worksheets", "scenarios"),
    control("Threat intelligence", "Information about threats is collected, judged and passed to those who can act on it.",
      "intelligence bulletins and follow-up tickets", "bulletins"),
  ]),
  domain("Monitoring of controls", ["CC4", "COM", "CA", "A.5", "11", "MON"], "Weaknesses of controls are noticed and corrected.", [
    control("Internal audit", "Internal audit examines the control framework along a plan that covers every domain in three years.",
      "the audit plan and reports", "internal audits"),
    control("Penetration tests", "Independent testers examine exposed services twice a year; serious findings are closed within thirty days.",
      "test reports and closing evidence", "findings"),
    control("Continuous checks", "Settings of production systems are compared with the baseline every day and deviations raise a ticket.",
      "baseline reports and tickets", "deviations"),
    control("Follow-up", "Findings from all sources are kept in one register until their closure has been checked by a second person.",
      "the register of findings", "closed findings"),
  ]),
  domain("Identity and access", ["CC6", "IDM", "AC", "A.8", "8", "IAM"], "Only people and systems that need access have it, and only as long as they need it.", [
    control("Granting access", "Access to production is requested with a reason and approved by the owner of the system before it is given.",
      "access requests and approvals", "access grants"),
    control("Strong authentication", "Administrative access requires a hardware-bound second factor.",
      "authentication settings and sign-in records", "administrators"),
    control("Review of access", "Owners review access rights every quarter, and rights that are not confirmed are withdrawn within five days.",
      "review records", "quarterly reviews"),
    control("Privileged sessions", "Privileged sessions are time-limited, tied to a ticket and recorded.",
      "session records with their tickets", "privileged sessions"),
    control("Service credentials", "Credentials of services are issued by the secrets service and replaced automatically.",
      "the issue and replacement log", "service credentials"),
  ]),
  domain("Physical security", ["CC6", "PS", "PE", "A.7", "9", "PHY"], "Sites and equipment are protected from entry, damage and loss.", [
    control("Site entry", "Entry to data centres needs a personal badge and a biometric check, for an approved purpose and time.",
      "entry logs and approvals", "visits"),
    control("Surveillance", "Entrances and halls are watched by cameras whose recordings are kept for ninety days.",
      "camera positions and recordings", "sites"),
    control("Environment", "Temperature, humidity, smoke and water are monitored, and alarms reach staff around the clock.",
      "alarm tests and maintenance records", "alarm tests"),
    control("Disposal of media", "Storage media are wiped and destroyed on site, with a record per serial number.",
      "destruction records", "destroyed media"),
  ]),
  domain("Network security", ["CC6", "COS", "SC", "A.8", "1", "NET"], "Networks admit only the traffic that is wanted.", [
    control("Boundary protection", "Traffic at the boundary and between zones is denied unless a reviewed rule allows it.",
      "rule sets and their approvals", "rule changes"),
    control("Segmentation", "Customers' virtual networks are isolated from each other and from the management plane.",
      "isolation tests", "isolation tests"),
    control("Denial of service", "Attacks on availability are detected and filtered at the edge, and the defence is exercised twice a year.",
      "exercise records", "exercises"),
  ]),
  domain("Cryptography", ["CC6", "CRY", "SC", "A.8", "4", "CRY"], "Data is unreadable to those who should not read it.", [
    control("Encryption in transit", "Connections across networks that we do not control use current protocols with forward secrecy.",
      "endpoint scans", "endpoints"),
    control("Encryption at rest", "Customer data is encrypted at rest with keys that the key service holds apart from the data.",
      "storage settings", "storage services"),
    control("Key management", "Keys are generated in validated modules, rotated on schedule and destroyed in the presence of two people.",
      "key ceremonies and rotation logs", "key events"),
  ]),
  domain("Operations and logging", ["CC7", "OPS", "AU", "A.8", "10", "OPS"], "Systems run as intended, and their records show it.", [
    control("Logging", "Security-relevant events are collected centrally within minutes and cannot be changed by the systems that sent them.",
      "log settings and write protection", "systems"),
    control("Detection", "Detection rules are tested before use, and alarms are worked on around the clock.",
      "alarm tickets with times", "alarms"),
    control("Vulnerabilities", "Systems are scanned weekly; critical weaknesses are mended within seven days.",
      "scan results and patch records", "critical weaknesses"),
    control("Malware protection", "Endpoints and build systems run protection that updates itself and reports to one console.",
      "console reports", "endpoints"),
    control("Capacity", "Use of capacity is forecast every month, and thresholds lead to expansion before customers notice.",
      "forecasts and orders", "monthly forecasts"),
  ]),
  domain("Incident response", ["CC7", "SIM", "IR", "A.5", "12", "INC"], "Incidents are contained, explained and learned from.", [
    control("Handling of incidents", "Incidents are classified, led by a trained person and documented from the first report to closure.",
      "incident records", "incidents"),
    control("Notice of incidents", "Customers whose data is affected are told without undue delay and within the agreed time.",
      "incident records and notices", "incidents with notice"),
    control("Lessons", "Each severe incident ends with a review without blame, whose measures are tracked to completion.",
      "review records", "severe incidents"),
    control("Exercises", "The response is exercised twice a year, once together with the executives.",
      "exercise reports", "exercises"),
  ]),
  domain("Change and development", ["CC8", "DEV", "CM", "A.8", "6", "CHG"], "Changes are wanted, tested and traceable.", [
    control("Approval of changes", "A change reaches production only after review by a second engineer and successful automatic tests.",
      "pull requests, test runs and release records", "changes"),
    control("Emergency changes", "Emergency changes are recorded and reviewed on the next working day.",
      "emergency records", "emergency changes"),
    control("Secure development", "Designs of new features are examined for threats, and code is scanned for weaknesses and secrets.",
      "design reviews and scan results", "features"),
    control("Separate environments", "Development, test and production are separate, and customer data is not used in tests.",
      "environment settings", "environments"),
    control("Origin of software", "Artefacts are built from reviewed sources on protected systems and signed before they are deployed.",
      "signatures and build records", "deployments"),
  ]),
  domain("Suppliers", ["CC9", "SSO", "SR", "A.5", "12", "SUP"], "Suppliers do not weaken what we promise.", [
    control("Choice of suppliers", "Suppliers with access to data or influence on availability are assessed before the contract is signed.",
      "supplier assessments", "new suppliers"),
    control("Supplier contracts", "Contracts oblige suppliers to protect data, report incidents and admit audits.",
      "contracts", "supplier contracts"),
    control("Supplier monitoring", "Assurance reports of important suppliers are reviewed yearly, with attention to exceptions.",
      "review notes", "important suppliers"),
  ]),
  domain("Continuity", ["A1", "BCM", "CP", "A.5", "12", "BCP"], "Services survive disruptions within the promised times.", [
    control("Continuity plans", "Each service has a plan with recovery objectives, which is renewed yearly.",
      "continuity plans", "services"),
    control("Recovery tests", "Recovery from the loss of a zone is tested twice a year and the measured times are compared with the objectives.",
      "test reports", "recovery tests"),
    control("Backups", "Backups are taken as each service promises, encrypted, and restored as a test every month.",
      "backup logs and restore tests", "monthly restore tests"),
  ]),
  domain("Data protection", ["C1", "AM", "MP", "A.8", "3", "DAT"], "Customer data is used for the customer's purposes and deleted when it should be.", [
    control("Classification", "Information is classified in four levels, and handling rules follow from the level.",
      "classification records", "information assets"),
    control("Use of customer data", "Staff reach customer content only on the customer's request or where the law compels, and each access is recorded.",
      "access records and requests", "content accesses"),
    control("Deletion", "Customer content is deleted within ninety days after the end of the contract, and the deletion is confirmed.",
      "deletion records", "ended contracts"),
    control("Place of processing", "Content stays in the region that the customer chose, unless the customer moves it.",
      "placement settings and transfer logs", "regions"),
  ]),
];
