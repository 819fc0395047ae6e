import type { Canvas } from "./canvas";
import { domains, type Domain } from "./controls";
import { coverOf } from "./cover";
import { describeSystem } from "./description";
import { contentsOf, Flow, type Cell } from "./flow";
import { auditorsOpinion, managementAssertion } from "./opinion";
import { controlCode, duringPeriod, type Bound, type Subject } from "./subject";

type Exception = { code: string; topic: string; text: string };

/** An auditor's or assessor's report: opinion, assertion, description, tests, appendices. */
export function report(subject: Subject): Bound {
  const { series, version, prose, program } = subject;
  const kind =
    series.category === "PACKAGES" ? "Document package" : program.key === "soc3" ? "General use report" : "Independent assurance report";
  const cover = coverOf(subject, kind);
  const flow = new Flow(subject.paper, subject.firm.accent);
  if (series.category === "PACKAGES") packageIndex(subject, flow);
  auditorsOpinion(subject, flow);
  managementAssertion(subject, flow);
  describeSystem(subject, flow);
  if (program.key !== "soc3") {
    const chosen = prose.some(domains, Math.min(domains.length, Math.max(4, Math.round(version.pages * 0.72))));
    const exceptions = testsOfControls(subject, flow, chosen);
    managementResponses(subject, flow, exceptions);
    dutiesAppendix(subject, flow, chosen);
  }
  glossary(subject, flow);
  return bind(subject, cover, flow);
}

/** Cover, contents and body as one document. */
export function bind(subject: Subject, cover: Canvas, flow: Flow): Bound {
  const contents = contentsOf(flow, (canvas, pages) => flow.pages.indexOf(canvas) + 2 + pages);
  return {
    pages: [cover, ...contents, ...flow.pages],
    headings: flow.headings,
    unmarked: 1,
    running: runningOf(subject, flow),
  };
}

/** What stands in the head and foot of a subject's pages. */
export function runningOf({ series, version, firm, operator }: Subject, flow: Flow): Bound["running"] {
  const guard =
    series.terms === "open" ? "May be shared whole and unchanged" : series.terms === "restricted" ? "Restricted use" : "Confidential";
  const footer = firm.name === operator ? `${operator}  ·  ${guard}` : `${firm.name}  ·  ${guard}`;
  return { title: `${operator}  ·  ${version.title}`, footer, accent: flow.accent, margin: flow.margin };
}

function packageIndex({ series, version, prose }: Subject, flow: Flow): void {
  flow.chapter("What this package holds");
  flow.standfirst(series.description);
  flow.paragraph("The parts were brought to the same state on the date of the cover, so that they can be read together.");
  flow.table(
    [
      { title: "Part", share: 1 },
      { title: "Title", share: 4 },
      { title: "Written for", share: 4 },
      { title: "State", share: 2 },
    ],
    (
      [
        ["Summary of the system and its boundary", "Those who decide on use"],
        ["Controls and how they are carried out", "Assessors and system owners"],
        ["Results of the assessment", "Authorizing officials"],
        ["Open points and dates", "Authorizing officials"],
        ["Duties of the customer", "System owners"],
        ["Contacts and change history", "Everyone"],
      ] satisfies [string, string][]
    ).map(([title, reader], index): Cell[] => [
      `Part ${index + 1}`,
      title,
      reader,
      { text: prose.pick("Current", "Current", "Renewed"), tone: "good" },
    ]),
  );
  flow.note(
    `Edition ${prose.int(2, 6)}.${prose.int(0, 9)}, about ${version.pages} pages. An agency that uses the package should subscribe to its renewals.`,
  );
}

function testsOfControls(subject: Subject, flow: Flow, chosen: readonly Domain[]): Exception[] {
  const { prose, family, version, firm, operator } = subject;
  const oneDay = version.periodStart === version.periodEnd;
  const exceptions: Exception[] = [];
  flow.chapter(oneDay ? "Controls and their design" : "Controls, tests and results");
  flow.paragraph(
    prose.paragraph(
      [
        `The tables list the controls that ${operator} has put in place, what ${firm.name} did to test them, and what came of it.`,
        `This part sets out the controls of ${operator} next to the procedures of ${firm.name} and their results.`,
      ],
      [
        "Tests were inquiry, observation, inspection and repetition; inquiry alone was never taken as sufficient.",
        "Each control was discussed with those who carry it out and then tested by inspection, observation or repetition.",
      ],
      [
        "The size of a sample follows from how often a control runs and how much depends on it.",
        "Samples were drawn from complete lists, whose completeness was tested first.",
      ],
    ),
  );
  const used = new Map<string, number>();
  for (const { title, aim, codes, controls } of chosen) {
    flow.section(title);
    flow.paragraph(aim, { font: "serifItalic", size: 10 });
    flow.table(
      [
        { title: "Control", share: 1.1 },
        { title: "What the operator does", share: 4 },
        { title: "What was tested", share: 4 },
        { title: "Result", share: 1.9 },
      ],
      controls.map((control): Cell[] => {
        const code = controlCode(family, codes[family], used);
        const sample = prose.of([5, 10, 15, 25, 25, 40]);
        const failed = !oneDay && prose.chance(0.05);
        if (failed) {
          exceptions.push({
            code,
            topic: control.topic,
            text: `${prose.pick("One", "Two")} of ${sample} sampled ${control.population} ${prose.pick(
              "lacked complete evidence",
              "were handled after the agreed time",
              "were recorded later than the rule demands",
            )}.`,
          });
        }
        return [
          { text: code, tone: "strong" },
          control.statement,
          testOf(prose, control.evidence, control.population, sample, oneDay),
          failed ? { text: "Exception noted", tone: "warn" } : { text: oneDay ? "Suitably designed" : "No exception", tone: "good" },
        ];
      }),
    );
  }
  return exceptions;
}

