import type { Module } from "../module";

export const periods: Module = {
  slug: "periods",
  title: "Periods, gaps and bridge letters",
  summary: "Lay your fiscal year over the periods of reports, count what is open, and decide what stands in for it.",
  paths: ["auditing", "compliance"],
  body: `Two calendars meet in every review: yours and the provider's. Reports follow the provider's audit; your conclusion must hold for *your* year. This module is about the days on which the two do not meet.

## Three kinds of day

Take your fiscal year and ask of each day what you have for it.

- **Covered**: the day lies in the period of a Type 2 report on the controls that you need.
- **Bridged**: it lies after such a period, and a letter of management speaks of it.
- **Open**: neither.

Nothing else counts as coverage. A Type 1 report speaks of a single day. A certificate says that a management system is in place during its term; it does not report on operation. A report that has been announced covers nothing yet.

Count the days. "A small gap" is an opinion; "92 days, from 1 October to 31 December" can be judged.

## Where gaps come from

**The ends differ.** Many reports end on 30 September or 31 March, and many fiscal years on 31 December. With reports of twelve months that follow each other, you need two for one year: the one that ends in your year and the next one, which may come out months after your year's end.

**The periods do not touch.** A report until 30 June and one from 1 September leave July and August to nobody, for ever. This happens when an audit is postponed, the auditor changes, or a product is moved from one report to another. It does not heal with the next version.

**The scope changed.** The series continues without a break, and the region that you use joined in the second year. For you, the first year is open.

**Publication takes time.** Between the end of a period and the report lie six to twelve weeks as a rule. The days are not a gap for ever, only until the report is there. Note what you are waiting for, and since when.

## What a bridge letter can do

A bridge letter, or gap letter, states for a named stretch of days that controls have not changed materially since the report, or what has changed. It comes from management. Nobody has tested it. That makes it a reasonable support for a short time, when the report before it was clean and nothing else points the other way.

Look for five things:

1. It names the report that it follows, with its period.
2. It names its own first and last day, and the first day follows the end of the report.
3. It states changes, or that there were none *that management considers material*. Ask what was considered.
4. It says whether management knows of anything that would have changed the opinion.
5. It is signed by somebody who can know, with a date after the last day of which it speaks.

Three months is what most auditors accept without more. Beyond that, a chain of letters is not a chain of evidence.

## What stands in for open days

- **Your own controls.** Reconciliations, reviews, monitoring: if they operated on the open days and would have caught what you fear, they are evidence, and better than a letter. Name them.
- **The next report.** If it will cover the days, say so, and return to it.
- **Reports to you.** Service levels, incident notices and meetings held during the stretch show little alone, and something together.
- **A decision.** Sometimes the days are few and the risk is small. Then somebody who may decide it accepts it, in writing.

## What to do in the portal

1. Open the [coverage timeline](/center/timeline) and enter the first and last day of your fiscal year. For each series it shows which days are covered, bridged and open. The table below it says the same in numbers, and can be exported.
2. Go to the series that matter and have open days. On the report's page, the versions stand on one scale, with hatched bars for bridge letters and the gaps between them.
3. In the catalogue, set **Covers** to the last day of your year. What is missing from that list is what you will be asked about.
4. For an open stretch, ask the operator for a bridge letter, or for the date of the next report. Note the question and the answer.
5. Keep the address of the timeline: your period is in it. Open it again in a month, and the same question is answered anew.

## In your working paper

One table is enough: service, report and version, days covered, days bridged by which letter, days open, what stands in for them, and who decided. Sum each line to 365 or 366. If a line does not add up, you have found either a mistake or a gap, and both are worth finding before somebody else does.`,
  questions: [
    {
      text: "Your year is January to December. A Type 2 report covers October of last year to September of this year, and a bridge letter speaks of October and November. How do the days of this year stand?",
      options: ["January to September covered, October and November bridged, December open", "All covered", "January to September covered, the rest bridged"],
      right: 0,
      why: "Each day is covered by a Type 2 period, bridged by a letter that names it, or open. The letter ends with November.",
    },
    {
      text: "Who has tested what a bridge letter says?",
      options: ["The auditor of the report before it", "Nobody: it is a statement of management", "The certification body"],
      right: 1,
      why: "That is why a bridge letter is fit for short stretches after a sound report, and not in place of one.",
    },
    {
      text: "One report ends on 30 June, the next begins on 1 September. When will July and August be covered?",
      options: ["With the next version, which is longer", "As soon as a certificate is issued", "Never by these reports: something else has to stand in for them"],
      right: 2,
      why: "Periods that do not touch leave a lasting gap. A later version does not reach back over it.",
    },
    {
      text: "What is the strongest support for 30 open days, where it exists?",
      options: ["A second letter with the same sentence", "A control of your own that operated on those days and would have caught the failure", "The fact that nothing became public"],
      right: 1,
      why: "Operation of a control that answers the risk is evidence. Silence is not, and a second letter adds little to the first.",
    },
  ],
};
