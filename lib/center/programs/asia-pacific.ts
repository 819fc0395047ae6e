import { textsOf } from "./program-text";

/** Texts of the programs of Asia, Australia and New Zealand. */
export const asiaPacificTexts = textsOf({
  irap: [
    "The Infosec Registered Assessors Program of the Australian Signals Directorate endorses assessors who examine systems against the Information Security Manual. The report describes how far each control is met at a level such as OFFICIAL: Sensitive or PROTECTED. It authorizes nothing: each agency reads it and decides for itself.",
    "Australian government agencies, and companies that work for them",
    "About one point in time; providers are expected to be assessed anew at least every 24 months.",
  ],
  cps234: [
    "The prudential standard CPS 234 of the Australian Prudential Regulation Authority makes boards of banks, insurers and superannuation funds answer for information security, also where others manage their assets. It asks for tested controls and for notice of material incidents within 72 hours. A provider shows which of these duties it supports, and how.",
    "regulated financial institutions in Australia",
    "A mapping without a period; it is renewed when the standard or the services change.",
  ],
  "nz-ispc": [
    "New Zealand's agencies assess a cloud service by a set of questions about its risks, before they use it under the New Zealand Information Security Manual. A provider answers these once for all. The answers help an agency with its own risk assessment and certification, and do not replace them.",
    "agencies of the New Zealand government",
    "Answers are about the day they were given; they are renewed with the manual.",
  ],
  ismap: [
    "The Information system Security Management and Assessment Program of the Japanese government registers cloud services whose controls were examined by a listed audit firm. Ministries buy, as a rule, from the register. The controls draw on ISO/IEC 27001, 27002 and 27017 and on the government's own standard.",
    "Japanese ministries and public agencies, and more and more companies",
    "Registration rests on an audit period and is renewed about once a year.",
  ],
  "cs-gold": [
    "The Cloud Security mark of the Japan Information Security Audit Association shows that a cloud service keeps to a set of controls based on ISO/IEC 27017. For the gold mark the provider's audit was examined from outside; the silver mark rests on an audit of its own.",
    "companies and local governments in Japan that choose a cloud service",
    "For the time that the mark states, with yearly audits in between.",
  ],
  fisc: [
    "The Center for Financial Industry Information Systems publishes security guidelines for the computer systems of banks and related institutions in Japan. They are not law, but supervisors and auditors work from them. A provider maps its controls to the guidelines, edition by edition.",
    "banks, insurers and securities firms in Japan",
    "A mapping without a period; it is renewed with each edition of the guidelines.",
  ],
  mynumber: [
    "Japan's law on the individual number limits who may collect, store and use it, and asks for safety measures. Guidelines of the Personal Information Protection Commission describe them, also for outsourcing. A provider that does not touch the number itself explains which measures its service lets the customer take.",
    "employers and public bodies that store individual numbers",
    "A statement without a period; it is renewed when law or service change.",
  ],
  "k-isms": [
    "Korea's certification of information security management, with the variant ISMS-P for personal data. The Korea Internet & Security Agency oversees it. Larger providers of online services in Korea are obliged to hold it, and it is examined on site in Korea.",
    "customers and authorities in Korea",
    "A certificate holds for three years, with a surveillance audit every year.",
  ],
  mtcs: [
    "Singapore Standard 584 for multi-tier cloud security has three levels, from services without critical data up to regulated data with high impact. Certification bodies audit against it, and a disclosure form tells customers about service levels and data. Look for the level and for the services in scope.",
    "Singapore's government agencies and regulated companies",
    "A certificate holds for three years, with a surveillance audit every year.",
  ],
  ospar: [
    "The Association of Banks in Singapore asks outsourced service providers for an auditor's report after its guidelines on control objectives. The report covers controls of the entity, general IT controls and controls of the service. It resembles a SOC report of Type II and is made for the banks in Singapore.",
    "banks in Singapore, of every provider of a material outsourcing",
    "Usually twelve months, every year.",
  ],
  mas: [
    "The Monetary Authority of Singapore sets expectations and rules on outsourcing and on technology risk management; the Association of Banks adds a guide for cloud computing. The financial institution remains responsible. A provider maps its controls and contract terms so that the institution can show how it meets them.",
    "banks, insurers, capital market and payment firms in Singapore",
    "A mapping without a period; it is renewed when guidelines change.",
  ],
  meity: [
    "India's Ministry of Electronics and Information Technology empanels cloud providers for government departments. The STQC directorate audits their data centres and services in India. Departments choose among those on the panel, and data remains in the country.",
    "Indian government departments and public sector companies",
    "Empanelment is for a term and is kept up by repeated audits.",
  ],
  rbi: [
    "The Reserve Bank of India and the insurance regulator IRDAI set rules on outsourcing of IT, on cyber security and on where data is kept. Payment data, for example, is stored in India only. Regulated firms need a provider's mapping, rights of audit and prompt notice of incidents.",
    "banks, non-bank lenders, payment firms and insurers in India",
    "A mapping without a period; some data localization audits are made once and after changes.",
  ],
  mlps: [
    "China's Multi-Level Protection Scheme obliges operators of networks to grade each system from one to five, to protect it accordingly and to file it with the public security authorities. From level two on systems are filed, from level three on a licensed assessor tests them regularly. The provider's certificate covers its platform; the customer's system on it is graded by itself.",
    "every company that runs systems in mainland China",
    "Level three is assessed every year.",
  ],
  gb18030: [
    "The Chinese national standard for the encoding of characters. The edition of 2022 adds many characters and has been mandatory since August 2023. Products are tested for the level of implementation that their use requires.",
    "buyers of software and systems in China, above all public ones",
    "About one product version; it is repeated when the product or the standard changes.",
  ],
  tcs: [
    "The China Academy of Information and Communications Technology evaluates cloud services for quality, terms of service and the keeping of promises such as availability and portability. It is voluntary. Buyers in China use it to compare providers.",
    "companies and public buyers in China",
    "For the term that the certificate states, service by service.",
  ],
  rmit: [
    "The policy document on Risk Management in Technology of Bank Negara Malaysia sets requirements for governance, operations, cyber security and the use of cloud services by financial institutions. For critical systems in a public cloud, institutions consult or notify the bank and rely on an independent review. A provider maps its controls to the document.",
    "banks, insurers and payment firms in Malaysia",
    "A mapping without a period; it is renewed when the policy document is revised.",
  ],
});
