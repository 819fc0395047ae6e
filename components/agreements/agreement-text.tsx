import { t } from "@/lib/texts/text";

export interface AgreementTextProps {
  title: string;
  revision: number;
  language: string;
  /** In English, as in the stored document: `parties`, `headings`, `notice` and `grace`. */
  parties: string;
  headings: { ending: string; earlier: string };
  sections: readonly { heading: string; text: string }[];
  notice: string;
  terminateTerms: string;
  grace: string;
}

/** The text in full, as it is accepted: what is shown here is what is recorded, stored and printed. */
export function AgreementText({ title, revision, language, parties, headings, sections, notice, terminateTerms, grace }: AgreementTextProps) {
  return (
    <section className="card agreement-sheet" aria-labelledby="text">
      <div className="card-head">
        <h2 id="text" lang={language}>{title}</h2>
        <span className="faint small">{t("Revision {revision}", { revision: String(revision) })}</span>
      </div>
      <div className="agreement-text" lang={language}>
        <p className="agreement-parties" lang="en">{parties}</p>
        {sections.map((section, index) => (
          <section key={section.heading}>
            <h3>{`${index + 1}. ${section.heading}`}</h3>
            {section.text.split(/\n\s*\n/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
        ))}
        <section id="ending">
          <h3 lang="en">{headings.ending}</h3>
          <p lang="en">{notice}</p>
          <p>{terminateTerms}</p>
        </section>
        <section lang="en">
          <h3>{headings.earlier}</h3>
          <p>{grace}</p>
        </section>
      </div>
    </section>
  );
}
