import { Button } from "../ui/button";
import { Card, Day, Facts, Notice } from "../ui/content";
import { Input } from "../ui/field";

export type CertificateAnswer =
  | { code: string; name: string; path: string; issuedOn: string; modules: readonly { title: string; passedOn: string }[] }
  /** There is none, or it could not be asked. */
  | { code: string; problem: string | null };

/** For whoever holds a certificate of completion of the learning path. Works without scripts. */
export function CertificateCheck({ answer }: { answer: CertificateAnswer | null }) {
  return (
    <Card id="certificate-check" title="A certificate of the learning path">
      <form method="get" action="/verify#certificate-check" className="verify-hash">
        <Input id="certificate" label="Verification id" required maxLength={60} className="mono" hint="Four groups of four, as on the certificate." defaultValue={answer?.code} autoComplete="off" spellCheck={false} />
        <Button>Ask</Button>
      </form>
      {answer === null ? null : "name" in answer ? (
        <Notice kind="ok" title="Genuine: this certificate was issued here" live>
          <Facts
            items={[
              { term: "Name", value: <bdi>{answer.name}</bdi> },
              { term: "Path", value: answer.path },
              { term: "Issued on", value: <Day at={answer.issuedOn} /> },
              { term: "Modules", value: answer.modules.map(({ title }) => title).join("; ") },
            ]}
          />
        </Notice>
      ) : (
        <Notice kind="danger" title={answer.problem ?? "No certificate with this id was issued here"} live>
          {answer.problem === null ? "Compare the id with the one on the certificate, letter by letter." : null}
        </Notice>
      )}
    </Card>
  );
}
