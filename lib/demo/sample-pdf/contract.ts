import { coverOf } from "./cover";
import { Flow, type Cell } from "./flow";
import { bind } from "./report";
import { sites, soldServices, type Bound, type Subject } from "./subject";

type Clause = readonly [string, readonly string[]];

/** A contract: numbered clauses, schedules and places to sign. */
export function contract(subject: Subject): Bound {
  const { series, prose, program, operator, version } = subject;
  const flow = new Flow(subject.paper, subject.firm.accent);
  flow.chapter("Parties and purpose");
  flow.standfirst(series.description);
  flow.paragraph(
    `This ${version.title.replace(/, edition \d+$/, "").toLowerCase()} is made between ${operator} ("provider") and the customer who accepts it ("customer").`,
  );
  flow.paragraph(
    prose.pick(
      `It supplements the main agreement on ${series.product} and gives effect to ${program.name}.`,
      `It becomes part of the main agreement on ${series.product}. Its occasion is ${program.name}.`,
    ),
  );
  flow.facts([
    ["Product", series.product],
    ["Program", `${program.name} (${program.issuingBody})`],
    ["Edition", subject.period],
    ["Reference", subject.reference],
  ]);
  flow.part("Terms");
  const clauses: readonly Clause[] = [
    [
      "Words",
      [
        '"Data" is what the customer or its users put into the services. "Incident" is a breach of security that leads to loss, change or disclosure of data.',
        "Words of the main agreement keep their meaning.",
      ],
    ],
    [
      "What the provider may do with data",
      [
        "The provider handles data on the customer's documented instructions and for no purpose of its own.",
        "If an instruction appears unlawful, the provider says so and may wait until the customer has confirmed or changed it.",
      ],
    ],
    [
      "People",
      ["Everyone who may reach data is bound to secrecy and trained.", "Access is given for a reason, limited in time and recorded."],
    ],
    [
      "Security",
      [
        "The provider carries out the measures of Schedule 2 and may improve them, but never to less protection.",
        prose.pick(
          "The customer chooses the settings that are under its control.",
          "Settings within the customer's reach are the customer's duty.",
        ),
      ],
    ],
    [
      "Subcontractors",
      [
        "The provider may use the subcontractors of Schedule 3 and announces new ones thirty days ahead.",
        "The customer may object for good reason; if no solution is found, it may end the affected service.",
        "The provider answers for its subcontractors as for itself.",
      ],
    ],
    [
      "Incidents",
      [
        `The provider reports an incident without undue delay and at the latest within ${prose.pick("24", "36", "48")} hours of becoming aware of it.`,
        "The report says what happened, whose data is concerned, what was done and whom to ask.",
      ],
    ],
    [
      "Help with duties",
      [
        "The provider helps the customer to answer requests of the people concerned and of authorities.",
        "It supplies the facts that the customer needs for its own assessments.",
      ],
    ],
    [
      "Audit",
      [
        "Assurance reports in this portal come first. Where they do not suffice, the customer, its auditor or its supervisor may examine the provider on site.",
        "Examinations are announced thirty days ahead, unless an authority demands otherwise.",
      ],
    ],
    [
      "Places",
      [
        "Data stays in the region of the customer's choice.",
        "A transfer to another country needs the customer's instruction and a lawful basis.",
      ],
    ],
    [
      "Continuity and exit",
      [
        "The provider keeps plans for disruptions and tests them twice a year.",
        "At the end it hands over data in a common format and deletes its copies within ninety days.",
      ],
    ],
    [
      "Duration",
      ["These terms hold as long as the provider has data of the customer.", "They go before the main agreement where the two differ."],
    ],
  ];
  for (const [index, [title, paragraphs]] of clauses.entries()) {
    flow.section(`${index + 1}  ${title}`);
    for (const [at, text] of paragraphs.entries()) flow.paragraph(`${index + 1}.${at + 1}   ${text}`);
  }
  flow.section("Signatures");
  flow.signatures(
    [
      [subject.firm.signer, `${subject.firm.office}, ${operator}`],
      ["For the customer", "Accepted electronically in this portal"],
    ],
    prose.int(1, 40),
  );
  flow.part("Schedule 1: Services and data");
  flow.table(
    [
      { title: "Service", share: 2 },
      { title: "Kinds of data", share: 4 },
      { title: "People concerned", share: 3 },
    ],
    (soldServices[series.product] ?? []).map((service): Cell[] => [
      { text: service, tone: "strong" },
      prose.pick(
        "Whatever the customer stores",
        "Identifiers, contact details, records of use",
        "Records that the customer's applications create",
      ),
      prose.pick("Customers of the customer", "Staff and users of the customer", "Patients, clients or card holders of the customer"),
    ]),
  );
  flow.part("Schedule 2: Measures");
  flow.list([
    "Access: single identities, second factors, review every quarter.",
    "Encryption: in transit and at rest, with keys that the customer may hold.",
    "Separation: customers are isolated in network, storage and administration.",
    "Records: security events are kept for at least one year and cannot be altered.",
    "Resilience: three zones per region, backups, recovery tests twice a year.",
    "Testing: independent penetration tests twice a year, scans every week.",
  ]);
  flow.chapter("Schedule 3: Subcontractors", prose.pick("upright", "landscape"));
  flow.table(
    [
      { title: "Name", share: 3 },
      { title: "Task", share: 3 },
      { title: "Place", share: 2 },
      { title: "Reaches data", share: 1.6 },
    ],
    (
      [
        ["Pellworm Colocation BV", "Space, power and cooling"],
        ["Greyling Fibre Networks", "Lines between sites"],
        ["Sorrel Mail Services", "Delivery of notices by mail"],
        ["Kestrel Guarding", "Guards at the sites"],
      ] satisfies [string, string][]
    ).map(([name, task]): Cell[] => [
      { text: name, tone: "strong" },
      task,
      prose.of(sites[program.region])[1],
      { text: name.startsWith("Sorrel") ? "Mail addresses" : "No", tone: "soft" },
    ]),
  );
  return bind(subject, coverOf(subject, "Contract"), flow);
}
