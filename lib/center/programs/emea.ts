import { textsOf } from "./program-text";

/** Texts of the programs of Europe, the Middle East and Africa. */
export const emeaTexts = textsOf({
  gdpr: [
    "The General Data Protection Regulation governs the processing of personal data in the European Union, and outside where it offers goods to people there or observes them. There is no general certificate for it. Article 28 obliges a controller to bind its processor by contract; that data processing agreement, the list of subprocessors and the description of measures are the evidence.",
    "every controller whose personal data is processed by a supplier",
    "A contract: it holds as long as the service does. The measures should be described anew at least every year.",
  ],
  scc: [
    "Contract clauses adopted by the European Commission that allow personal data to leave the European Economic Area for a country without adequate protection. Those in force date from June 2021 and have four modules, by the roles of exporter and importer. The clauses may not be changed; the annexes must be filled in, and the transfer must be assessed.",
    "exporters of personal data and their counsel",
    "A contract: it holds as long as the transfer does.",
  ],
  en301549: [
    "The European standard for the accessibility of information and communication technology, written by CEN, CENELEC and ETSI. It takes up WCAG and adds requirements for documents, software, hardware and support. Public procurement and the law of the European Union refer to it; a conformance report answers it clause by clause.",
    "public buyers in Europe, and companies under the European Accessibility Act",
    "A report is about one product version; it is renewed with major releases.",
  ],
  eba: [
    "The guidelines of the European Banking Authority say how banks and payment institutions govern outsourcing: a register, risk assessment, rights of access and audit, exit plans, and stricter rules for critical functions. For ICT services DORA has taken their place in large part since January 2025. A provider maps contract and controls to them.",
    "banks, payment and e-money institutions in the European Union",
    "A mapping without a period; it is renewed with the guidelines.",
  ],
  dora: [
    "The Digital Operational Resilience Act has applied to financial entities in the European Union since 17 January 2025. Article 30 names the terms that a contract with an ICT provider must have, and more of them for critical or important functions. Entities also keep a register of their providers, report major incidents and test their resilience.",
    "banks, insurers, investment firms and other financial entities in the European Union",
    "A contract that holds with the service; registers are reported every year.",
  ],
  enisa: [
    "The Information Assurance Framework of the European Union's cybersecurity agency is a set of questions by which a customer compares cloud providers: personnel, supply chain, operations, identity, continuity, legal matters. The answers are the provider's own. It is older than most of the catalogues in use today, and short enough for a small organization.",
    "small companies and public bodies that begin with the cloud",
    "Answers are about the day they were given; they should be renewed every year or two.",
  ],
  c5: [
    "The Cloud Computing Compliance Criteria Catalogue of Germany's Federal Office for Information Security. Auditors report on it after ISAE 3000: Type 1 about the design of controls on one day, Type 2 about their operation over a period. The report also tells about jurisdiction, location of data and requests by authorities. Check the corresponding criteria for customers.",
    "German federal authorities, and processors of health and social data, for whom the law requires it",
    "Type 2 usually covers twelve months, every year.",
  ],
  tisax: [
    "The Trusted Information Security Assessment Exchange of the car industry, governed by the ENX Association, rests on the catalogue of the German association VDA. Sites are assessed at level 1 to 3 and get labels, for example for confidential information or prototypes. Results are shared through the ENX portal with those whom the supplier chooses.",
    "car makers and their suppliers",
    "Labels hold for three years.",
  ],
  ens: [
    "Spain's national security framework, today Royal Decree 311/2022, obliges public bodies and those who serve them to protect systems by category: basic, medium or high. Accredited bodies certify medium and high categories, under the supervision of the Centro Criptológico Nacional. High is for systems whose failure would do very serious damage.",
    "Spanish public bodies and their suppliers",
    "A certificate holds for two years.",
  ],
  hds: [
    "France requires that health data gathered in care is hosted by a certified host, an hébergeur de données de santé. The certification rests on ISO/IEC 27001 with requirements of its own and distinguishes activities, from the physical site to managed operation and backup. Check which activities the certificate names; a newer version of the requirements also demands transparency about access from outside the European Economic Area.",
    "hospitals, laboratories, insurers and makers of health applications in France",
    "A certificate holds for three years, with yearly surveillance audits.",
  ],
  acpr: [
    "The Autorité de contrôle prudentiel et de résolution and the Autorité des marchés financiers supervise banks, insurers and markets in France. Their rules ask for control over outsourced essential services: a contract with audit rights, continuity and an exit. For ICT services DORA applies besides. A provider maps its terms and controls to them.",
    "banks, insurers and investment firms in France",
    "A mapping without a period; it is renewed when the rules change.",
  ],
  secnumcloud: [
    "The qualification of cloud services by the French agency ANSSI, with technical requirements close to ISO/IEC 27001 and detailed rules on operation. Since version 3.2 it also demands that the provider is protected from laws of states outside the European Union. A qualification names the service and its type: infrastructure, platform or software.",
    "the French state and operators of vital importance, for sensitive data",
    "A qualification holds for three years, with surveillance audits.",
  ],
  bio: [
    "The Baseline Informatiebeveiliging Overheid is the common security baseline of Dutch central government, provinces, municipalities and water authorities. It builds on ISO/IEC 27002; a second edition takes up the version of 2022. There is no certificate: a provider shows how its controls meet the government's measures.",
    "Dutch public bodies and their suppliers",
    "A mapping without a period; it is renewed with the baseline.",
  ],
  nen7510: [
    "The Dutch standard for information security in health care takes up ISO/IEC 27001 and 27002 and adds measures for health data. Dutch law obliges care providers to follow it, and they pass it on to those who host their records. Certification is done by accredited bodies.",
    "hospitals, care institutions and insurers in the Netherlands",
    "A certificate holds for three years, with yearly surveillance audits.",
  ],
  dnb: [
    "De Nederlandsche Bank and the Autoriteit Financiële Markten supervise financial firms in the Netherlands. They expect a risk analysis before material outsourcing, notification, a right to examine, and control over the chain of providers. For ICT services DORA applies besides.",
    "banks, insurers, pension funds and investment firms in the Netherlands",
    "A mapping without a period; it is renewed when expectations change.",
  ],
  "ce-plus": [
    "Cyber Essentials is a British scheme of five technical controls: firewalls, secure configuration, updates, access control and protection from malware. For the Plus certificate an assessor tests them by hand. IASME runs the scheme for the National Cyber Security Centre. It protects from common attacks and says nothing about governance.",
    "British government buyers and companies in their supply chain",
    "Certified anew every twelve months.",
  ],
  gcloud: [
    "G-Cloud is the framework agreement by which British public bodies buy cloud hosting, software and support without a tender of their own. Suppliers describe each service and declare how it answers questions on security, data and support, along the Cloud Security Principles. The answers are the supplier's own.",
    "British central and local government, health service and other public bodies",
    "Declared anew for each iteration of the framework, which runs for a year or more.",
  ],
  pasf: [
    "British police inspect data centres and other sites that shall hold police data; those that pass are police-assured secure facilities. The inspection is about physical security, procedures and people at a site. It is one part of the risk assessment that each force makes.",
    "police forces and justice bodies in the United Kingdom",
    "About a site, repeated after some years or after changes to it.",
  ],
  fca: [
    "The Financial Conduct Authority and the Prudential Regulation Authority say what regulated firms must do when they outsource or rely on third parties: assess materiality, notify, keep rights of access and audit, test exits, and stay within impact tolerances. Important references are FG16/5 and SS2/21. A provider maps its controls and contract terms to them.",
    "banks, insurers and investment firms in the United Kingdom",
    "A mapping without a period; it is renewed when rules change.",
  ],
  fact: [
    "The Federation Against Copyright Theft certifies how sites in the film and television industry protect content, from the door to the network. Its audit is known to British broadcasters and studios. It certifies a site, not a product.",
    "studios, broadcasters and distributors in the United Kingdom",
    "The certificate states its validity; it is usually renewed every year.",
  ],
  dpp: [
    "The Digital Production Partnership, founded by British broadcasters, lets suppliers answer a checklist of security controls for production or for broadcast. The answers are assessed and lead to a mark. It is about good practice, with modest effort for small firms.",
    "broadcasters and production companies, of their technical suppliers",
    "The mark is renewed every year.",
  ],
  finma: [
    "The Swiss Financial Market Supervisory Authority states in circulars how banks and insurers outsource and manage operational risks, ICT and critical data; circulars 2018/3 and 2023/1 are the main ones. Providers have an auditor report on the controls that belong to them, often after ISAE 3000. The institution remains responsible as if it did the work itself.",
    "banks, insurers and securities firms in Switzerland",
    "A report usually covers twelve months, every year.",
  ],
  nbb: [
    "The National Bank of Belgium and the Financial Services and Markets Authority supervise financial institutions in Belgium. Their circulars on outsourcing, also to the cloud, follow the European guidelines and ask for governance, notification and rights of audit. For ICT services DORA applies besides.",
    "banks, insurers and payment institutions in Belgium",
    "A mapping without a period; it is renewed when circulars change.",
  ],
  knf: [
    "The Polish Financial Supervision Authority published in 2020 how supervised firms use public and hybrid clouds: classification of information, risk assessment, technical requirements such as encryption with keys of one's own, and information of the authority before the start. For ICT services DORA applies besides.",
    "banks, insurers, payment and investment firms in Poland",
    "A mapping without a period; it is renewed when the communication changes.",
  ],
  "dk-fsa": [
    "The Danish supervisor Finanstilsynet oversees outsourcing by banks, insurers, pension funds and others under executive orders that set out governance, contracts, notification and exits. For ICT services DORA applies besides. A provider shows how its terms and controls support these duties.",
    "financial institutions in Denmark",
    "A mapping without a period; it is renewed when the orders change.",
  ],
  desc: [
    "The Dubai Electronic Security Center certifies cloud providers against its CSP Security Standard, which rests on ISO/IEC 27001 and 27017 with requirements of its own, for example on data in the country. Government entities of Dubai use certified services. Bodies accredited for the scheme do the audits.",
    "Dubai's government and semi-government entities",
    "The certificate states its validity and is kept up by regular audits.",
  ],
  "tuv-at": [
    "The certification body TÜV Austria audits cloud services against a catalogue of its own on security, data protection and transparency of contract terms. It is voluntary. Companies in Austria use it as a sign that somebody local has looked.",
    "companies and public bodies in Austria",
    "The certificate states its validity and is kept up by surveillance audits.",
  ],
});
