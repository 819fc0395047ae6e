import type { Module } from "../module";

export const agreements: Module = {
  slug: "agreements",
  title: "Agreements: who is bound, since when, and how it is proved",
  summary: "NDA, BAA and DPA in the portal: authority, account or organization, revisions, ending, coverage on any day, and the certificate.",
  paths: ["compliance", "legal"],
  body: `Terms govern one report. **Agreements** govern a relationship: a non-disclosure agreement before certain reports can be read, a business associate agreement before health data may be stored, a data processing agreement before personal data are processed. This module is about accepting them with authority, and about answering later who was bound on which day.

## The pieces

An **agreement** is what the operator offers under one name. It has **revisions**: immutable texts, each with a number, a day on which it takes effect, a PDF and a SHA-256. When somebody accepts a revision, a **customer agreement** comes into being, held either by one **account** or by the whole **organization**. *Coverage* is computed from these: an account is covered on a day if it, or its organization, held an agreement in force on that day.

Keep the two levels apart. An acceptance for the organization covers every account, those of today and those that join later. An acceptance for an account covers that account alone, and goes with it if it leaves.

## Three agreements you will meet

**Non-disclosure agreement (NDA).** Often the condition for reading anything confidential. Look at what counts as confidential, to whom you may pass it, and for how long the duty lasts after the end.

**Business associate agreement (BAA).** Required by HIPAA before a business associate creates, receives, keeps or sends protected health information on behalf of a covered entity. Look at permitted uses, safeguards, subcontractors, and the notice of breaches: from whose knowledge the time runs, and to which address the notice goes. The law sets an outer limit; agreements are often stricter.

**Data processing agreement (DPA).** Required by Article 28 of the GDPR between controller and processor. It must state subject matter, duration, nature and purpose, kinds of data and of data subjects; instructions; confidentiality; security; subprocessors; assistance; deletion or return; and audits. For transfers to third countries, the standard contractual clauses or another ground must be added.

## Before you accept

1. **Authority.** You will confirm that you may bind the legal entity that you enter. That is a statement of fact. If you are unsure, it is not yours to accept yet.
2. **The text.** Download the PDF. It can be had and printed before anything is accepted. See that it is the revision that was reviewed: number, and hash.
3. **The level.** Account or organization? Ask who will need it in a year.
4. **What it replaces.** A new revision may give earlier acceptances a time of grace, after which they end. The page says so.
5. **Two people.** If your organization wants it, one person prepares and another accepts. Both names stand in the record. The second person is there to read, not to click.

Accepting asks for a factor used within the last five minutes, for each statement to be ticked by hand, and for your name typed as a signature. The law on electronic signatures asks for intent, attribution and a record that can be kept; each of these steps serves one of the three.

## Afterwards: the certificate

The result is one PDF: the exact text accepted, page for page, and behind it the **certificate of acceptance**: who accepted, for whom, with which factor, from where, when, and the hashes of what was read. The record itself is attached to the file in a form that machines can read. A copy goes by mail to those concerned. File it with the contract. The bytes never change.

## Ending

Either party can end an agreement in the portal, according to its text. Before you do, the page shows the length of the notice and **which accounts lose their cover**. The same question is answered before an account is moved, leaves or is closed. Nothing that was accepted is erased: an ended agreement goes on answering for the days on which it was in force.

What was signed on paper belongs here too. The operator can record it with its document, so that coverage does not depend on where a signature was given.

## What to do in the portal

1. Open [Agreements](/agreements). Each line shows how it stands for your account and for the organization, with its life drawn on a scale.
2. Open one, read the text, and download the PDF. *History* shows what was agreed, by whom and until when.
3. Open [Coverage](/agreements/coverage). Choose a **day in the past**, and one agreement. Which accounts were covered? Switch to *gaps only*. Export the table for the file.
4. If you hold the permission: look at what accepting would ask of you, and stop before the button. If not, find out who does. [Organization](/organization) shows the administrators.
5. Take a certificate and its receipt, and check the receipt on the [page for checking](/verify).

## What you will be asked, years later

*Was account X covered by a BAA on 14 May? Under which text? Who bound the company, and may he have done so? Show it.* With the coverage of that day, the certificate, the note on authority in your own files, and the receipt, the answer takes minutes. Only the note on authority cannot come from the portal. Write it when you accept.`,
  questions: [
    {
      text: "The management account accepts a BAA for the organization in May. An account joins in July. Is it covered?",
      options: ["No, it must accept for itself", "Yes, from when it joins", "Only if its administrator is told"],
      right: 1,
      why: "An acceptance for the organization covers all its accounts, present and future, while they belong to it.",
    },
    {
      text: "What does the portal itself not establish about an acceptance?",
      options: ["Which text was accepted", "When, and with which second factor", "That the person really had authority under your company's rules"],
      right: 2,
      why: "The person states that they have authority, and the statement is recorded. Whether it was so is for your own records to show.",
    },
    {
      text: "You want to end the agreement of one account. What should you look at first?",
      options: ["Which accounts lose their cover, which the page shows beforehand", "Whether the certificate can be deleted", "Whether anybody is signed in to the account"],
      right: 0,
      why: "Where the organization's agreement covers the account as well, nothing is lost. Where it does not, data may be there without cover.",
    },
    {
      text: "A new revision takes effect with 60 days of grace. You do nothing. What follows?",
      options: ["You have accepted it by silence", "The earlier revision stays in force for ever", "Your acceptance of the earlier revision ends after the days of grace"],
      right: 2,
      why: "Nobody is bound by silence. With a time of grace, earlier acceptances end when it is over; without one, they would stay as they were agreed.",
    },
  ],
};
