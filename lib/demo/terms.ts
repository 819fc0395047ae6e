import type { DemoTerms } from "./types";

/** The three sets of terms under which the demo's operator gives out its reports. */
export const demoTerms: readonly DemoTerms[] = [
  {
    slug: "standard",
    title: "Terms for confidential assurance documents",
    acceptance: "EXPLICIT",
    paragraphs: [
      {
        heading: "Who may use the document",
        text: "Northwind Cloud gives this document to you for the organization and the account that you are signed in for. People of that organization may use it to assess the services that they use or think of using.",
      },
      {
        heading: "Keeping it confidential",
        text: "The document describes how Northwind Cloud protects its services. Keep it as carefully as your own confidential papers, store it where only the people who need it can reach it, and do not publish it or any part of it.",
      },
      {
        heading: "Sharing with auditors and regulators",
        text: "You may pass the document, whole and unchanged, to your auditors, regulators and professional advisers. Auditors and advisers must be bound to secrecy by contract or by profession. Tell a regulator that the document is confidential. Anyone else needs Northwind Cloud's written consent first.",
      },
      {
        heading: "Your personal copy",
        text: "Every page carries your name, your e-mail address, your account, the time and a number that belongs to this download alone. Leave these marks in place. They allow Northwind Cloud and your own organization to find out where a copy came from.",
      },
      {
        heading: "What the document does not promise",
        text: "The document speaks about a stated period and scope. It is no warranty, it does not change any contract, and its auditor owes duties only to the parties that the document names. You decide whether it is enough for your purpose.",
      },
      {
        heading: "How long these terms hold",
        text: "The terms begin when you accept them and hold for five years, or longer where the law protects the contents as a trade secret. They also cover later copies of the same version that you download.",
      },
      {
        heading: "Returning and deleting",
        text: "When your organization no longer uses the services, or when Northwind Cloud asks for a good reason, delete your copies. You may keep what the law or your audit rules require, under these same terms.",
      },
      {
        heading: "Other agreements",
        text: "Where your organization has signed a contract or a non-disclosure agreement with Northwind Cloud, that agreement goes before these terms wherever the two differ.",
      },
    ],
  },
  {
    slug: "restricted",
    title: "Terms for restricted assurance documents",
    acceptance: "EXPLICIT",
    paragraphs: [
      {
        heading: "Why this document is restricted",
        text: "It shows details that would help an attacker, or its auditor addressed it to a closed circle of readers. For that reason it may be used by fewer people than other documents here.",
      },
      {
        heading: "Who may use it",
        text: "You yourself may read it, and so may those colleagues in security, risk or audit who need it to judge the services that your organization uses. Keep a list of them; Northwind Cloud may ask for it.",
      },
      {
        heading: "Keeping it confidential",
        text: "Store the document encrypted, open it only on devices that your organization manages, do not print more than you need, and do not feed it to services that learn from what they are given.",
      },
      {
        heading: "Sharing outside your organization",
        text: "You may show it to your statutory auditor and to an authority that supervises you and asks for it. Name the recipient to Northwind Cloud within ten working days, unless the authority forbids that. All other sharing needs written consent first.",
      },
      {
        heading: "Your personal copy",
        text: "Every page names you, your account, the time and this download. Do not remove, cover or crop these marks, and do not make versions of the document without them.",
      },
      {
        heading: "No reliance",
        text: "The auditor worked for Northwind Cloud and wrote for the readers that the document names. Unless you are one of them, you cannot rely on the auditor's work, and nobody promises that the controls will work as well after the period that was examined.",
      },
      {
        heading: "If something goes wrong",
        text: "If a copy is lost, or reaches someone who should not have it, tell Northwind Cloud within one working day and help to limit the harm.",
      },
      {
        heading: "End and deletion",
        text: "Delete your copies when the assessment is finished, and at the latest three years after the end of the period that the document covers. The duty of confidence stays for as long as the contents are not public.",
      },
      {
        heading: "Other agreements",
        text: "A signed agreement between your organization and Northwind Cloud goes before these terms where it is stricter. Where it is milder, these terms hold for this document.",
      },
    ],
  },
  {
    slug: "open",
    title: "Terms for open documents",
    acceptance: "PASSTHROUGH",
    paragraphs: [
      {
        heading: "Use and sharing",
        text: "You may read this document, keep it and pass it on to anyone, whole and unchanged. Please check here for the current version before you rely on an older copy.",
      },
      {
        heading: "Your copy",
        text: "Copies from this portal are marked with the name of the person who downloaded them. If you want to pass on a copy without your name, send the reader here, or ask Northwind Cloud for one.",
      },
      {
        heading: "No promise",
        text: "The document describes the state on its date, for the scope that it names. It is not part of any contract, and nobody owes you a duty because you have read it.",
      },
    ],
  },
];
