import type { Module } from "../module";

export const readingReports: Module = {
  slug: "reading-reports",
  title: "Reading an attestation report",
  summary: "Opinion, exceptions, scope and conditions of a SOC 1, SOC 2 or C5 report, and a working paper that others can follow.",
  paths: ["auditing", "compliance"],
  body: `An attestation report is the deepest evidence that providers share as a rule. It is also long. This module is about its anatomy, and about the few places where the conclusion is decided.

## The parts

1. **The auditor's report** with the opinion. Short, formal, and the only place where the auditor speaks for the whole.
2. **Management's assertion.** The provider states what the auditor then examined. If the two differ in scope, stop and ask.
3. **The description of the system.** Services, people, processes, technology, locations; changes and significant incidents of the period; which controls are left to customers and to subservice organizations.
4. **Controls, tests and results.** In a Type 2 report, a table of a hundred rows or more: the control, what the auditor did, what came out.
5. **Other information.** Management's answers to exceptions often stand here. The auditor has *not* examined this part.

## Type and criteria

Type 1 gives an opinion on design at one day. **Type 2** adds operating effectiveness over a period. To rely on a control during your year you need Type 2 for that time.

SOC 1 reports use *control objectives* that the provider wrote, aimed at its customers' financial reporting. Ask whether the objectives are those you need: nobody else asks. SOC 2 reports use the trust services criteria. Security, also called the common criteria, is in every one; availability, processing integrity, confidentiality and privacy are in when named. C5 reports use the criteria of the German Federal Office for Information Security and add general conditions such as location and jurisdiction.

## The opinion

- **Unqualified**: in all material respects the description is fair, the design suitable and, for Type 2, the operation effective.
- **Qualified**: so too, *except for* a matter that is described.
- **Adverse**: the matter is material and pervasive; do not rely on the whole.
- **Disclaimer**: no opinion, because enough evidence could not be had.

Read the conditions as well. The opinion normally holds *if* complementary user entity controls operate, and, with the carve-out method, *if* subservice organizations do their part.

## Tests and exceptions

Four kinds of test are usual. **Inquiry** means asking, and is never enough alone. **Observation** means watching it happen. **Inspection** means reading records and settings. **Reperformance** means doing it again and comparing. A control tested by inquiry and observation only gives you less than one where records of the whole period were inspected.

For every exception note:

- the control and the criterion or objective it serves;
- the extent, for example 2 of 40, and whether the sample came from the whole period;
- how long the condition lasted and whether it has been mended, and tested since;
- management's answer, which is a statement and not a result;
- what it means *for you*: do you depend on this control, and what of yours would notice?

An unqualified opinion with exceptions is normal. A qualified opinion can be harmless to you, and an unqualified one can hide the exception that hurts you most. The judgement is yours, because only you know what you depend on.

## What to do in the portal

1. Open the report from [Reports](/reports), and look at the **period** and at **Notes on the document**: whether the original was signed, and whether anything was repaired when it was prepared for marking.
2. Read the **terms**. They say whether you may quote from the report in a working paper, and to whom you may show it. Accept them, and take your copy or read it in the browser. A ticket lasts fifteen minutes and is good for one download of one version.
3. Use the checklist [Reviewing an attestation report](/center/resources/checklist-reviewing-a-report) as a frame for your notes.
4. Under **Versions**, open the version before this one and compare what matters: scope, auditor, exceptions, complementary controls. Differences between years tell more than either year.
5. When you have finished, note in your working paper the version, its **SHA-256**, and the download id that stands on your copy. The [audit trail](/trail) has the acceptance and the download under your name; take the **receipt** from there for the file.

## A conclusion worth signing

A conclusion answers the question that was asked: *for which services and days, on which controls do we rely, on what conditions, and what did we do about the rest?* Compare "Report reviewed, no issues" with this:

> We rely on the provider's change management and logical access for the payments platform from 1 January to 30 September. One exception on late removal of access (1 of 25, nine days) concerns us; our quarterly comparison of accounts with the staff list found no such account. October to December rests on a bridge letter and on our daily reconciliation.

The second can be tested by somebody else. That is what makes it audit evidence of your own.`,
  questions: [
    {
      text: "Management explains in \"Other information\" how an exception was mended. How far can you rely on that?",
      options: ["As on a test result: it is in the report", "Not at all: this part is not meant for customers", "As on a statement of management: the auditor has not examined it"],
      right: 2,
      why: "The last part of the report is management's and not covered by the opinion. Ask for what shows that the remedy works, or wait for the next test.",
    },
    {
      text: "Which of these gives the most for a control over a whole period?",
      options: ["Inspection of records sampled from the whole period", "Inquiry of the responsible manager", "Observation on one afternoon"],
      right: 0,
      why: "Inquiry alone is never enough, and an observation shows one moment. Records from the whole period show operation.",
    },
    {
      text: "A SOC 2 report covers security only. Your contract promises 99.9 % availability. What does the report say about that?",
      options: ["Availability is part of security, so it is covered", "Nothing, because the availability category was not in scope", "That it was met, since the opinion is unqualified"],
      right: 1,
      why: "Apart from security, a category is examined only where it is named. Find other evidence for availability.",
    },
    {
      text: "The opinion is unqualified and there are three exceptions. What do you do?",
      options: ["Judge each exception by whether and how you depend on the control", "Nothing: the opinion settles it", "Reject the report"],
      right: 0,
      why: "The auditor judges the criteria as a whole. Whether an exception hurts you depends on what you use, which only you know.",
    },
  ],
};
