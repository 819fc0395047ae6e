import type { Lie } from "./canvas";
import { domains } from "./controls";
import { coverOf } from "./cover";
import { Flow, type Cell } from "./flow";
import { bind } from "./report";
import { controlCode, duringPeriod, type Bound, type Subject } from "./subject";

const wide: readonly Lie[] = ["upright", "landscape", "landscape", "turned"];

/** A mapping: expectations of a rule beside what the operator does and what the customer adds. */
export function mapping(subject: Subject): Bound {
  const { series, prose, program, operator, version } = subject;
  const flow = new Flow(subject.paper, subject.firm.accent);
  flow.chapter("How to read this document");
  flow.standfirst(series.description);
  flow.paragraph(
    prose.paragraph(
      [
        `${program.name} speaks to its own addressees; the rows say how ${operator} helps them to meet it.`,
        `The duties of ${program.name} stay with those whom it addresses. What ${operator} can contribute stands in the rows.`,
      ],
      [
        "A row names the subject, what we do, what remains for you, and where the evidence is found.",
        "For each subject there is our part, your part, and a pointer to the evidence.",
      ],
    ),
  );
  flow.facts([
    ["Program", `${program.name} (${program.issuingBody})`],
    ["Product", series.product],
    ["State", subject.period],
    ["Sharing", series.shareWith],
  ]);
  flow.note("Operator: we do it for you. Shared: both have a part. Customer: it is yours, and our guides help.");
  flow.section("What changed in this edition");
  flow.list(
    prose.some(
      [
        "Rows about suppliers name the evidence in this portal.",
        "The part of the customer is worded as something to do, so that it can be assigned.",
        "Services that became available since the last edition are covered.",
        "Pointers lead to the current reports.",
        "Terms follow the current contract.",
      ],
      3,
    ),
  );
  flow.chapter("Mapping", prose.of(wide));
  const used = new Map<string, number>();
  const chosen = prose.some(domains, Math.min(domains.length, Math.max(5, version.pages + 4)));
  for (const { title, codes, controls, aim } of chosen) {
    flow.section(title);
    flow.paragraph(aim, { font: "serifItalic", size: 9.6 });
    flow.table(
      [
        { title: "Ref.", share: 0.9 },
        { title: "Subject", share: 1.8 },
        { title: "What the operator does", share: 4 },
        { title: "Part", share: 1.2 },
        { title: "What remains for you", share: 3.2 },
        { title: "Evidence", share: 2 },
      ],
      controls.map((control): Cell[] => {
        const part = prose.pick("Operator", "Shared", "Shared", "Customer");
        return [
          { text: controlCode(subject.family, codes[subject.family], used), tone: "strong" },
          control.topic,
          control.statement,
          { text: part, tone: part === "Operator" ? "good" : part === "Shared" ? "warn" : "soft" },
          part === "Operator"
            ? "Nothing; review the evidence once a year."
            : prose.pick(
                "Apply the same rule to your own people and settings.",
                "Set the feature up as the guide describes.",
                "Name an owner and keep a record of decisions.",
              ),
          prose.pick("SOC 2 report, section 4", "ISO/IEC 27001 certificate", "C5 report, tests", "Service description", "Contract terms"),
        ];
      }),
    );
  }
  return bind(subject, coverOf(subject, "Mapping and guidance"), flow);
}

/** A questionnaire with the operator's answers. */
export function questionnaire(subject: Subject): Bound {
  const { series, prose, program, operator, version } = subject;
  const flow = new Flow(subject.paper, subject.firm.accent);
  flow.chapter("About these answers");
  flow.standfirst(series.description);
  flow.paragraph(
    prose.paragraph(
      [
        `${operator} answered the questions ${duringPeriod(subject)}; the security group checked every answer against its evidence.`,
        `The answers are those of ${operator}, ${duringPeriod(subject)}. Nobody from outside has examined them.`,
      ],
      ["Yes means that the practice holds for all services in scope; partly means that the remark names the limits."],
    ),
  );
  flow.facts([
    ["Questions from", `${program.name} (${program.issuingBody})`],
    ["Product", series.product],
    ["Answered", subject.period],
    ["Sharing", series.shareWith],
  ]);
  const used = new Map<string, number>();
  const chosen = prose.some(domains, Math.min(domains.length, Math.max(5, version.pages + 5)));
  flow.section("Overview");
  flow.table(
    [
      { title: "Group", share: 4 },
      { title: "Questions", share: 1 },
      { title: "Aim", share: 6 },
    ],
    chosen.map(({ title, controls, aim }): Cell[] => [{ text: title, tone: "strong" }, String(controls.length), aim]),
  );
  flow.chapter("Questions and answers", prose.pick("upright", "upright", "landscape", "turned"));
  for (const { title, codes, controls } of chosen) {
    flow.section(title);
    flow.table(
      [
        { title: "No.", share: 0.9 },
        { title: "Question", share: 3.6 },
        { title: "Answer", share: 1 },
        { title: "Remark", share: 4.6 },
      ],
      controls.map((control): Cell[] => {
        const partly = prose.chance(0.08);
        const topic = control.topic.charAt(0).toLowerCase() + control.topic.slice(1);
        return [
          { text: controlCode(subject.family, codes[subject.family], used), tone: "strong" },
          prose.pick(
            `Is there a documented and working practice for: ${topic}?`,
            `Can you show evidence for: ${topic}?`,
            `Who answers for ${topic}, and is it checked?`,
          ),
          partly ? { text: "Partly", tone: "warn" } : { text: "Yes", tone: "good" },
          `${control.statement} ${partly ? "One service that is new this year will follow in the next quarter." : `Evidence: ${control.evidence}.`}`,
        ];
      }),
    );
  }
  flow.section("Confirmation");
  flow.paragraph("The answers are complete and true to the best of our knowledge.");
  flow.signatures([[subject.firm.signer, `${subject.firm.office}, ${subject.firm.name}`]], prose.int(1, 40));
  return bind(subject, coverOf(subject, "Self-assessment"), flow);
}

