import { formatPolicy } from "./format-policy";
import { policyVersion, type StatementForm } from "./policy-form";
import { msg, type Message } from "@/lib/texts/text";

export type PolicyTemplate = Readonly<{
  key: string;
  name: Message;
  /** One line: what it does where it is attached. */
  summary: Message;
  /** A guardrail is meant for the root, a unit or an account; the others for a person or a group. */
  kind: "person" | "guardrail";
  document: string;
}>;

const written = (id: string, ...statements: readonly StatementForm[]): string => formatPolicy({ Version: policyVersion, Id: id, Statement: statements });

const reading = ["reports:ListReports", "reports:GetReportMetadata", "reports:ListReportVersions", "reports:GetTermForReport"];
/** A copy, to keep or to read in the browser alone. */
const copying = ["reports:AcceptTerms", "reports:GetReport", "reports:ViewReport"];
/** A level with guardrails allows what one of them allows: what is not taken away must be allowed beside it. */
const everythingElse: StatementForm = { Sid: "Everything else", Effect: "Allow", Action: ["*"], Resource: ["*"] };

/** Documents for the usual jobs, to start from. A test holds each to what its summary says. */
export const policyTemplates: readonly PolicyTemplate[] = [
  {
    key: "empty",
    name: msg("Empty"),
    summary: msg("One statement to fill in: it lets people see the catalogue."),
    kind: "person",
    document: written("Empty", { Sid: "See the catalogue", Effect: "Allow", Action: reading, Resource: ["*"] }),
  },
  {
    key: "auditor-one-program",
    name: msg("Auditor for one program"),
    summary: msg("Reads and downloads the reports of one program (here SOC 2), sees no other report, and changes nothing."),
    kind: "person",
    document: written(
      "Auditor for one program",
      { Sid: "Read and download", Effect: "Allow", Action: [...reading, ...copying], Resource: ["*"], Condition: { StringEquals: { "reports:Program": ["soc2"] } } },
      { Sid: "No other program", Effect: "Deny", Action: ["reports:*"], Resource: ["*"], Condition: { StringNotEquals: { "reports:Program": ["soc2"] } } },
      { Sid: "Change nothing", Effect: "Deny", Action: ["access:*", "organizations:*", "agreements:AcceptAgreement", "agreements:PrepareAcceptance", "agreements:WithdrawPreparation", "agreements:SetTwoPersonRule", "agreements:EndAgreement"], Resource: ["*"] },
    ),
  },
  {
    key: "emea-reports",
    name: msg("EU reports only"),
    summary: msg("Takes every report away that is not of the region EMEA; the group says what may be done with the rest."),
    kind: "person",
    document: written("EU reports only", { Sid: "EMEA alone", Effect: "Deny", Action: ["reports:*"], Resource: ["*"], Condition: { StringNotEquals: { "reports:Region": ["emea"] } } }),
  },
  {
    key: "agreement-signer",
    name: msg("Agreement signer"),
    summary: msg("Reads, accepts and ends agreements, and sees which accounts they cover; nothing about reports."),
    kind: "person",
    document: written("Agreement signer", {
      Sid: "Agreements",
      Effect: "Allow",
      Action: [
        "agreements:ListAgreements",
        "agreements:GetAgreement",
        "agreements:GetAgreementText",
        "agreements:PrepareAcceptance",
        "agreements:WithdrawPreparation",
        "agreements:AcceptAgreement",
        "agreements:EndAgreement",
        "agreements:GetCoverage",
        "agreements:ListAcceptances",
        "agreements:GetCertificate",
      ],
      Resource: ["*"],
    }),
  },
  {
    key: "catalogue-only",
    name: msg("Catalogue only"),
    summary: msg("Sees which reports there are and reads their terms, but gets no copy, whatever else allows it."),
    kind: "person",
    document: written(
      "Catalogue only",
      { Sid: "See the catalogue", Effect: "Allow", Action: reading, Resource: ["*"] },
      { Sid: "No copies", Effect: "Deny", Action: copying, Resource: ["*"] },
    ),
  },
  {
    key: "fresh-factor",
    name: msg("Fresh factor for downloads"),
    summary: msg("Downloads need a second factor that was used in the last fifteen minutes; everything else stays as it is."),
    kind: "person",
    document: written("Fresh factor for downloads", {
      Sid: "Fifteen minutes",
      Effect: "Deny",
      Action: copying,
      Resource: ["*"],
      Condition: { NumericGreaterThanIfExists: { "portal:MfaAge": [900] } },
    }),
  },
  {
    key: "office-network",
    name: msg("Office network only"),
    summary: msg("Nothing works from outside the networks named here (two documentation blocks: write your own)."),
    kind: "person",
    document: written("Office network only", {
      Sid: "From the office",
      Effect: "Deny",
      Action: ["*"],
      Resource: ["*"],
      Condition: { NotIpAddress: { "portal:SourceIp": ["192.0.2.0/24", "2001:db8::/32"] } },
    }),
  },
  {
    key: "guardrail-regions",
    name: msg("Guardrail: regions"),
    summary: msg("Below the place it is attached to, nobody sees reports of regions other than EMEA and Global."),
    kind: "guardrail",
    document: written("Regions", everythingElse, {
      Sid: "These regions alone",
      Effect: "Deny",
      Action: [...reading, ...copying],
      Resource: ["*"],
      Condition: { StringNotEquals: { "reports:Region": ["emea", "global"] } },
    }),
  },
  {
    key: "guardrail-agreements-stay",
    name: msg("Guardrail: agreements stay"),
    summary: msg("Below the place it is attached to, nobody ends an agreement, administrators neither."),
    kind: "guardrail",
    document: written("Agreements stay", everythingElse, { Sid: "Nobody ends agreements", Effect: "Deny", Action: ["agreements:EndAgreement"], Resource: ["*"] }),
  },
  {
    key: "guardrail-until",
    name: msg("Guardrail: until a day"),
    summary: msg("Below the place it is attached to, copies are given until the day named here and no longer."),
    kind: "guardrail",
    document: written("Until a day", everythingElse, {
      Sid: "Until then",
      Effect: "Deny",
      Action: copying,
      Resource: ["*"],
      Condition: { DateGreaterThan: { "portal:CurrentTime": ["2027-01-01T00:00:00Z"] } },
    }),
  },
];

export const templateNamed = (key: string | undefined): PolicyTemplate | undefined => policyTemplates.find((template) => template.key === key);
