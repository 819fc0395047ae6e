import { monthOf } from "../catalogue/dates";
import { ink } from "./canvas";
import { firmMark, operatorMark } from "./cover";
import { Flow, sampleBand } from "./flow";
import { duringPeriod, operatorFirm, type Bound, type Firm, type Subject } from "./subject";

/** A letter between two reports: nothing of weight has changed since the last period ended. */
export function bridgeLetter(subject: Subject): Bound {
  const { series, version, operator, prose, period, program } = subject;
  const earlier = series.versions[(version.extends ?? 0) - 1];
  const flow = letterhead(subject, operatorFirm);
  opening(flow, subject, `Bridge letter to "${series.name}", ${period}`);
  flow.paragraph(
    prose.paragraph(
      [
        `This letter follows on the document "${earlier?.title ?? series.name}" about ${series.product}, signed by ${earlier?.auditor ?? "its auditor"}.`,
        `Our latest examined document about ${series.product} is "${earlier?.title ?? series.name}", signed by ${earlier?.auditor ?? "its auditor"}.`,
      ],
      [
        "Its period has ended, and the next one is still being examined. You asked us what happened in between.",
        "Many customers close their year later than our period ends. This letter is meant to help them over the gap.",
      ],
    ),
  );
  flow.paragraph(`For the period ${period} we confirm, to the best of our knowledge:`);
  flow.list([
    "The controls described in that document were in operation, and no control was given up or weakened.",
    prose.pick(
      "Changes to services and systems went through the procedure for changes and had no adverse effect on the controls.",
      "No change to the organization, the services or the systems had a substantial adverse effect on the controls.",
    ),
    prose.pick(
      "No incident occurred that would have led to notice of customers under their contracts.",
      "We know of no incident that would cast doubt on the results of the examination.",
    ),
    `The examination of the next period against ${program.name} has begun, and its report is expected ${prose.pick("about six weeks after the period ends", "in the usual season")}.`,
  ]);
  flow.paragraph(
    prose.paragraph(
      [
        "This letter is not a report, was not examined by an auditor and does not replace one.",
        "No auditor has examined this letter; it is the statement of our management alone.",
      ],
      [
        "Please read it together with the document that it extends, and with the controls that customers carry out themselves.",
        "It makes sense only next to the document that it extends.",
      ],
      [`It speaks until ${monthOf(version.periodEnd ?? version.signedOn)} and not beyond.`],
    ),
  );
  flow.paragraph(series.shareWith);
  flow.paragraph("Yours faithfully,");
  flow.signatures(
    [
      [operatorFirm.signer, `${operatorFirm.office}, ${operator}`],
      ["Daniel Okafor", "Compliance Publishing Lead"],
    ],
    prose.int(1, 40),
  );
  return bound(flow);
}

/** The testers' letter about a penetration test. */
export function penetrationLetter(subject: Subject): Bound {
  const { series, operator, prose, firm, period } = subject;
  const flow = letterhead(subject, firm);
  const [high, medium, low] = [prose.int(0, 2), prose.int(2, 6), prose.int(4, 12)];
  opening(flow, subject, series.name);
  flow.paragraph(
    `${operator} engaged us to test ${series.product} as an attacker would. We finished the work on ${period}. This letter sums it up for customers; the full report stays with ${operator}.`,
  );
  flow.facts([
    [
      "Scope",
      prose.pick(
        "Exposed interfaces, the web console, tenant isolation and the path to the management plane",
        "Public endpoints, the console, interfaces for programs and the boundary between customers",
      ),
    ],
    [
      "Method",
      prose.pick(
        "With knowledge of the design and two ordinary customer accounts",
        "First without knowledge, then with documentation and test accounts",
      ),
    ],
    ["Effort", `${prose.int(24, 60)} person-days by ${prose.int(3, 5)} testers`],
    ["Environment", "Production, with agreed times and limits"],
  ]);
  flow.section("What we found", false);
  flow.table(
    [
      { title: "Severity", share: 2 },
      { title: "Found", share: 1 },
      { title: "Closed and tested again", share: 2 },
      { title: "Open with a plan", share: 2 },
    ],
    [
      [{ text: "Critical", tone: "strong" }, "0", "0", { text: "0", tone: "good" }],
      [{ text: "High", tone: "strong" }, String(high), String(high), { text: "0", tone: "good" }],
      [{ text: "Medium", tone: "strong" }, String(medium), String(medium), { text: "0", tone: "good" }],
      [{ text: "Low", tone: "strong" }, String(low), String(low - 2), { text: "2", tone: "soft" }],
    ],
  );
  flow.paragraph(
    prose.paragraph(
      [
        "We did not succeed in reaching another customer's data or the management plane.",
        "Isolation between customers held against every attempt that we made.",
      ],
      [
        "Findings of high and medium severity were mended and tested again by us before this letter.",
        "We tested the corrections ourselves.",
      ],
      [
        "A test shows the state on its days and cannot prove that nothing else exists.",
        "Tests are limited in time; they find much, but never everything.",
      ],
    ),
  );
  flow.paragraph(series.shareWith);
  flow.signatures([[firm.signer, `${firm.office}, ${firm.name}`]], prose.int(1, 40));
  return bound(flow);
}

