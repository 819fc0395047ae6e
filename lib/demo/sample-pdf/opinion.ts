import type { Flow } from "./flow";
import { duringPeriod, operatorFirm, type Subject } from "./subject";

/** The chapter in which the auditor or assessor says what was examined and what came of it. */
export function auditorsOpinion(subject: Subject, flow: Flow): void {
  const { firm, operator, series, program, prose, signedOn, version } = subject;
  const during = duringPeriod(subject);
  const own = firm.name === operator;
  flow.chapter(
    own
      ? "Statement of the authors"
      : prose.pick("Report of the independent auditor", "Independent assurance report", "Opinion of the independent auditor"),
  );
  flow.paragraph(own ? "To the customers who use this document" : `To the management of ${operator}`, { font: "sansBold", size: 9.4 });
  flow.section("Scope", false);
  flow.paragraph(
    prose.paragraph(
      [
        `We have examined ${operator}'s description of ${series.product} and the controls that it sets out ${during}, measured against ${program.name}.`,
        `Our examination concerned ${series.product} of ${operator}: its description, and the controls named in it, ${during}. The yardstick was ${program.name}.`,
      ],
      [
        "The description names the services, sites and people that belong to the scope, and also what lies outside it.",
        "What belongs to the scope, and what does not, is said in the description of the system.",
      ],
      [
        "Subservice organizations are carved out; their controls were not examined.",
        "Controls of subservice organizations are outside the examination, but the way in which they are watched is inside.",
      ],
    ),
  );
  flow.section(`What ${operator} answers for`, false);
  flow.paragraph(
    prose.paragraph(
      [
        "Management wrote the description and the assertion that goes with it.",
        "The description and the assertion are the work of management.",
      ],
      [
        "It also chose the criteria, recognized the risks, and designed, ran and documented the controls.",
        "It is for management to judge risks and to design, carry out and watch the controls that answer them.",
      ],
    ),
  );
  flow.section("What we answer for", false);
  flow.paragraph(
    prose.paragraph(
      ["Our duty is to form an opinion from the evidence that we gathered.", "We answer for the opinion that we drew from our work."],
      [
        "We planned the work so that material errors in the description, or weaknesses of the controls, would be found with reasonable certainty.",
        "The work was planned and done to reach reasonable, though not absolute, certainty.",
      ],
      [
        "We are independent of the operator, and a system of quality management covers our work.",
        "Our firm keeps the rules of independence and ethics of the profession and has its work reviewed by colleagues who took no part in it.",
      ],
    ),
  );
  flow.section("What no examination can do", false);
  flow.paragraph(
    prose.paragraph(
      [
        "Controls are carried out by people and machines, both of which can fail.",
        "Any control can be mistaken, evaded or overtaken by events.",
      ],
      [
        "It would be wrong to conclude from the past period that controls will work equally well in the next.",
        "Results must not be carried over to later times, because conditions and obedience to rules change.",
      ],
    ),
  );
  flow.section(own ? "Result" : "Opinion", false);
  flow.paragraph("In our opinion, in all material respects:");
  const oneDay = version.periodStart === version.periodEnd;
  flow.list([
    `the description presents ${series.product} as it was ${oneDay ? "on that date" : "throughout the period"};`,
    "the controls were designed so that, if carried out as described, their aims would be reached;",
    ...(oneDay
      ? []
      : [
          "the controls that we tested worked well enough throughout the period to reach those aims, the exceptions in the tables notwithstanding.",
        ]),
  ]);
  flow.need(210);
  flow.section("Who may use this report", false);
  flow.paragraph(
    series.terms === "open"
      ? "Anyone may read this report. It is nevertheless written for readers who know what such an examination can and cannot show."
      : prose.paragraph(
          [
            `The report is meant for ${operator}, its customers and their auditors, who understand the services and the controls that customers add.`,
            "Only the operator, its customers in the period and their auditors may use this report; they know enough about the services to read it rightly.",
          ],
          ["Nobody else should use it.", "It is not fit for other readers."],
        ),
  );
  flow.paragraph(`${firm.city}, ${signedOn}`, { font: "sans", size: 9 });
  flow.signatures([[firm.signer, `${firm.office}, ${firm.name}`]], prose.int(1, 40));
}

/** The chapter in which management asserts what the auditor then examined. */
export function managementAssertion(subject: Subject, flow: Flow): void {
  const { operator, series, prose, program } = subject;
  flow.chapter(prose.pick("Assertion of management", "Management's assertion"));
  flow.paragraph(
    prose.paragraph(
      [
        `We, the management of ${operator}, have prepared the description of ${series.product} for customers who used it ${duringPeriod(subject)}.`,
        `The management of ${operator} answers for the description of ${series.product} ${duringPeriod(subject)}.`,
      ],
      [
        `We measured ourselves against ${program.name} and confirm, to the best of our knowledge and belief:`,
        `Measured against ${program.name}, and to the best of our knowledge, we assert:`,
      ],
    ),
  );
  flow.list([
    "The description names the services, the infrastructure, the software, the people, the procedures and the data that belong to the system.",
    "It leaves out or distorts nothing that customers and their auditors need, bearing in mind that they have different needs.",
    prose.pick(
      "The controls answer the risks that stand in the way of our commitments.",
      "Each commitment to customers is backed by controls that answer its risks.",
    ),
    prose.pick(
      "Changes to the system in the period are part of the description.",
      "Where the system changed, the description says when and how.",
    ),
    "Customers carry out the complementary controls that the description asks of them.",
  ]);
  flow.paragraph(
    prose.paragraph(
      [
        "We told the auditor of every incident, exception and change that we know of and that could bear on the result.",
        "Nothing that could influence the examination was kept from the auditor.",
      ],
      ["Events after the period that would change what we assert have not come to our knowledge."],
    ),
  );
  flow.signatures(
    [
      [operatorFirm.signer, operatorFirm.office],
      ["Ruben Achterberg", "Chief Operating Officer"],
    ],
    prose.int(1, 40),
  );
}
