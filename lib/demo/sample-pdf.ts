import { certificate } from "./sample-pdf/certificate";
import { contract } from "./sample-pdf/contract";
import { bridgeLetter, penetrationLetter, plainLetter } from "./sample-pdf/letters";
import { report } from "./sample-pdf/report";
import { subjectOf, type Bound, type Subject } from "./sample-pdf/subject";
import { applicability, attestation, mapping, questionnaire } from "./sample-pdf/tables";
import { writePdf } from "./sample-pdf/write";
import type { DemoSeries, DemoVersion } from "./types";

/**
 * The PDF of a version: a believable document that says on every page that it is a sample. The same input gives the same bytes.
 * Throws a RangeError for a series of an unknown program.
 */
export async function samplePdf(series: DemoSeries, version: DemoVersion): Promise<Uint8Array> {
  const subject = subjectOf(series, version);
  return writePdf(subject, drawn(subject));
}

function drawn(subject: Subject): Bound {
  const { series, version, program } = subject;
  if (version.kind === "BRIDGE_LETTER") return bridgeLetter(subject);
  switch (series.category) {
    case "CERTIFICATIONS_AND_ATTESTATIONS":
      return program.artefact === "attestation" ? attestation(subject) : certificate(subject);
    case "SELF_ASSESSMENTS":
      return questionnaire(subject);
    case "CONTRACTS":
      return contract(subject);
    case "LETTERS":
      return letter(subject);
    case "REPORTS":
      return version.periodStart === null ? applicability(subject) : report(subject);
    case "PACKAGES":
      return report(subject);
  }
}

function letter(subject: Subject): Bound {
  if (subject.version.title.startsWith("Penetration test")) return penetrationLetter(subject);
  return subject.version.pages <= 2 ? plainLetter(subject) : mapping(subject);
}