/** A statement of applicability: every control, whether it applies, and why. */
export function applicability(subject: Subject): Bound {
  const { series, prose, program, operator } = subject;
  const flow = new Flow(subject.paper, subject.firm.accent);
  flow.chapter("Purpose and scope");
  flow.paragraph(
    prose.paragraph(
      [`This statement lists the controls that ${operator} has judged for ${series.product} under ${program.name}.`],
      ["For each it says whether it applies, for which reason, and how far it is carried out."],
      ["Reasons are law (L), contract (C), good practice (G) and the assessment of risks (R)."],
    ),
  );
  flow.facts([
    ["Management system", `Information security of ${series.product}`],
    ["State", subject.period],
    ["Approved by", `${subject.firm.signer}, ${subject.firm.office}`],
  ]);
  flow.chapter("Controls", "turned");
  const counts = new Map<string, number>();
  for (const [theme, code] of [
    ["Organizational controls", "A.5"],
    ["People controls", "A.6"],
    ["Physical controls", "A.7"],
    ["Technological controls", "A.8"],
  ] as const) {
    flow.section(theme);
    const rows = domains
      .filter(({ codes }) => codes.iso === code)
      .flatMap(({ controls }) => controls)
      .map((control): Cell[] => {
        const applies = !prose.chance(0.04);
        return [
          { text: controlCode("iso", code, counts), tone: "strong" },
          control.topic,
          applies ? { text: "Yes", tone: "good" } : { text: "No", tone: "soft" },
          prose.pick("R", "C, R", "G, R", "L, C", "G"),
          applies ? control.statement : "The services in scope do not include the activity that the control addresses.",
          applies ? { text: prose.pick("Carried out", "Carried out", "Carried out", "Being improved"), tone: "good" } : "",
        ];
      });
    flow.table(
      [
        { title: "Control", share: 1 },
        { title: "Subject", share: 2.4 },
        { title: "Applies", share: 0.9 },
        { title: "Reason", share: 0.9 },
        { title: "How it is carried out, or why not", share: 6 },
        { title: "State", share: 1.3 },
      ],
      rows,
    );
  }
  return bind(subject, coverOf(subject, "Statement of Applicability"), flow);
}

/** An attestation of compliance or authorization: facts, requirements and who signs. */
export function attestation(subject: Subject): Bound {
  const { series, prose, program, operator, firm } = subject;
  const flow = new Flow(subject.paper, firm.accent);
  flow.chapter("Part 1: Parties and scope");
  flow.standfirst(series.description);
  flow.facts([
    ["Assessed company", operator],
    ["Product", series.product],
    ["Program", `${program.name} (${program.issuingBody})`],
    ["Assessor", `${firm.name}, ${firm.city}`],
    ["Valid", subject.period],
    ["Reference", subject.reference],
  ]);
  flow.paragraph(
    prose.paragraph(
      [
        "The assessor visited the sites, interviewed those responsible and tested the environment that the description draws.",
        "The work comprised interviews, inspection of settings and evidence, and visits to two sites.",
      ],
      ["The boundary of the environment was confirmed by tests of its segmentation."],
    ),
  );
  flow.part("Part 2: Requirements");
  const used = new Map<string, number>();
  for (const { title, codes, controls } of prose.some(domains, 11)) {
    flow.section(title);
    flow.table(
      [
        { title: "Requirement", share: 1.2 },
        { title: "Subject", share: 2.4 },
        { title: "Finding of the assessor", share: 5 },
        { title: "State", share: 1.3 },
      ],
      controls.map((control): Cell[] => [
        { text: controlCode(subject.family, codes[subject.family], used), tone: "strong" },
        control.topic,
        `${prose.pick("Confirmed by inspection of", "Confirmed by interview and inspection of", "Tested and confirmed with")} ${control.evidence}.`,
        prose.chance(0.06) ? { text: "Not applicable", tone: "soft" } : { text: "In place", tone: "good" },
      ]),
    );
  }
  flow.part("Part 3: Confirmation");
  flow.paragraph(
    `On the basis of this work ${firm.name} attests that ${series.product} meets the requirements of ${program.name} within the stated scope and time.`,
  );
  flow.note("An attestation speaks for the day on which it is signed. The company must keep the requirements at all times.");
  flow.signatures(
    [
      [firm.signer, `${firm.office}, ${firm.name}`],
      ["Freya Lindqvist", `Chief Information Security Officer, ${operator}`],
    ],
    prose.int(1, 40),
  );
  return bind(subject, coverOf(subject, "Attestation"), flow);
}
