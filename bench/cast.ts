import type { Cast } from "@/lib/demo/found";

export const password = "four-plain-words-here";

/** Who is measured: an operator with its publisher, a customer with its admin and its auditor. */
export const cast = {
  organizations: [
    {
      slug: "operator", name: "Operator", kind: "OPERATOR", domain: "operator.example", units: [],
      accounts: [{ id: "100000000001", slug: "office", name: "Office", unit: null, management: true }],
    },
    {
      slug: "customer", name: "Customer", kind: "CUSTOMER", domain: "customer.example", units: [],
      accounts: [{ id: "200000000001", slug: "customer-main", name: "Customer Main", unit: null, management: true }],
    },
  ],
  people: [
    { slug: "root", name: "Rita Root", email: "root@operator.example", title: "", memberships: [{ account: "office", group: "root" }] },
    { slug: "publisher", name: "Paul Publisher", email: "publisher@operator.example", title: "", memberships: [{ account: "office", group: "publisher" }] },
    { slug: "admin", name: "Ada Admin", email: "admin@customer.example", title: "", memberships: [{ account: "customer-main", group: "organization-admin" }] },
    { slug: "auditor", name: "Άννα Ελεγκτή", email: "auditor@customer.example", title: "", memberships: [{ account: "customer-main", group: "auditor" }] },
  ],
  terms: [{ slug: "standard", title: "Standard terms", acceptance: "EXPLICIT", paragraphs: [{ heading: "Use", text: "For your own review." }] }],
} as const satisfies Cast;