/** A letter of the operator on one subject. */
export function plainLetter(subject: Subject): Bound {
  const { series, operator, prose, firm, program } = subject;
  const flow = letterhead(subject, firm);
  opening(flow, subject, series.name);
  flow.paragraph(
    `This letter sets out what ${operator} confirms about ${series.product} ${duringPeriod(subject)}, for customers who must answer to ${program.issuingBody}.`,
  );
  flow.list(
    prose.some(
      [
        "Access to systems that hold your data is granted for a reason, with a second factor, and reviewed every quarter.",
        "Data is encrypted on the way and at rest; you may hold the keys yourself.",
        "Security events are recorded centrally, kept for at least one year and given to you for your own resources.",
        "Incidents that touch your data are reported to your contacts without undue delay.",
        "You, your auditor and your supervisor may examine us as the contract describes.",
        "Data stays in the region that you choose, and is deleted when the contract ends.",
        "Subcontractors are listed, and you learn of new ones in advance.",
      ],
      5,
    ),
  );
  flow.paragraph(
    prose.paragraph(
      [
        "The letter supports your own assessment and does not replace it.",
        "Your own assessment remains necessary; this letter is one part of its evidence.",
      ],
      [
        "The reports in this portal show how the controls behind these sentences were tested.",
        "For tests of the controls, please read the reports in this portal.",
      ],
    ),
  );
  flow.paragraph(series.shareWith);
  flow.paragraph("Yours faithfully,");
  flow.signatures([[firm.signer, `${firm.office}, ${firm.name}`]], prose.int(1, 40));
  return bound(flow);
}

function letterhead({ paper, operator }: Subject, firm: Firm): Flow {
  const flow = new Flow(paper, firm.accent, 72);
  const { page } = flow;
  if (firm.name === operator) {
    operatorMark(page, 72, 54, 34, firm.accent);
    page.text(122, 70, firm.name, { font: "serifBold", size: 15, color: firm.accent });
    page.text(122, 84, firm.trade, { font: "sans", size: 8, color: firm.accent });
  } else {
    firmMark(page, 72, 52, firm, firm.accent, ink.white);
  }
  const right = page.width - 72;
  for (const [index, line] of [`${firm.city}`, "assurance.example", "+00 000 555 0117"].entries()) {
    page.text(right, 62 + index * 11, line, { font: "sans", size: 7.6, color: ink.soft }, "right");
  }
  page.fill(72, 100, right - 72, 1.4, firm.accent);
  sampleBand(page, 72, 114, right - 72);
  flow.y = 164;
  return flow;
}

function opening(flow: Flow, { signedOn, reference }: Subject, title: string): void {
  flow.paragraph(`${signedOn}   ·   ${reference}`, { font: "sans", size: 8.6, color: ink.soft });
  flow.paragraph(title, { font: "serifBold", size: 14, color: flow.accent });
  flow.paragraph("To our customers and their auditors,");
}

function bound(flow: Flow): Bound {
  return {
    pages: flow.pages,
    headings: [],
    unmarked: 1,
    running: { title: "Continuation", footer: "", accent: flow.accent, margin: flow.margin },
  };
}