function testOf(prose: Subject["prose"], evidence: string, population: string, sample: number, oneDay: boolean): string {
  if (oneDay)
    return prose.pick(
      `Inspected ${evidence} for one instance and discussed the design with its owner.`,
      `Walked through one case from beginning to end and inspected ${evidence}.`,
    );
  return prose.pick(
    `Inspected ${evidence} for a sample of ${sample} ${population} and compared them with the rule.`,
    `For ${sample} sampled ${population}, inspected ${evidence} and confirmed date, author and approval.`,
    `Drew ${sample} ${population} from a complete list, inspected ${evidence} and repeated the decisive step.`,
    `Observed the control in operation and inspected ${evidence} for ${sample} ${population}.`,
  );
}

function managementResponses({ prose, operator, firm }: Subject, flow: Flow, exceptions: readonly Exception[]): void {
  flow.part("Other information from management");
  flow.paragraph(`This part comes from the management of ${operator}. ${firm.name} has read it and expresses no opinion on it.`);
  if (exceptions.length === 0) {
    flow.paragraph(
      "No exceptions were reported, so there is nothing to respond to. Improvements that the team has planned on its own account are told to customers through the release notes.",
    );
    return;
  }
  flow.table(
    [
      { title: "Control", share: 1 },
      { title: "Exception", share: 3.4 },
      { title: "Response", share: 4 },
      { title: "Due", share: 1.4 },
    ],
    exceptions.map(({ code, topic, text }): Cell[] => [
      { text: code, tone: "strong" },
      `${topic}: ${text}`,
      prose.pick(
        "The missing step was made up for in every case. A reminder now blocks completion until the evidence is attached.",
        "We reviewed the whole population and found no further case. The owner of the control has been named anew.",
        "The procedure has been made part of the release tool, so that it can no longer be passed over.",
      ),
      { text: prose.pick("Done", "Done", "Next quarter"), tone: "soft" },
    ]),
  );
}

function dutiesAppendix(subject: Subject, flow: Flow, chosen: readonly Domain[]): void {
  const { prose, series } = subject;
  flow.chapter("Appendix A: Who does what", prose.pick("upright", "landscape", "landscape", "turned"));
  flow.paragraph(
    `How duties for ${series.product} are divided. Controls of customers are assumed to be in place where the table says so.`,
  );
  flow.table(
    [
      { title: "Domain", share: 2.2 },
      { title: "Topic", share: 2.4 },
      { title: "Operator", share: 1.5 },
      { title: "Customer", share: 1.5 },
      { title: "What the customer does", share: 5 },
    ],
    chosen.slice(0, 9).flatMap(({ title, controls }) =>
      prose.some(controls, 2).map((control): Cell[] => {
        const shared = prose.chance(0.6);
        return [
          title,
          { text: control.topic, tone: "strong" },
          { text: "Responsible", tone: "good" },
          shared ? { text: "Shared", tone: "warn" } : { text: "Informed", tone: "soft" },
          shared
            ? prose.pick(
                "Applies the same rule to its own people, settings and data in the service.",
                "Configures the feature as the guide describes and reviews the settings at least yearly.",
                "Names contacts, keeps them current and reacts to notices in time.",
              )
            : "Reads the notices and judges whether they matter for its own use.",
        ];
      }),
    ),
  );
}

function glossary(subject: Subject, flow: Flow): void {
  flow.chapter("Appendix B: Words used");
  flow.facts([
    ["Bridge letter", "A letter of the operator about the time between the end of one period and the next report."],
    ["Carve-out", "A subservice organization is named, but its controls are not part of the examination."],
    ["Complementary control", "A control that a customer must carry out for the operator's control to reach its aim."],
    ["Exception", "A case in which a control did not run as described."],
    ["Period", `What this document speaks about: ${duringPeriod(subject)}.`],
    ["Sample", "Cases drawn from a complete list in order to judge the whole."],
  ]);
}
