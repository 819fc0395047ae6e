import type { Module } from "../module";

export const complementaryControls: Module = {
  slug: "complementary-controls",
  title: "Your half: complementary user entity controls",
  summary: "What a report leaves to you, how to turn it into controls with owners, and how to see when the line has moved.",
  paths: ["auditing", "compliance"],
  body: `Every report on a service contains a condition that is easily overlooked: *provided that user entities operate the complementary controls*. This module is about that half of the sentence.

## Why they exist

Take the objective "only authorized persons have access". The provider can check passwords, record sign-ins and lock sessions. It cannot know that somebody left your company on Friday. The objective is met only if the provider's controls operate *and* you tell the system who has left. The report calls your part a **complementary user entity control**, CUEC for short.

The auditor of the provider has not tested it. It cannot be tested there. If you do not operate it, the objective is not met for you, however clean the opinion is. Your own auditors know that, and ask.

There is a second list of the same kind, **complementary subservice organization controls**: what the provider assumes of the companies on which it depends. With the carve-out method they are not tested in the report either. They are not yours to operate, but it is yours to ask who looks after them.

## From the list to controls

Lists of CUECs are written in general terms, because they are for all customers. Make them specific in four steps.

**1. Does it apply?** Strike out what concerns functions that you do not use, with a reason. "We do not use the interface for files" is a reason. "Low risk" is a judgement, and belongs in another place.

**2. What do we do already?** Most lists are met in part by controls that you have: joiners and leavers, reviews of rights, change approval. Name the existing control rather than inventing a second one.

**3. Who owns it?** One person. A team does not answer questions, and does not notice when it has stopped.

**4. What will show it?** Decide now what a stranger can look at in a year: a signed review, a ticket, an export with a date. A control without a trace did not happen, as far as anybody can tell.

Write each as a sentence with a verb and a rhythm:

> Every quarter the application owner compares the accounts in the service with the staff list, removes what has no place there, and files the signed comparison.

## The ones you meet everywhere

| Subject | What is usually expected of you |
| --- | --- |
| Access | Grant, review and remove access of your people; name administrators; enforce multi-factor sign-in |
| Secrets | Keep keys, tokens and certificates safe, and rotate them |
| Configuration | Use the security settings offered; review them after changes |
| Data | Decide what may be stored; check completeness and accuracy of what you send in and take out |
| Monitoring | Look at the logs and alerts that the service gives you |
| Incidents | Report suspicions to the provider at once; keep your contact current |
| Continuity | Plan for the absence of the service; make those backups that are yours to make |
| Change | Read notices of changes, and test what depends on them |

Access comes first for a reason: it is where the two halves touch most often, and where exceptions are found most often, on both sides.

## When the line moves

Providers change their services, and the list changes with them. A new CUEC means that a part of the work is now yours, or that it always was and has been said at last. A CUEC that has gone may mean that the provider took it over, or only that it moved into the contract. Each new version of a report therefore deserves a comparison of the lists, before you look at anything else.

Do it in the month in which the version appears. Controls that you begin in March do not cover January.

## What to do in the portal

1. Open [Shared responsibility](/center/responsibility). It shows, layer by layer and for each service model, what the provider secures and what you do. Start there if you are new to a service.
2. On a report's page, open its complementary controls. Where the operator has entered them, they stand there as a checklist with the reference numbers of the report.
3. **Assign** each that applies to a person of your account, **comment** how you meet it or why it does not apply, and **tick** it once you have seen what shows it. Your checklist belongs to your account; other customers do not see it.
4. When a new version comes out, look for the marks *new*, *changed* and *gone*, and assign what is new.
5. **Export** the list for your file. It has the control, the owner, the comment, and when it was ticked and by whom.

The checklist [Putting complementary user entity controls to work](/center/resources/checklist-user-entity-controls) has the usual ones with what shows them.

## For auditors

Test the mapping before the controls. Take five CUECs, ask which control of the company answers each, and follow one to its trace. Companies rarely fail because a control did not run. They fail because nobody had noticed that it was theirs.`,
  questions: [
    {
      text: "The opinion of a report is unqualified. Your company never removes the accounts of leavers in the service. Is the access objective met for you?",
      options: ["Yes: the opinion is unqualified", "Yes, as long as the provider has no exceptions", "No: the opinion holds on the condition that you operate your complementary controls"],
      right: 2,
      why: "Removing your leavers is a usual complementary control. Without it the objective is not met for you, whatever the provider does.",
    },
    {
      text: "Who has tested your complementary controls?",
      options: ["The provider's auditor", "Nobody, unless you or your own auditors do", "The operator of this portal"],
      right: 1,
      why: "They operate in your company, out of reach of the provider's auditor. They are listed in the report, not tested.",
    },
    {
      text: "Which of these is a good reason to strike out a complementary control?",
      options: ["We do not use the function that it is about", "The risk seems low", "It was not on last year's list"],
      right: 0,
      why: "If you do not use the function, the control does not apply. Low risk is a decision to accept; and a new control is exactly what the comparison is for.",
    },
    {
      text: "A new version of the report lists a control that was not there before. When do you compare and assign?",
      options: ["At the next yearly review", "When an exception shows that it is needed", "When the version appears: controls begun later do not cover the time before"],
      right: 2,
      why: "Operation cannot be made up afterwards. The earlier the control begins, the more of your year it covers.",
    },
  ],
};
