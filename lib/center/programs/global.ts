import { textsOf } from "./program-text";

/** Texts of the programs that customers in any country ask for. */
export const globalTexts = textsOf({
  soc1: [
    "An independent auditor examines the controls of a service that can change what stands in its customers' financial statements. In the United States the examination follows AT-C section 320, elsewhere usually ISAE 3402. Type I describes the design of controls on one day; Type II also tests whether they worked over a period. Only Type II supports an audit of the customer's own controls.",
    "auditors of customers' financial statements, and the finance teams that answer to them",
    "Type II reports cover six to twelve months and come once or twice a year. A bridge letter usually fills the time until the customer's year end.",
  ],
  soc2: [
    "An independent auditor reports on controls against the Trust Services Criteria of the AICPA: always security, and availability, confidentiality, processing integrity or privacy where the service chooses them. Type I is about one day, Type II tests the controls over a period and lists each test with its result. Read the opinion, the exceptions, the carved-out subservice organizations and the complementary user entity controls.",
    "security, procurement and vendor risk teams in nearly every industry",
    "Type II reports usually cover twelve months and follow each other without a gap. They are published some weeks after the period has ended.",
  ],
  soc3: [
    "A short report on the same examination as SOC 2, with the auditor's opinion and management's assertion, and without the description of tests and results. It is made for general use, so it may be published. For a decision about risk, ask for the SOC 2 report behind it.",
    "prospects and the public, before a confidentiality agreement is in place",
    "It follows the SOC 2 report: usually twelve months, once a year.",
  ],
  iso27001: [
    "The international standard for an information security management system: risks are assessed, controls are chosen from its Annex A or elsewhere, and management reviews that they work. Accredited certification bodies audit against it. Read the scope on the certificate and the statement of applicability: they say which sites and services were audited, and which controls were left out.",
    "procurement and security teams everywhere, and regulators that accept it as a baseline",
    "A certificate holds for three years, with a surveillance audit in each year between.",
  ],
  iso27017: [
    "A code of practice that says how the controls of ISO/IEC 27002 apply to cloud services, with some more of its own, for example on the segregation of virtual environments. It speaks to the provider and to the customer, and so helps to divide their duties. It is audited as an addition to an ISO/IEC 27001 certificate and is nothing without it.",
    "cloud architects and reviewers who settle which duties stay with the customer",
    "It follows the ISO/IEC 27001 cycle of three years with yearly surveillance.",
  ],
  iso27018: [
    "A code of practice for public cloud providers that process personal data for others. It deals with consent, disclosure to authorities, return and deletion of data, and the naming of subprocessors. It is audited as an addition to an ISO/IEC 27001 certificate.",
    "data protection officers of customers whose personal data lies in the cloud",
    "It follows the ISO/IEC 27001 cycle of three years with yearly surveillance.",
  ],
  iso27701: [
    "The standard for a privacy management system, with requirements for those who decide about personal data and for those who process it on their behalf. The first edition extended ISO/IEC 27001; the edition of 2025 stands on its own. Check which of the two roles, controller or processor, the certificate covers.",
    "data protection officers and privacy counsel, as evidence of accountability",
    "A certificate holds for three years, with yearly surveillance audits.",
  ],
  iso22301: [
    "The international standard for a business continuity management system: what must go on is known, plans exist, and they are exercised. Certification shows that the provider prepares for disruption; it does not promise a recovery time. Ask for the scope and for results of recent exercises.",
    "continuity managers and supervisors of services that must not stop",
    "A certificate holds for three years, with yearly surveillance audits.",
  ],
  "iso20000-1": [
    "The standard for a service management system: how services are planned, changed, delivered, supported and improved. It is close to the practices of ITIL, but unlike those an organization can be certified against it. It says more about reliable work than about security.",
    "public buyers and companies that outsource the operation of their IT",
    "A certificate holds for three years, with yearly surveillance audits.",
  ],
  iso9001: [
    "The most widely used standard for quality management: customers' requirements are understood, processes are controlled, and mistakes lead to improvement. It covers the way of working, not a product and not its security. In regulated supply chains it is often the first document that is asked for.",
    "manufacturers, life science companies and public buyers who qualify suppliers",
    "A certificate holds for three years, with yearly surveillance audits.",
  ],
  iso42001: [
    "The first certifiable standard for the management of artificial intelligence, published in 2023. It asks for policies, assessments of the impact on people, and controls over data, models and their life cycle. It certifies how an organization governs its AI, not that a certain model is safe.",
    "buyers of AI services, and those who prepare for rules such as the EU AI Act",
    "A certificate holds for three years, with yearly surveillance audits.",
  ],
  "star-self": [
    "The provider answers the Consensus Assessments Initiative Questionnaire of the Cloud Security Alliance, which asks about each control of the Cloud Controls Matrix, and publishes the answers in the STAR registry. It is level one: nobody else has checked the answers. It is a good start, and it saves both sides a questionnaire of their own.",
    "vendor risk teams at the beginning of a review",
    "Answers are about the day they were given; they should be renewed every year.",
  ],
  "star-cert": [
    "An accredited certification body audits the provider against ISO/IEC 27001 together with the Cloud Controls Matrix of the Cloud Security Alliance. It is level two of STAR. Next to the certificate, the auditor rates how mature the controls are.",
    "cloud buyers who work with ISO certificates and want cloud controls among them",
    "A certificate holds for three years, with yearly surveillance audits.",
  ],
  "star-att": [
    "A SOC 2 examination in which the auditor also uses the Cloud Controls Matrix of the Cloud Security Alliance as criteria. It is the other way to level two of STAR, and the one that shows tests and their results.",
    "cloud buyers who want a SOC 2 report that speaks the language of cloud controls",
    "As SOC 2 Type II: usually twelve months, every year.",
  ],
  "pci-dss": [
    "The Payment Card Industry Data Security Standard sets the requirements for everyone who stores, processes or transmits cardholder data, or can affect its security. A qualified security assessor writes a report on compliance; the attestation of compliance is its summary for others. Ask for the responsibility matrix too: it says which requirements remain with the customer.",
    "merchants, acquirers, payment processors and their assessors",
    "Assessed once a year. The attestation names the day of its completion and is taken as valid for twelve months; network scans follow every quarter.",
  ],
  "swift-csp": [
    "The Customer Security Programme of Swift asks its users to attest every year to the Customer Security Controls Framework, backed by an independent assessment. A cloud provider reports on those controls that it operates beneath a user's Swift connection. The user's own attestation remains the user's.",
    "banks, payment firms and corporates that are connected to Swift",
    "Once a year, against the version of the framework for that year; users attest in the second half of the year.",
  ],
  cis: [
    "The Center for Internet Security publishes settings for the secure configuration of operating systems, databases, containers and cloud accounts, agreed by a community of engineers. A provider shows which images are hardened to a benchmark and to which of its levels. Settings age: look for the version of the benchmark.",
    "security engineers and auditors who test configurations",
    "No period; it changes with each version of a benchmark and of a product.",
  ],
  wcag: [
    "The Web Content Accessibility Guidelines of the W3C say what makes web content usable by people with disabilities, at the levels A, AA and AAA. A provider fills in a VPAT, and the accessibility conformance report says for every criterion how far a product meets it. Remarks matter more than the count of criteria that are met.",
    "public bodies, universities and companies with duties of accessibility",
    "A report is about one product version; it should be renewed with major releases or every year.",
  ],
  mpa: [
    "The content security best practices of the Motion Picture Association protect films and series before their release, on sites and in the cloud. Assessments are shared through the Trusted Partner Network. They end in findings and a plan for remediation, not in a pass or a fail.",
    "film studios and streaming services, of everybody who handles their content",
    "An assessment is about one point in time and is usually repeated every one to three years.",
  ],
  cdsa: [
    "The Content Protection and Security standard of the Content Delivery and Security Association covers the handling of media from intake to delivery, with risk management and physical security. Sites are audited and certified one by one. Check that the site which holds your content is among them.",
    "content owners, distributors and broadcasters",
    "The certificate states its validity; audits are usually yearly.",
  ],
  gsma: [
    "The Security Accreditation Scheme of the GSMA audits sites and processes that produce SIM cards or manage eSIM subscriptions. SAS-UP is for production, SAS-SM for subscription management, which can run in a cloud. The accreditation names the site and the activities that it covers.",
    "mobile operators and makers of devices with embedded SIMs",
    "The certificate states its validity, from one year up to a few; it is renewed by a new audit.",
  ],
});
