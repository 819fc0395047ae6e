import { t } from "@/lib/texts/text";

export interface AgreementTextProps {
  title: string;
  revision: number;
  language: string;
  parties: string;
  sections: readonly { heading: string; text: string }[];
  notice: string;
  terminateTerms: string;
  grace: string;
}

/** The text in full, as it is accepted: what is shown here is what is recorded, stored and printed. */
export function AgreementText({ title, revision, language, parties, sections, notice, terminateTerms, grace }: AgreementTextProps) {
  return (
    <section className="card agreement-sheet" aria-labelledby="text" lang={language}>
      <div className="card-head">
        <h2 id="text">{title}</h2>
        <span className="faint small">{`Revision ${revision}`}</span>
      </div>
      <div className="agreement-text">
        <p className="agreement-parties">{parties}</p>
        {sections.map((section, index) => (
          <section key={section.heading}>
            <h3>{`${index + 1}. ${section.heading}`}</h3>
            {section.text.split(/\n\s*\n/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
        ))}
        <section id="ending">
          <h3>{t("Ending this agreement")}</h3>
          <p>{notice}</p>
          <p>{terminateTerms}</p>
        </section>
        <section>
          <h3>{t("Earlier revisions")}</h3>
          <p>{grace}</p>
        </section>
      </div>
    </section>
  );
}
