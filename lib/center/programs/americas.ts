import { textsOf } from "./program-text";

const us = {
  il: "Department of Defense mission owners and their contractors",
  dod: "A provisional authorization holds for the time that its letter states, with continuous monitoring and an assessment every year.",
  mapping: "A mapping without a period; it is renewed when the rules or the services change.",
} as const;

/** Texts of the programs of the United States, Canada and Latin America. */
export const americasTexts = textsOf({
  fedramp: [
    "The Federal Risk and Authorization Management Program gives federal agencies one way to assess and authorize cloud services, run from the General Services Administration. The controls come from NIST SP 800-53, in baselines by impact: Low, Moderate, High. A package holds the security plan, the independent assessment report and the plan of action; agencies read it and give their own authorization.",
    "United States federal agencies and their contractors",
    "Assessed every year, with monthly monitoring in between; the package is kept up to date all the time.",
  ],
  "dod-il2": [
    "Impact Level 2 of the Department of Defense Cloud Computing Security Requirements Guide is for information that may be public, or is not critical to a mission. The Defense Information Systems Agency grants it as a provisional authorization; a FedRAMP Moderate authorization is accepted for it. Mission owners still authorize their own use.",
    us.il,
    us.dod,
  ],
  "dod-il4": [
    "Impact Level 4 is for controlled unclassified information and other mission data that must not be public. To the FedRAMP controls the guide of the Department of Defense adds more, for example on location in the United States, on personnel and on the connection to the department's network. The Defense Information Systems Agency grants it as a provisional authorization.",
    us.il,
    us.dod,
  ],
  "dod-il5": [
    "Impact Level 5 is for controlled unclassified information that needs more protection, and for unclassified national security systems. It demands separation from other tenants, physically or by strong logical means, and restricts who may operate the service. The Defense Information Systems Agency grants it as a provisional authorization.",
    us.il,
    us.dod,
  ],
  "dod-il6": [
    "Impact Level 6 is for information classified up to Secret. Services run apart from all others, are connected to the department's classified network, and are operated by cleared personnel. Evidence is shared only through channels of the government.",
    us.il,
    us.dod,
  ],
  cnssi1253: [
    "Instruction 1253 of the Committee on National Security Systems says how such systems are categorized by confidentiality, integrity and availability, and which controls of NIST SP 800-53 follow from it. Overlays add controls for special cases, for example privacy or classified information. A provider maps its controls to the baseline in question.",
    "owners of national security systems",
    us.mapping,
  ],
  cmmc: [
    "The Cybersecurity Maturity Model Certification shows that a defense contractor protects federal contract information and controlled unclassified information. Level 1 is a self-assessment, level 2 rests on NIST SP 800-171 and is assessed by the contractor or by an accredited organization, level 3 by the government. A cloud that holds such data needs FedRAMP Moderate or its equivalent; the certificate remains the contractor's.",
    "contracting officers and prime contractors of the Department of Defense",
    "Level 1 is assessed every year, levels 2 and 3 every three years with an affirmation every year.",
  ],
  dfars: [
    "Clause 252.204-7012 of the defense acquisition regulations obliges contractors to protect covered defense information after NIST SP 800-171 and to report cyber incidents within 72 hours. Cloud providers that hold it must meet a baseline equivalent to FedRAMP Moderate and support reporting and forensics. A provider states how it supports paragraphs (c) to (g).",
    "defense contractors and subcontractors",
    us.mapping,
  ],
  "nist-171": [
    "Special Publication 800-171 lists the requirements for protecting controlled unclassified information in systems that are not federal. It is derived from NIST SP 800-53; a revision 3 exists, while contracts may still name revision 2. A provider shows which requirements the customer inherits and which remain.",
    "contractors, universities and laboratories that work with federal information",
    us.mapping,
  ],
  "nist-53": [
    "Special Publication 800-53 is the catalogue of security and privacy controls of the National Institute of Standards and Technology, now in revision 5. Federal systems choose a baseline from it and tailor that. FedRAMP, CNSSI 1253 and many other programs rest on it, so a mapping to it answers several at once.",
    "owners of federal systems and everybody who models controls on them",
    us.mapping,
  ],
  "nist-csf": [
    "The Cybersecurity Framework describes outcomes, not controls, under six functions: govern, identify, protect, detect, respond, recover. Version 2.0 of 2024 is for organizations of every kind. An organization writes a profile of where it stands and where it wants to be; a provider's mapping helps to fill it in.",
    "risk teams in all industries, above all in critical infrastructure",
    us.mapping,
  ],
  fips140: [
    "The standards FIPS 140-2 and 140-3 set requirements for modules that encrypt. Accredited laboratories test them, and a program of NIST and the Canadian Centre for Cyber Security validates and lists them. New validations are made against 140-3; those against 140-2 were set to move to the historical list in September 2026. Check certificate number, module version and mode of operation.",
    "federal agencies of the United States and Canada, and those who supply them",
    "A validation is listed for five years; another version of the module needs another one.",
  ],
  cjis: [
    "The CJIS Security Policy of the FBI protects criminal justice information from its source to its destruction. There is no central certificate: each state's systems agency audits, and the provider's personnel with access are screened and sign the Security Addendum. A provider shows its agreements by state and how it meets the policy areas.",
    "police, prosecutors, courts and their suppliers in the United States",
    "A contract with each state or agency; the FBI and the states audit about every three years.",
  ],
  irs1075: [
    "Publication 1075 of the Internal Revenue Service tells agencies how to protect federal tax information that they receive. In a cloud it asks for notice to the IRS, encryption, data within the United States and contract terms from its Exhibit 7. The agency answers to the Office of Safeguards; the provider supports with its documents.",
    "federal, state and local agencies that receive tax information",
    "A contract; the IRS reviews agencies about every three years, and they report every year.",
  ],
  itar: [
    "The International Traffic in Arms Regulations control the export of defense articles and technical data. Letting a foreign person reach technical data can be an export, wherever the server stands. There is no certificate: a provider states where data is kept, who can reach it, and how encryption that the customer controls helps.",
    "defense manufacturers and their suppliers",
    us.mapping,
  ],
  ear: [
    "The Export Administration Regulations of the Bureau of Industry and Security control goods, software and technology of civil and military use. Data that is encrypted end to end under certain conditions does not count as exported. There is no certificate: a provider explains location, access and encryption so that the exporter can decide.",
    "exporters of technology and their compliance counsel",
    us.mapping,
  ],
  ferpa: [
    "The Family Educational Rights and Privacy Act protects the education records of students at schools and universities that receive federal funds. A provider can act as a school official under the control of the institution if the contract says so. There is no certificate: the institution needs terms on use, disclosure and deletion.",
    "schools, universities and providers of learning software",
    us.mapping,
  ],
  s508: [
    "Section 508 of the Rehabilitation Act obliges federal agencies to buy and use accessible technology. The standards of the Access Board refer to WCAG 2.0 at level AA. A provider hands over an accessibility conformance report for each product, made from the VPAT.",
    "federal agencies, and states with like rules",
    "A report is about one product version; it is renewed with major releases.",
  ],
  hipaa: [
    "The Health Insurance Portability and Accountability Act protects health information that can be tied to a person; HITECH extended its duties to business associates. No authority certifies it. A customer who stores such information with a provider needs a business associate agreement and uses only the services that it covers.",
    "hospitals, health plans, clearinghouses and their business associates",
    "A contract that holds with the service; risk analyses are repeated regularly.",
  ],
  hitrust: [
    "The HITRUST CSF brings requirements from HIPAA, NIST, ISO, PCI and others into one framework that can be certified. An external assessor tests, and HITRUST checks the result and issues it. There are three kinds with growing depth: e1, i1 and r2. Customers can inherit controls from the provider in their own assessment.",
    "American health payers and providers, of their suppliers",
    "e1 and i1 certifications hold for one year, r2 for two with an interim assessment.",
  ],
  "mars-e": [
    "The Minimum Acceptable Risk Standards for Exchanges of the Centers for Medicare & Medicaid Services govern systems of health insurance marketplaces. They are a selection from NIST SP 800-53 with privacy added. CMS has published a successor, ARC-AMPE; check which of the two an exchange works with.",
    "states that run a health insurance exchange, and their contractors",
    us.mapping,
  ],
  gxp: [
    "GxP stands for the good practice rules of laboratories, clinics and manufacturing in life sciences; 21 CFR Part 11 sets when electronic records and signatures are trustworthy. A provider cannot be compliant in place of the customer, who validates each system for its use. The provider shows quality management, change control and qualified infrastructure.",
    "quality units of pharmaceutical, biotechnology and medical device companies",
    us.mapping,
  ],
  sox: [
    "The Sarbanes-Oxley Act makes the management of listed companies assess internal control over financial reporting, and the auditor of larger ones attest to it. Where a service runs part of that control, companies rely on its SOC 1 Type II report. The complementary user entity controls in that report are then part of their own control.",
    "listed companies in the United States and their auditors",
    "As SOC 1: the period should reach close to the customer's fiscal year end, with a bridge letter for the rest.",
  ],
  glba: [
    "The Gramm-Leach-Bliley Act obliges financial institutions to protect customers' information. The Safeguards Rule of the Federal Trade Commission, and like guidelines of banking agencies, ask for a written program, encryption, testing and oversight of service providers. A provider maps its controls to the rule.",
    "banks, lenders, brokers, and universities that administer federal student aid",
    us.mapping,
  ],
  ffiec: [
    "The Federal Financial Institutions Examination Council publishes the handbooks by which federal examiners look at information technology in banks and credit unions, outsourcing and cloud among it. They are guidance for examiners, not a standard for certificates. A provider maps its controls to the handbooks.",
    "banks and credit unions in the United States",
    us.mapping,
  ],
  nycrr500: [
    "Part 500 of the rules of New York's Department of Financial Services obliges licensed firms to run a cybersecurity program, with multi-factor authentication, encryption, testing and a policy for third parties. Amendments of 2023 took effect in steps up to November 2025. Firms report incidents within 72 hours and certify compliance every April.",
    "banks, insurers and other firms licensed in New York",
    us.mapping,
  ],
  finra4511: [
    "Rule 4511 of the Financial Industry Regulatory Authority obliges member firms to make and keep books and records in a form that meets SEC Rule 17a-4; where no other period is set, for six years. Using a cloud does not move the duty. A provider explains how its storage keeps records from being changed and produces them.",
    "broker-dealers in the United States",
    us.mapping,
  ],
  sec17a4: [
    "Rule 17a-4 of the Securities and Exchange Commission says how long broker-dealers keep records and how electronic ones are preserved: in a form that cannot be rewritten, or, since 2022, with a full audit trail from which originals can be recreated. Consultants assess storage services against it. Check which retention mode the assessment is about: only that one counts.",
    "broker-dealers and security-based swap dealers",
    "An assessment of a service as it was on a day; it is repeated when the service changes.",
  ],
  regsci: [
    "Regulation Systems Compliance and Integrity obliges exchanges, clearing agencies and certain trading systems to keep their technology capable, available and secure, to test it and to report events. They answer also for systems that others run for them. A provider supports with evidence on capacity, change, continuity and incidents.",
    "exchanges, clearing agencies and large alternative trading systems",
    "The customer's own review is due every year; a mapping itself has no period.",
  ],
  cftc131: [
    "Regulation 1.31 of the Commodity Futures Trading Commission says how regulatory records of futures and swaps are kept, for how long and how they are produced. Since 2017 it is neutral about technology: records must be authentic, reliable and accessible. A provider explains how its storage serves that.",
    "futures commission merchants, swap dealers and other registrants",
    us.mapping,
  ],
  nerc: [
    "The Critical Infrastructure Protection standards of the North American Electric Reliability Corporation bind owners and operators of the bulk electric system. They are about people, perimeters, changes, recovery and the protection of system information. A utility that stores such information in a cloud must show who can reach it; most control systems are still kept on site.",
    "utilities and grid operators in the United States and Canada",
    us.mapping,
  ],
  ccpa: [
    "The California Consumer Privacy Act, extended by the California Privacy Rights Act, gives consumers rights over their personal information and puts duties on businesses above certain sizes. A supplier counts as a service provider only under a contract that limits what it may do with the data. That contract is the evidence.",
    "businesses with consumers in California",
    "A contract that holds with the service.",
  ],
  "ca-pbmm": [
    "The Canadian Centre for Cyber Security assesses cloud services for federal departments against a profile for Protected B information with medium integrity and availability, called CCCS Medium today. The controls are close to FedRAMP Moderate, with Canadian additions. Departments read the assessment and authorize their own use.",
    "Canadian federal departments and their suppliers",
    "An assessment of services in scope, kept up as services are added and monitored.",
  ],
  pipeda: [
    "The Personal Information Protection and Electronic Documents Act governs how private organizations in Canada handle personal information; some provinces have like laws. An organization stays accountable for what it hands to a provider and must ensure comparable protection by contract. There is no certificate.",
    "companies that handle personal information in Canada",
    us.mapping,
  ],
  osfi: [
    "The Office of the Superintendent of Financial Institutions states in guidelines what banks and insurers must do: B-10 on third-party risk, B-13 on technology and cyber risk, E-21 on resilience. They ask for due diligence, rights of audit, exit plans and notice of incidents. A provider maps contract and controls to them.",
    "federally regulated financial institutions in Canada",
    us.mapping,
  ],
  "ar-pdpa": [
    "Argentina's Law 25.326 protects personal data and registers databases; the Agencia de Acceso a la Información Pública oversees it. Data may leave for a country without adequate protection under contract clauses that the agency has approved. A controller needs such terms from its provider.",
    "companies and public bodies in Argentina",
    "A contract that holds with the service.",
  ],
  lgpd: [
    "The Lei Geral de Proteção de Dados, law 13.709 of 2018, governs personal data in Brazil and resembles the GDPR. The Autoridade Nacional de Proteção de Dados oversees it and has published standard clauses for transfers abroad. A controller needs terms that bind the operator, as the law calls the processor.",
    "controllers with data of people in Brazil",
    "A contract that holds with the service.",
  ],
});
