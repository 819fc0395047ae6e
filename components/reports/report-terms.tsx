import { Icon } from "../ui/icon";
import { t } from "@/lib/texts/text";

export interface TermsSection {
  heading: string;
  /** Paragraphs set apart by an empty line. */
  text: string;
}

export interface SharingRule {
  /** For example `Your external auditors`. */
  audience: string;
  allowed: boolean;
  /** For example `under a duty of confidence`. */
  condition?: string;
}

export interface ReportTermsText {
  title: string;
  revision: number;
  /** `EXPLICIT` asks for a tick before each copy; `PASSTHROUGH` applies without one. */
  mode: "EXPLICIT" | "PASSTHROUGH";
  sections: readonly TermsSection[];
  /** Who may share the report with whom, as a sentence and as rules; either may be empty. */
  shareWith: string;
  sharing?: readonly SharingRule[];
}

/** The terms in full, as they are accepted: what is shown here is what is recorded. */
export function ReportTerms({ terms }: { terms: ReportTermsText }) {
  return (
    <section className="card terms" aria-labelledby="terms">
      <div className="card-head">
        <h2 id="terms">{t("Terms of this report")}</h2>
        <span className="faint small">{t("Revision {revision}", { revision: String(terms.revision) })}</span>
      </div>
      <div className="terms-text" tabIndex={0} role="region" aria-label={t("Text of the terms, revision {revision}", { revision: String(terms.revision) })}>
        <h3>{terms.title}</h3>
        {terms.sections.map((section) => (
          <section key={section.heading}>
            <h4>{section.heading}</h4>
            {section.text.split(/\n\s*\n/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
        ))}
      </div>
    </section>
  );
}

/** Who may share the report with whom, one line each, a tick or a cross and its words. */
export function SharingRules({ rules }: { rules: readonly SharingRule[] }) {
  return (
    <ul className="sharing">
      {rules.map((rule) => (
        <li key={rule.audience} className={rule.allowed ? "sharing-yes" : "sharing-no"}>
          <Icon name={rule.allowed ? "check" : "close"} size={15} />
          <span>
            <span className="sr">{rule.allowed ? t("Allowed: ") : t("Not allowed: ")}</span>
            {rule.audience}
            {rule.condition ? <small>{rule.condition}</small> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
