import { Button } from "../ui/button";
import { Card, Day, Facts, Notice } from "../ui/content";
import { Input } from "../ui/field";
import { t, translated } from "@/lib/texts/text";

export type CertificateAnswer =
  | { code: string; name: string; path: string; issuedOn: string; modules: readonly { title: string; passedOn: string }[] }
  /** There is none, or it could not be asked. */
  | { code: string; problem: string | null };

/** For whoever holds a certificate of completion of the learning path. Works without scripts. */
export function CertificateCheck({ answer }: { answer: CertificateAnswer | null }) {
  return (
    <Card id="certificate-check" title={t("A certificate of the learning path")}>
      <form method="get" action="/verify#certificate-check" className="verify-hash">
        <Input id="certificate" label={t("Verification id")} required maxLength={60} className="mono" hint={t("Four groups of four, as on the certificate.")} defaultValue={answer?.code} autoComplete="off" spellCheck={false} />
        <Button>{t("Ask")}</Button>
      </form>
      {answer === null ? null : "name" in answer ? (
        <Notice kind="ok" title={t("Genuine: this certificate was issued here")} live>
          <Facts
            items={[
              { term: t("Name"), value: <bdi>{answer.name}</bdi> },
              { term: t("Path"), value: translated(answer.path) },
              { term: t("Issued on"), value: <Day at={answer.issuedOn} /> },
              { term: t("Modules"), value: <span lang="en">{answer.modules.map(({ title }) => title).join("; ")}</span> },
            ]}
          />
        </Notice>
      ) : (
        <Notice kind="danger" title={answer.problem ?? t("No certificate with this id was issued here")} live>
          {answer.problem === null ? t("Compare the id with the one on the certificate, letter by letter.") : null}
        </Notice>
      )}
    </Card>
  );
}
