import type { ReactNode } from "react";
import { CertificateCheck, type CertificateAnswer } from "../learning/certificate-check";
import { Button } from "../ui/button";
import { Card, CopyId, Facts, Notice, PageHeader, Time } from "../ui/content";
import { HiddenFields, Input } from "../ui/field";
import { formatCount } from "../ui/format";
import { Rich } from "../ui/rich";
import { pieces, t, tn } from "@/lib/texts/text";

export interface VerifyViewProps {
  operatorName: string;
  /** What was signed last; null while nothing was. */
  log: { origin: string; size: number; root: string; signedAt: string; keys: readonly string[]; witnesses: readonly { name: string; verifier: string; size: number; at: string }[] } | null;
  /** The two checks that need a script. */
  checks: ReactNode;
  form: { action: string; hidden: Readonly<Record<string, string>>; error: string | null };
  /** The answer about a certificate of completion; null where none was asked for. */
  certificate: CertificateAnswer | null;
  said: { kind: "ok" | "danger"; message: string } | null;
}

/** For whoever holds a receipt or a copy and wants to know, without signing in, whether it is genuine. */
export function VerifyView({ operatorName, log, checks, form, certificate, said }: VerifyViewProps) {
  return (
    <div className="verify">
      <PageHeader
        title={t("Check a receipt or a copy")}
        description={t(
          "Everything {operator} hands out and everything its customers accept is entered in a log that cannot be rewritten unnoticed. Your browser reads the files; they are not sent anywhere. Of a PDF, its SHA-256 alone is.",
          { operator: operatorName },
        )}
      />
      {said ? (
        <Notice kind={said.kind} live>
          {said.message}
        </Notice>
      ) : null}
      {checks}
      <Card id="by-hash" title={t("By its SHA-256")}>
        <form method="post" action={form.action} className="verify-hash">
          <HiddenFields values={form.hidden} />
          <Input id="sha256" label={t("SHA-256 of the PDF")} required maxLength={64} minLength={64} pattern="[0-9A-Fa-f]{64}" className="mono" hint={t("64 hexadecimal digits, for example from sha256sum or certutil.")} error={form.error ?? undefined} autoComplete="off" spellCheck={false} />
          <Button>{t("Ask")}</Button>
        </form>
      </Card>
      <CertificateCheck answer={certificate} />
      <Card id="log" title={t("The log")}>
        {log ? (
          <>
            <Facts
              items={[
                { term: t("Name"), value: <code>{log.origin}</code> },
                { term: t("Events"), value: <span className="num">{formatCount(log.size)}</span> },
                { term: t("Signed"), value: <Time at={log.signedAt} /> },
                { term: t("Root##tree"), value: <CopyId value={log.root} label={t("root")} /> },
                { term: log.keys.length > 1 ? t("Public keys") : t("Public key"), value: <ul className="verify-keys">{log.keys.map((key) => <li key={key}><CopyId value={key} label={t("public key")} short={key} /></li>)}</ul> },
                { term: t("Witnesses"), value: log.witnesses.length > 0 ? log.witnesses.map(({ name, verifier, size, at }) => <div key={verifier}><CopyId value={verifier} label={t("public key")} short={name} /> {tn(size, "{n} event", "{n} events")}, <Time at={at} /></div>) : null },
              ]}
            />
            <p className="small muted">
              <Rich
                text={pieces(
                  "Keep the public key, and a <a>checkpoint</a> now and then. With an older one and a newer one anybody can show that nothing in between was rewritten. Tiles lie below <code>/log/tile/</code> in the C2SP layout, for whoever wants to mirror the log.",
                )}
                a={(words) => <a href="/log/checkpoint">{words}</a>}
                code={(words) => <code>{words}</code>}
              />
            </p>
          </>
        ) : (
          <p className="muted">{t("Nothing was signed yet. The first checkpoint appears seconds after the first event.")}</p>
        )}
      </Card>
    </div>
  );
}
