import { Button } from "../ui/button";
import { Notice } from "../ui/content";
import { Checkbox, HiddenFields } from "../ui/field";
import { KeepCodes } from "./keep-codes";
import { FormError, type IdentityForm } from "./sign-in-view";
import { t } from "@/lib/texts/text";

export interface RecoveryCodesViewProps extends IdentityForm {
  codes: readonly string[];
  email: string;
  operatorName: string;
}

/** The recovery codes, this once. The form says that they are kept. */
export function RecoveryCodesView({ action, hidden, error, codes, email, operatorName }: RecoveryCodesViewProps) {
  const title = t("{operator}: recovery codes of {email}", { operator: operatorName, email });
  const text = [title, t("Each works once, in place of a code from the app."), "", ...codes, ""].join("\n");
  return (
    <>
      <h1>{t("Keep your recovery codes")}</h1>
      <p className="lede">{t("If you lose your phone, each of these lets you in once. They are shown only now.")}</p>
      <FormError error={error} />
      <p className="print-only">{title}</p>
      <ol className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <KeepCodes text={text} fileName="recovery-codes.txt" />
      <div className="codes-note no-print">
        <Notice kind="warn">{t("Put them where your phone is not: a password manager, or paper in a safe place.")}</Notice>
      </div>
      <form className="no-print" method="post" action={action}>
        <HiddenFields values={hidden} />
        <Checkbox name="kept" required>
          {t("I have kept these codes.")}
        </Checkbox>
        <div className="auth-actions">
          <Button kind="primary" size="large" wide>
            {t("Continue")}
          </Button>
        </div>
      </form>
    </>
  );
}
