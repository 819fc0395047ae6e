/** How a service is offered, from the one that leaves the least to the customer to the one that leaves the most. */
export const serviceModels = [
  { key: "saas", name: "SaaS", long: "software as a service", example: "A finished application that you configure and use." },
  { key: "paas", name: "PaaS", long: "platform as a service", example: "A managed database, runtime or queue for your own code." },
  { key: "iaas", name: "IaaS", long: "infrastructure as a service", example: "Virtual machines, disks and networks that you run yourself." },
] as const;
export type ServiceModel = (typeof serviceModels)[number]["key"];

/** Who secures it. */
export type Duty = "CUSTOMER" | "SHARED" | "OPERATOR";

export type Layer = Readonly<{
  key: string;
  name: string;
  /** Security in the services, or of what they stand on. */
  side: "IN" | "OF";
  duties: Readonly<Record<ServiceModel, Readonly<{ duty: Duty; does: string }>>>;
}>;

type Cell = readonly [Duty, string];
const layer = (side: Layer["side"], key: string, name: string, saas: Cell, paas: Cell, iaas: Cell): Layer => ({
  key,
  name,
  side,
  duties: { saas: { duty: saas[0], does: saas[1] }, paas: { duty: paas[0], does: paas[1] }, iaas: { duty: iaas[0], does: iaas[1] } },
});

const ours = (does: string): readonly [Cell, Cell, Cell] => [["OPERATOR", does], ["OPERATOR", does], ["OPERATOR", does]];

/** The layers from the customer's data down to the buildings, each with who secures it under each service model. */
export const layers: readonly Layer[] = [
  layer(
    "IN", "data", "Customer data",
    ["CUSTOMER", "You decide what you put in, classify it, share it and delete it."],
    ["CUSTOMER", "You decide what you store, classify it, back it up as you need and delete it."],
    ["CUSTOMER", "All of it is yours: what you store, its copies, its retention and its end."],
  ),
  layer(
    "IN", "applications", "Applications",
    ["SHARED", "The operator builds and patches the application; you set its security options."],
    ["CUSTOMER", "Your code, its dependencies and its settings are yours to secure."],
    ["CUSTOMER", "You install, patch and test everything that runs."],
  ),
  layer(
    "IN", "identity", "Identity and access",
    ["SHARED", "The operator provides sign-in with several factors; you decide who gets in and review it."],
    ["SHARED", "The operator provides roles and policies; you grant as little as needed and remove leavers."],
    ["SHARED", "The operator protects its control plane; accounts on your machines are yours too."],
  ),
  layer(
    "IN", "operating-system", "Operating system",
    ["OPERATOR", "Hardened, patched and monitored by the operator."],
    ["OPERATOR", "Hardened, patched and monitored by the operator beneath your code."],
    ["CUSTOMER", "You choose the image, harden it, patch it and watch its logs."],
  ),
  layer(
    "IN", "network", "Network settings",
    ["OPERATOR", "Segmented and filtered by the operator; where offered, you set allowed addresses."],
    ["SHARED", "The operator isolates tenants; you decide which endpoints are public."],
    ["CUSTOMER", "Firewalls, routes, gateways and what is open to the internet are yours."],
  ),
  layer(
    "IN", "encryption", "Encryption and keys",
    ["SHARED", "The operator encrypts at rest and in transit; you manage keys where you bring your own."],
    ["SHARED", "The operator offers encryption and key management; you switch it on and govern the keys."],
    ["CUSTOMER", "You choose what is encrypted, on disk and on the way, and who holds the keys."],
  ),
  layer("OF", "compute", "Compute", ...ours("Hosts, hypervisors and firmware, and the wall between tenants.")),
  layer("OF", "storage", "Storage", ...ours("Disks and the services on them: durability, isolation, safe disposal.")),
  layer("OF", "database", "Database engines", ...ours("The engines behind managed services: patched, replicated, recovered.")),
  layer("OF", "networking", "Networking", ...ours("Backbone, routers and links between sites, with protection from floods.")),
  layer("OF", "regions", "Regions", ...ours("Apart from each other, so that data stays where you put it and one failure stays there.")),
  layer("OF", "zones", "Availability zones", ...ours("Data centers with their own power, cooling and guards; you choose how many you use.")),
  layer("OF", "edge", "Edge locations", ...ours("Sites near your users: physical security, caching hardware and their connection.")),
];

export const dutyNames: Readonly<Record<Duty, string>> = { CUSTOMER: "You", SHARED: "Shared", OPERATOR: "Operator" };
