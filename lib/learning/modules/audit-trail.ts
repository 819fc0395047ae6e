import type { Module } from "../module";

export const auditTrail: Module = {
  slug: "audit-trail",
  title: "The audit trail: proving what happened",
  summary: "What is recorded, how to find it, and how a third party can check an event without trusting the operator.",
  paths: ["auditing", "legal"],
  body: `Evidence about a provider is one thing. Evidence about *how evidence was handled* is another: who had the report, under which terms, who accepted the agreement, who gave the auditors access. That is in the audit trail. This module is about using it as a source that stands up to questions.

## What is recorded

Every operation that somebody performs in the portal has a name, such as *reports:GetReport*, and each call of one leaves an **event**. Successes and refusals are both recorded. An event says:

- **who**: the person, their account and organization; in a role, both the person and the role; for a script, the access key;
- **what**: the operation, what it was about, and the parameters that matter;
- **when and from where**: time in UTC, address, browser;
- **how sure**: whether a second factor was used, and how long before;
- **what came out**: success, or the reason for the refusal.

The event is written together with the act, in one transaction. If it cannot be written, the act does not happen. There is no download without an entry, and no entry for a download that was not begun. When the transfer ends, a second event closes it with the number of bytes and the SHA-256 of what was sent. All events of one download carry the same correlation id.

## What you see

You see what concerns you: your own acts, those in your account and, in the management account, those in the organization. Operator staff see everything. The default view hides mere browsing, and one click shows it.

## Why it can be believed

Any system can show a table and call it a log. The question is whether somebody could have changed it. Here the events are the leaves of a **Merkle tree**, a structure in which one short value, the root, depends on every leaf. The root and the number of leaves are signed at short intervals. Such a signed state is a **checkpoint**, and it is public. It contains no personal data.

From this follow two proofs that anyone can compute:

- **Inclusion.** This event is leaf number *n* of the tree with that root.
- **Consistency.** The tree of this morning is the beginning of the tree of tonight. Nothing in between was changed, moved or taken out.

A **receipt** is a small file with an event, its proof of inclusion and a signed checkpoint. To rewrite the event afterwards, the operator would need another tree, which does not fit the checkpoints that others have kept. That is the point: you need not trust the operator not to do it. It would show.

Personal data in the tree stand behind salted commitments. If a person must be erased, the salt is destroyed and the name goes, while the proofs continue to hold.

## What a receipt does not say

It proves that an event was recorded, and has not been changed since. It does not prove that the person at the keyboard was the owner of the account; for that, look at the factors. A passkey with user verification says more than a password. It does not prove that the report is true. And it proves nothing about what happened outside the portal after the download.

## What to do in the portal

1. Open the [audit trail](/trail). Narrow it by person, operation, outcome or time. The address holds the filter.
2. Open one of your own downloads. Follow its correlation id: the terms shown and accepted, the ticket, the download, the delivery.
3. Take the **receipt** of the acceptance and of the download.
4. Sign out, or use another browser, open the [page for checking](/verify) and drop a receipt there. The check runs in your browser. With the *muniment-verify* program it runs on a machine without a network.
5. Note the **public key** and a **checkpoint** from that page, with the date, in your permanent file. Next year, compare: the new state must be consistent with the one that you kept. This is the strongest thing an outsider can do, and takes a minute.
6. **Export** what you need for your working paper: CSV for reading, JSON Lines or OCSF for machines. Exporting asks for a fresh second factor, and is itself an event.

## Three tests for auditors

**Completeness.** Take ten copies of reports from the company's shared drives. Each has a download id on its pages. Find the ten downloads in the trail. A copy that has none did not come from here, or the trail is not what it says.

**Access on a visit.** List what was done in a role over its time. Compare with what the engagement needed. See that the role has ended.

**Refusals.** Look at what was denied in the period. Many refusals of one person are a question about permissions, or about the person. None at all over a year is a question about the log.

## In your working paper

State the population (which filter, which period, how many events), how you know that it is complete (a checkpoint from before and one from after, and consistency between them), what you selected and why, and what you found. Attach the receipts. The next auditor can then check your source without asking anybody's leave, including yours.`,
  questions: [
    {
      text: "What happens if the event of a download cannot be written?",
      options: ["The download does not take place", "The download goes on, and the event is written later", "The operator is asked to note it by hand"],
      right: 0,
      why: "Act and event are one transaction. Bytes leave only against a committed event.",
    },
    {
      text: "You kept a checkpoint a year ago. What can you show with it today?",
      options: ["That every report is correct", "That today's log contains all of the log of a year ago, unchanged", "Who was signed in at that moment"],
      right: 1,
      why: "A proof of consistency between two signed states shows that nothing was rewritten or removed in between.",
    },
    {
      text: "What does a valid receipt for a download prove?",
      options: ["That the person read the report", "That the report has no exceptions", "That the event was recorded with this content and has not been changed since"],
      right: 2,
      why: "A receipt speaks of the record. Who sat at the keyboard, and what they did with the copy, are other questions.",
    },
    {
      text: "An external auditor worked in a role for nine days. Whose name stands in the events?",
      options: ["The person's, and the role beside it", "The administrator's who granted it", "The role's alone"],
      right: 0,
      why: "People act in their own name. The role says with which permissions they did so.",
    },
  ],
};
