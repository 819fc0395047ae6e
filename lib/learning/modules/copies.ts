import type { Module } from "../module";

export const copies: Module = {
  slug: "copies",
  title: "Terms, marked copies and passing them on",
  summary: "What you agree to when you take a report, what is on your copy, with whom you may share it, and what to do when one goes astray.",
  paths: ["auditing", "compliance", "legal"],
  body: `A report in this portal is not a file that lies about. It is handed to a person, under terms, as a copy made for them. This module is about what that means for you in practice.

## Why reports are restricted

SOC 1 and SOC 2 reports are written for readers who know what they are about: customers, their auditors, sometimes supervisors and prospective customers. They describe defences in detail. The standards under which they are made, and the auditor's letter of engagement, limit who may use them. The operator passes these limits on as **terms**. Certificates and public summaries such as SOC 3 carry few limits or none.

So there are two forms of terms in the portal. Some apply without being accepted: you see them, and taking a copy is enough. Others must be **accepted explicitly**, in your own name, before a copy is made. The acceptance is recorded with the revision that you saw. If the terms were revised while you read, you are asked to read them again: what binds you is the text that was on your screen.

## What you usually agree to

Read them each time; they differ. Most have these points:

- **Use**: for your own assessment of the services, and nothing else.
- **Recipients**: people in your company who need it, your auditors and advisers under a duty of confidentiality. *Who may have it* on the report's page is the short form.
- **No publication**, no quotation in marketing, no uploading to public tools.
- **Marks**: they must not be removed.
- **Return or destruction** when the purpose has ended, or on request.

"Auditors and advisers" does not mean everybody to whom you owe an answer. Your own customers are usually not included. Send them to the operator, who can invite them.

## What is on your copy

Your copy is made in the moment in which you download it. It carries

- a line on each page with your **name, e-mail address, organization**, the time and a **download id**;
- the same id as a small code in the margin, which can be read from a photograph;
- further marks which are not obvious.

The text, figures and page numbers are those of the original. The SHA-256 of your copy differs from that of the original and of every other copy; both are on record. A digital signature of the original cannot survive the marking: the report's page names the signer, and gives the hash of the original instead.

A **ticket** is good for one download of one version by you, within fifteen minutes. If a download breaks off, the browser can continue it.

## Sharing: three questions

Before you pass a copy on, ask:

1. *Do the terms allow this recipient?*
2. *Could they get a copy of their own?* A colleague can sign in. External auditors can be given a role for the time of their visit. Then the marks name the right person, and the terms bind them directly.
3. *Do I know where it goes next?* Your name is on it. If it turns up on a web page, the first question will be put to you.

If the answers are yes, no and yes, pass it on, and note to whom, when and why.

## When a copy goes astray

It happens: a wrong address, a lost laptop, a shared folder that was more shared than it seemed.

- Tell the operator at once, with the download id if you have it. It stands on each page and in your trail.
- Say what you know: when, to whom, whether it was opened. Guesses should be marked as such.
- Ask the recipient to delete it, and keep the answer.
- Look in your own company at whether personal data were concerned: your name and address are on the copy, and some reports have names in them.

The operator can trace a copy from a file, a page or a picture. Whoever reports a stray copy early is in a much better place than whoever is found by the trace.

## What to do in the portal

1. Open a report from [Reports](/reports) and find **Who may have it**, before anything else.
2. Read the terms, accept them where that is asked, and download, or choose **Read in the browser** if you only need to look something up. Reading leaves no file behind. Some reports can only be read there.
3. Look at the line on the first page of your copy: that is you.
4. Open the [audit trail](/trail) and find the two entries: terms accepted, and download. Open the download. It has the number of bytes, the SHA-256 of your copy and a **receipt**.
5. Drop your copy on the [page for checking](/verify), which needs no account. It says that exactly this file was handed out here. Change nothing in the file: one byte more, and the answer is no.

## For counsel

The chain for each copy is: revision of the terms, acceptance by a named person with a recent second factor, ticket, download with the hash of what was served. The receipts let a third party check that these events stand in the log, unchanged, without relying on either party's word. Keep the receipt with the contract file, not in the mailbox of the person who downloaded.`,
  questions: [
    {
      text: "One of your own customers asks you for the provider's SOC 2 report. What do you usually do?",
      options: ["Refer them to the operator, because the terms rarely include your customers", "Remove the marks and send it", "Send your copy: they are affected too"],
      right: 0,
      why: "The usual circle is your company, its auditors and its advisers. The operator can give your customer access under terms of their own.",
    },
    {
      text: "Your external auditors need three reports for two weeks. What is best?",
      options: ["Your password", "Your copies, by mail", "A role for the time of their visit, so that each takes a copy of their own"],
      right: 2,
      why: "Their copies then name them, the terms bind them directly, and the access ends by itself.",
    },
    {
      text: "The terms are revised while you read them, and you press accept. What happens?",
      options: ["You have accepted the new revision", "You are asked to read the new revision; nothing was accepted", "You have accepted the old one, which stays in force for you"],
      right: 1,
      why: "An acceptance is recorded for the revision that was shown. If that is not the current one any more, nothing is accepted.",
    },
    {
      text: "You check the SHA-256 of your copy against that of the original on the report's page, and they differ. What does it mean?",
      options: ["The copy was tampered with", "The download broke off", "Nothing is wrong: every copy is marked for its person and has a hash of its own"],
      right: 2,
      why: "The hash on the report's page is that of the document as published. Whether your copy is genuine, the page for checking says.",
    },
  ],
};
