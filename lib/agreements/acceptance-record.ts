import type { HolderKind } from "./models";

/** For how long records of an agreement are kept, and why. */
export const sixYears = (kind: string): string => (kind === "BAA" ? "six years after it ends (45 CFR 164.316)" : "six years after it ends");

type Box = { text: string; ticked: boolean };

/**
 * Everything that makes an acceptance defensible (15 USC 7001; eIDAS; 45 CFR 164.316): who, for whom, what exactly, how they were asked, when and from
 * where. Times are ISO 8601 in UTC, hashes lower-case hexadecimal. Its canonical JSON (RFC 8785) is stored, hashed and attached to the certificate.
 */
export type AcceptanceRecord = {
  record: "muniment-acceptance/1";
  id: string;
  event: "agreed";
  signer: { personId: string; name: string; email: string; typedName: string; title: string };
  /** `identityProvider`: who keeps the person's credentials, `local` for the portal itself. `signedIn`: when the session began. `credential`: the id of the passkey, where it was one. */
  authentication: { identityProvider: "local"; signedIn: string | null; factor: string; credential?: string; factorUsedAt: string; sessionId: string };
  /** Where two people were wanted: who filled it in before. Absent otherwise. */
  preparation?: { id: string; personId: string; name: string; email: string; typedName: string; title: string; prepared: string; address: string };
  bound: { kind: HolderKind; organizationId: string; organizationName: string; accountId: string | null; accountName: string | null; legalEntity: string };
  counterparty: string;
  agreement: {
    id: string;
    slug: string;
    name: string;
    kind: string;
    revision: number;
    title: string;
    language: string;
    effective: string;
    textSha256: string;
    documentSha256: string;
    documentBytes: number;
  };
  consent: {
    form: string;
    /** Of the interface: version and build. */
    build: string;
    /** What the statements and the button were written in; `agreement.language` what the boxes were. */
    language: string;
    /** Language and formats of the page around them, as the reader had chosen or the browser asked for. */
    locale: string;
    /** As the reader saw it, in their language. */
    pageTitle: string;
    /** Where the form for whom is bound and the text of this revision stand. */
    address: string;
    button: string;
    authority: Box;
    boxes: Box[];
    electronicRecords: Box & { version: string };
  };
  /** `opened`: the page with the text for the first time; `displayed`: for the last time before accepting. */
  times: { opened: string | null; displayed: string | null; downloaded: string | null; accepted: string; inForceFrom: string };
  source: { address: string; userAgent: string; requestId: string };
  supersedes: { customerAgreementId: string; revision: number } | null;
  ending: { noticeDays: number; terms: string };
  retention: { class: string; legalHold: boolean };
};
