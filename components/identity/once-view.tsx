import { Button } from "../ui/button";
import { CopyId, Time } from "../ui/content";
import { HiddenFields } from "../ui/field";
import type { IdentityForm } from "./sign-in-view";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

export interface AccessKeyOnceProps extends IdentityForm {
  /** `mun_<id>_<secret>`. */
  accessKey: string;
  name: string;
  /** ISO date-times. */
  expiresAt: string | null;
  previousUntil: string | null;
  baseUrl: string;
}

/** A fresh access key, this once, with a first call to try it. The form says that it was kept. */
export function AccessKeyOnceView({ action, hidden, accessKey, name, expiresAt, previousUntil, baseUrl }: AccessKeyOnceProps) {
  return (
    <section className="card once" aria-labelledby="access-key">
      <h2 id="access-key">{t("Keep this key")}</h2>
      <p>
        <Rich
          text={pieces("The key <name>{name}</name> is shown only now. Put it where the script finds it and nobody else: a secret store, not the code.", { name })}
          name={(words) => <bdi>{words}</bdi>}
        />{" "}
        {expiresAt ? <Rich text={pieces("It works until <at></at>.")} at={() => <Time at={expiresAt} />} /> : t("It works until you revoke it.")}{" "}
        {previousUntil ? <Rich text={pieces("The secret before works until <at></at>.")} at={() => <Time at={previousUntil} />} /> : null}
      </p>
      <p className="once-link">
        <CopyId value={accessKey} label={t("access key")} short={accessKey} />
      </p>
      <p>{t("A first call:")}</p>
      <pre className="once-call">
        <code>{`curl -X POST ${baseUrl}/api/reports/ListReports \\
  -H "Authorization: Bearer $MUNIMENT_KEY" \\
  -H "Content-Type: application/json" -d '{}'`}</code>
      </pre>
      <form method="post" action={action}>
        <HiddenFields values={hidden} />
        <Button>{t("I have kept it")}</Button>
      </form>
    </section>
  );
}

export interface ResetLinkOnceProps extends IdentityForm {
  link: string;
  name: string;
  email: string;
  /** ISO date-time. */
  expiresAt: string;
}

/** A fresh reset link, shown to the administrator this once. */
export function ResetLinkOnceView({ action, hidden, link, name, email, expiresAt }: ResetLinkOnceProps) {
  return (
    <section className="card once" aria-labelledby="reset-link">
      <h2 id="reset-link">{t("Pass this link on")}</h2>
      <p>
        <Rich
          text={pieces("Make sure that you are speaking with <name>{name}</name>, {email}: whoever has the link becomes this person. It works once, until <at></at>, and is shown only now. Until it is used, nothing changes for them.", { name, email })}
          name={(words) => <bdi>{words}</bdi>}
          at={() => <Time at={expiresAt} />}
        />
      </p>
      <p className="once-link">
        <CopyId value={link} label={t("reset link")} short={link} />
      </p>
      <form method="post" action={action}>
        <HiddenFields values={hidden} />
        <Button>{t("I have passed it on")}</Button>
      </form>
    </section>
  );
}
