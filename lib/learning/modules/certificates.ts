import type { Module } from "../module";

export const certificates: Module = {
  slug: "certificates",
  title: "Certificates, statements and authorizations",
  summary: "ISO certificates with their statement of applicability, PCI DSS attestations, authorizations by public bodies: what to check, and what they leave open.",
  paths: ["auditing", "compliance"],
  body: `Not every assurance comes as a report with tests. This module is about the shorter documents: certificates, attestations of compliance, authorizations and letters. They are quick to read, and quick to read too much into.

## Certificates of management systems

ISO/IEC 27001 is the best known: an accredited body certifies that an organization manages information security in the way the standard requires. It sets a scope, assesses risks, chooses controls, checks itself, and improves. ISO/IEC 27701 extends this to privacy, ISO 22301 does the like for continuity, ISO/IEC 42001 for artificial intelligence.

Five things to check on the paper:

- **Scope.** The sentence that says for what. "Development and operation of the payments platform at the sites in Dublin and Pune" is a scope. A group's name alone is not.
- **Entity and sites.** Often on an annex. Ask for the annex.
- **Dates.** A certificate is valid for three years as a rule, on condition of surveillance audits, mostly every year. Look at the date of the current *issue*, not only at the first certification.
- **Edition.** The 2022 edition of ISO/IEC 27001 has 93 controls in its Annex A, the 2013 edition had 114. Transition is over: a certificate on the old edition is out of date.
- **Accreditation.** The mark of an accreditation body, which in turn is part of the international arrangement. A certificate from a body that nobody has accredited is a self-assessment with a frame. Many bodies have a public register in which the number can be looked up.

## The statement of applicability

The certificate says *that* controls are managed. The **statement of applicability**, SoA, says *which*: every control of Annex A, whether it applies, why, and whether it is implemented. Ask for it, with the version that the certificate names. Look first at what is excluded. "Secure development: not applicable" is fine for a reseller, and a question for a maker of software.

ISO/IEC 27017 and 27018 are codes of practice for cloud services and for personal data in public clouds. They add guidance to the controls of 27001. Bodies state conformity with them alongside a 27001 certificate, and not without one.

## Attestations of compliance

For PCI DSS, the **attestation of compliance**, AOC, is the signed summary of an assessment. Check the services that it names, the version of the standard, the date, and whether the assessment was full or partial. Requirements marked *not tested* or *not applicable* are where to look. An AOC of a service provider does not make you compliant: it lets you rely on it for the requirements that the provider meets. Which those are, the **responsibility matrix** says, and PCI DSS obliges the provider to give you that information.

## Authorizations

Public bodies authorize services for their own use: FedRAMP in the United States, and comparable schemes in other countries. The decision is a public body's acceptance of risk. For you, two things in it are useful: the security package, which has a strict form, and the level, which says how sensitive the data may be. *In process* is not *authorized*.

## Self-assessments, mappings, letters

Some laws have no certificate that anybody could hold: the GDPR in general, HIPAA, many banking rules. Providers publish mappings, which show how their controls answer each article. Use them as a guide for your own assessment. A badge that says "compliant" with such a law, without a scheme behind it, is a statement of the provider.

## Putting weight on them

Ask of each: *what would this have told me if the control I depend on had failed in March?* An attestation report over the year might show it as an exception. A certificate might show it as a nonconformity in an audit report that you do not get. An AOC shows what held on the day of the assessment. That is why, for controls on which your own figures or customers depend, you look for a report; and why, for the question whether somebody takes security seriously at all, a good certificate can be enough.

## What to do in the portal

1. In [Reports](/reports), choose the category **Certifications and Attestations**. The status says whether the period runs, ends soon or has ended. Documents without an end say so.
2. Open the certificate, and read the description for scope and sites. Look for a statement of applicability or annex as a series of its own, under the same program.
3. Read the page of the [program](/center/programs) if it is new to you: who issues it, how often it is renewed, and who usually asks for it.
4. Certificates are often free to pass on: see **Who may have it**. Statements of applicability usually are not.
5. Set yourself a date: certificates end, and nothing else in your file will tell you.

## In your file

Note for each: number, edition of the standard, scope in its own words, entity and sites, issuer with accreditation, valid from and to, version of the SoA, and *what you rely on it for*. The last is the one that is missing in most files, and the only one that cannot be read off the paper.`,
  questions: [
    {
      text: "What does the statement of applicability add to an ISO/IEC 27001 certificate?",
      options: ["The results of the tests of controls", "Which controls apply and are implemented, and why others are not", "Proof that the certification body is accredited"],
      right: 1,
      why: "The certificate confirms the management system; the SoA lists the controls chosen. Results of tests are in neither.",
    },
    {
      text: "A provider has a PCI DSS attestation of compliance for the service that you use. Are you compliant?",
      options: ["No: you rely on it for what it meets, and have to meet the rest yourself", "Yes, by using a compliant service", "Only if the attestation was made this month"],
      right: 0,
      why: "The responsibility matrix divides the requirements. Some remain yours and some are shared, whatever the provider has.",
    },
    {
      text: "A certificate has no mark of an accreditation body. What is it worth?",
      options: ["The same: the standard is what counts", "More: the issuer is independent of the authorities", "Much less: nobody has confirmed that the issuer is competent and impartial"],
      right: 2,
      why: "Accreditation is what makes certificates of different bodies comparable. Without it you have the word of an issuer whom nobody has examined.",
    },
    {
      text: "A web page shows a badge \"GDPR compliant\". How do you treat it?",
      options: ["As a statement by the provider, to be examined on its merits", "As a certificate", "As proof that no data leave the European Union"],
      right: 0,
      why: "Unless a scheme approved under the regulation stands behind it, the badge is the provider's own word, and says nothing of where data go.",
    },
  ],
};
