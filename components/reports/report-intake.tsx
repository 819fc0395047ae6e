import { Card, Facts, Notice } from "../ui/content";
import { Chip } from "../ui/status";
import { saidFinding } from "@/lib/texts/document-findings";
import { t, tn, translated } from "@/lib/texts/text";

export interface IntakeReport {
  original: { pdfVersion: string };
  /** In points. */
  pageSizes: readonly { width: number; height: number; pages: number }[];
  tagged: boolean;
  language: string | null;
  standards: readonly { name: string; kept: boolean }[];
  fonts: readonly { name: string; kind: string; embedded: boolean }[];
  signatures: readonly {
    field: string;
    signer: string | null;
    certificate: { subject: string; issuer: string } | null;
    at: string | null;
    reason: string | null;
    location: string | null;
    format: string | null;
  }[];
  removed: readonly { what: string; count: number }[];
  embeddedFiles: readonly { name: string; kept: boolean }[];
  repairs: readonly string[];
  decrypted: boolean;
}

const millimetres = (points: number): number => Math.round((points * 25.4) / 72);
const counted = (count: number, what: string): string => (count === 1 ? what : `${what} (${count})`);
const nothing = () => <span className="muted">{t("Nothing")}</span>;

function List({ items }: { items: readonly string[] }) {
  return items.length === 0 ? (
    nothing()
  ) : (
    <ul className="report-intake">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

/** For those who publish: what the document was found to be, and what had to be changed in it. */
export function ReportIntake({ intake }: { intake: IntakeReport }) {
  const loose = intake.fonts.filter(({ embedded }) => !embedded);
  return (
    <Card id="intake" title={t("Intake")} aside={<Chip>{t("Publishers only")}</Chip>}>
      <Facts
        items={[
          { term: t("Repaired"), value: <List items={intake.repairs.map(saidFinding)} /> },
          { term: t("Taken out"), value: <List items={intake.removed.map(({ what, count }) => counted(count, translated(what)))} /> },
          { term: t("Encryption"), value: intake.decrypted ? t("Was encrypted, opened without a password; copies are not encrypted") : t("None") },
          { term: t("Embedded files"), value: <List items={intake.embeddedFiles.map(({ name, kept }) => kept ? t("{name}: kept, not marked", { name }) : t("{name}: taken out", { name }))} /> },
          {
            term: t("Page sizes"),
            value: <List items={intake.pageSizes.slice(0, 8).map(({ width, height, pages }) => tn(pages, "{width} × {height} mm: {n} page", "{width} × {height} mm: {n} pages", { width: millimetres(width), height: millimetres(height) }))} />,
          },
          { term: t("Structure"), value: `${intake.tagged ? t("Tagged") : t("Not tagged")}${intake.language ? `, ${intake.language}` : ""} · PDF ${intake.original.pdfVersion}` },
          { term: t("Standards"), value: intake.standards.length === 0 ? t("None claimed") : intake.standards.map(({ name, kept }) => (kept ? t("{name} (kept)", { name }) : t("{name} (copies no longer claim it)", { name }))).join(", ") },
          {
            term: t("Fonts"),
            value:
              loose.length === 0
                ? String(intake.fonts.length)
                : t("{n}; not embedded, so that readers choose their own: {names}", { n: intake.fonts.length, names: `${loose.slice(0, 6).map(({ name }) => name).join(", ")}${loose.length > 6 ? " …" : ""}` }),
          },
        ]}
      />
      {intake.signatures.length > 0 ? (
        <div className="report-signatures">
          <Notice kind="warn" title={t("The original is signed; marked copies cannot keep the signature")}>
            {t("Offer the SHA-256 of the original for checking. What the signatures say was read, not validated:")}
          </Notice>
          {intake.signatures.map((signature) => (
            <Facts
              key={signature.field}
              items={[
                { term: t("Signer"), value: signature.signer },
                { term: t("Certificate"), value: signature.certificate ? t("{subject}, issued by {issuer}", { subject: signature.certificate.subject, issuer: signature.certificate.issuer }) : null },
                { term: t("Signed at"), value: signature.at },
                { term: t("Reason"), value: signature.reason },
                { term: t("Place"), value: signature.location },
                { term: t("Field"), value: signature.field },
                { term: t("Format"), value: signature.format },
              ]}
            />
          ))}
        </div>
      ) : null}
    </Card>
  );
}
