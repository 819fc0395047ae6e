import type { Module } from "../module";

export const evidence: Module = {
  slug: "evidence",
  title: "What evidence is, and how to find it here",
  summary: "Who speaks in a document, about which time, and how they know; and how the catalogue answers a question instead of listing files.",
  paths: ["auditing", "compliance", "legal"],
  body: `You rely on services that you cannot look into. Somebody else runs the data centre, patches the systems, and hires and dismisses the people with access. **Evidence** is what you can show for believing that this is done well. Not certainty: a reason, with a date on it, that another person can examine.

This module gives you three questions that work for every document, and shows how to find the right one in this portal.

## Three questions

**Who speaks?** An independent auditor who signs an opinion stands at one end, a provider who describes itself at the other. Between them are certification bodies, assessors and public authorities. Within one document there can be several voices. In a SOC 2 report the auditor wrote the opinion and the results of the tests; management wrote its assertion and the description of the system. Quote the right one.

**About which time?** Some documents speak of a day, some of a period, some of a term in the future during which a certificate is valid. A report for last year is excellent evidence for last year. It says nothing about this morning.

**How do they know?** By asking, by reading procedures, by watching, by testing samples, or by assuming. Twenty-five samples out of a thousand give a reason to believe; they do not give proof. A letter in which management states that nothing has changed rests on what management knows.

Hold any document against these three, and its weight becomes plain. A self-assessment signed yesterday is fresh and light. A two-year-old attestation report is heavy and stale. You may need both, and something newer.

## Scope: the fourth question

Most misuse of evidence has the same cause: the document was about something else. Check four things each time.

- **The legal entity.** Groups have many companies; a certificate names one or some.
- **The service.** Products are in scope by name. New ones join later.
- **The place.** Regions and sites can be left out.
- **The criteria.** A SOC 2 report on security alone is silent about availability.

What lies outside is not bad. It is unknown, and unknown is a finding too: write it down.

## The kinds you will meet

| Kind | Who speaks | Time |
| --- | --- | --- |
| Attestation report, such as SOC 1, SOC 2, C5 | Independent auditor | A period, or a day for Type 1 |
| Certificate, such as ISO/IEC 27001 | Accredited certification body | A term, with audits in between |
| Attestation of compliance, such as for PCI DSS | Assessor and company | A day, renewed every year |
| Authorization, such as FedRAMP | Public body, from an assessor's package | Until it is changed or withdrawn |
| Self-assessment | The provider | The day of the answers |
| Letter: bridge letter, mapping to a law | The provider's management | As it says |

## What to do in the portal

1. Open [Reports](/reports). The list shows the newest version of each series that you may see. What your permissions hide is not counted either.
2. Do not scroll: ask. Tick a **region**, a **program** or a **category**, or type into the search. Each filter shows how many documents it would leave. Words match from their beginning, and *soc 2* finds *soc2*.
3. If your question is about a time, use **Covers** with a day. Then you see every document whose period contains that day, earlier versions included.
4. Open a report. The bar at the top shows its period on one scale with the other versions of the series; hatched bars are bridge letters. **Who may have it** tells you whom you may show it to. Read that before you download anything.
5. Look up a program that you do not know under [Programs](/center/programs): what it is, who issues it, and what there is for it here.
6. Keep the address of the page. It holds the whole filter, so that a colleague who opens it asks the same question, within what they may see.

If you see a report and cannot open it, its page says why: your permissions, an agreement that must be accepted first, or an audience to which you do not belong. **Ask for access** on the page goes to an administrator of your account.

## A habit to take away

When you use a document, write one line: *title, version, period, issuer, what it supports, what it leaves open, my name, today*. Seven facts and a date. If you write nothing else, this line lets the next person continue where you stopped, and it is what an examiner asks for first. The SHA-256 on the report's page makes the line exact: it names these bytes and no others.`,
  questions: [
    {
      text: "A provider sends you a questionnaire about its security that it filled in itself last week. How heavy is it as evidence?",
      options: ["As heavy as an attestation report, because it is newer", "Light: it is recent, and nobody independent has checked it", "It is no evidence at all and should be thrown away"],
      right: 1,
      why: "Who speaks and how they know count along with the time. A self-assessment is a useful start, and the provider's own word.",
    },
    {
      text: "In a SOC 2 report, whose voice is the description of the system?",
      options: ["The auditor's", "The body that made the criteria", "The provider's management's"],
      right: 2,
      why: "Management describes its system. The auditor gives an opinion on whether that description is fairly presented.",
    },
    {
      text: "A certificate names another company of the provider's group than the one in your contract. What follows?",
      options: ["The scope is not yours until shown otherwise; note it as open and ask", "Nothing: groups are certified as a whole", "The certificate is forged"],
      right: 0,
      why: "Certificates and reports hold for the entities that they name. What lies outside is unknown, which is a finding to be written down.",
    },
    {
      text: "You need everything whose period contains 31 March. What do you use in the catalogue?",
      options: ["The sort order by newest", "The filter Covers with that day", "The search, with the words 31 March"],
      right: 1,
      why: "Covers finds each version whose period contains the day, earlier versions included. Newest says when something was published, not what it covers.",
    },
  ],
};
