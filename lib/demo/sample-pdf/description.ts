import type { Cell, Flow } from "./flow";
import { sites, soldServices, type Subject } from "./subject";

/** The chapter that describes the system: services, sites, people, procedures, data, suppliers and customers' duties. */
export function describeSystem({ operator, series, program, prose, version }: Subject, flow: Flow): void {
  const services = soldServices[series.product] ?? [];
  flow.chapter("Description of the system");
  flow.standfirst(series.description);
  flow.section("The operator and its services");
  flow.paragraph(
    prose.paragraph(
      [
        `${operator} runs data centres on three continents and sells computing, storage and data services to companies and public bodies.`,
        `${operator} offers services from its own data centres to customers in finance, health care, industry and government.`,
      ],
      [`${series.product} is one of its product families.`, `This document is about the product family ${series.product}.`],
      [
        "Customers order through a console or an interface for programs and decide themselves where their data is kept.",
        "Customers use the services through a web console, a command line and documented interfaces, and choose the region for each resource.",
      ],
    ),
  );
  flow.table(
    [
      { title: "Service", share: 2 },
      { title: "What it does for customers", share: 5 },
      { title: "In scope since", share: 1.5 },
    ],
    prose
      .some(services, Math.min(services.length, Math.max(4, Math.round(version.pages / 2))))
      .map((service): Cell[] => [
        { text: service, tone: "strong" },
        prose.pick(
          `${service} is ordered per project and metered by use; its settings are under the customer's control.`,
          `${service} runs in at least two zones of each region and follows the platform's rules for access and logging.`,
          `${service} is managed by the operator up to the interface, and by the customer from there.`,
        ),
        String(prose.int(2017, 2023)),
      ]),
  );
  flow.section("Sites");
  flow.paragraph(
    prose.pick(
      "Each region has three zones, in buildings that share neither power nor cooling and lie at least eight kilometres apart.",
      "A region consists of zones that are independent in power, cooling and network, joined by the operator's own fibre.",
    ),
  );
  flow.table(
    [
      { title: "Region", share: 2 },
      { title: "Country", share: 2 },
      { title: "Zones", share: 1 },
      { title: "Last visited by the auditor", share: 2.4 },
    ],
    prose
      .some(sites[program.region], 4)
      .map(([city, country]): Cell[] => [
        { text: city, tone: "strong" },
        country,
        "3",
        prose.pick("On site, this period", "On site, this period", "Remotely, this period", "On site, last period"),
      ]),
  );
  flow.section("People and procedures");
  flow.paragraph(
    prose.paragraph(
      [
        `Some ${prose.int(14, 39)}0 people develop and run the services in scope, in teams that answer for their service day and night.`,
        `Teams of six to twelve people own each service from design to operation; together they number about ${prose.int(14, 39)}0.`,
      ],
      [
        "A security group writes the rules, a platform group makes them easy to follow, and internal audit looks at both.",
        "Rules come from the security group, tools from the platform group, and internal audit checks that the two meet.",
      ],
      [
        "Procedures are kept beside the code that carries them out, and change in the same way: by review.",
        "Every procedure has an owner, a date of review and a place where its evidence is kept.",
      ],
    ),
  );
  flow.section("Data");
  flow.paragraph(
    prose.paragraph(
      [
        "Customer content is encrypted, belongs to the customer and is reached by staff only on request, with a record.",
        "What customers store is theirs; staff have no standing access to it.",
      ],
      [
        "Data about use, such as metering and support cases, is kept apart and for no longer than the contract says.",
        "Data that arises from use is kept separately, for billing, security and support.",
      ],
    ),
  );
  flow.section("Subservice organizations");
  flow.table(
    [
      { title: "Organization", share: 2.4 },
      { title: "Service", share: 3 },
      { title: "How it is watched", share: 4 },
    ],
    prose
      .some(
        [
          ["Pellworm Colocation BV", "Space, power and cooling", "Yearly review of its assurance report and a visit"],
          ["Greyling Fibre Networks", "Lines between sites", "Service figures each month, encryption by the operator"],
          ["Sorrel Mail Services", "Delivery of notices by mail", "Yearly assessment and contract terms on secrecy"],
          ["Kestrel Guarding", "Guards at the sites", "Monthly reports and unannounced tests"],
        ] satisfies [string, string, string][],
        3,
      )
      .map(([name, service, watched]): Cell[] => [{ text: name, tone: "strong" }, service, watched]),
  );
  flow.section("Controls that customers carry out");
  flow.list(
    prose.some(
      [
        "Customers decide who of their people may use the services, and withdraw access when someone leaves.",
        "Customers require a second factor for everyone who can change settings.",
        "Customers choose settings for encryption, retention and backup that suit their data.",
        "Customers keep their contacts for security notices current and react to notices in time.",
        "Customers test the recovery of their own applications.",
        "Customers tell the operator at once when they suspect that credentials have been misused.",
        "Customers watch the logs that the services give them.",
        "Customers review the reports of the operator and judge what they mean for their own controls.",
      ],
      prose.int(5, 7),
    ),
  );
}
