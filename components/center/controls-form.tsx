import { Button } from "../ui/button";
import { Card } from "../ui/content";
import { HiddenFields, Textarea } from "../ui/field";
import { Rich } from "../ui/rich";
import type { IdentityForm } from "../identity/sign-in-view";
import { pieces, t } from "@/lib/texts/text";

export interface ControlsFormProps {
  form: IdentityForm;
  /** The list as it is, one control per line. */
  lines: string;
  /** What was refused, to go on from. */
  kept: string | null;
  count: number;
}

/** For those who publish: the whole list as lines, to paste and to edit. */
export function ControlsForm({ form, lines, kept, count }: ControlsFormProps) {
  const text = kept ?? lines;
  return (
    <Card id="edit" title={count === 0 ? t("List the controls") : t("Change the list")} className="controls-form no-print">
      <form method="post" action={form.action}>
        <HiddenFields values={form.hidden} />
        <Textarea
          id="lines"
          label={t("Controls, one per line")}
          rows={Math.min(24, Math.max(8, text.split("\n").length + 2))}
          defaultValue={text}
          error={form.errors?.["lines"]}
          spellCheck={false}
          hint={
            <Rich
              text={pieces(
                "Paste them from the report. Put the code first, with a colon, a bar or a tab: <code>CC6.1: Customers remove the access of people who leave.</code> Bullets and numbers are dropped. A control that is only reworded keeps what accounts noted about it; a line that is missing leaves their lists.",
              )}
              code={(words) => <code>{words}</code>}
            />
          }
        />
        <Button kind={count === 0 ? "primary" : "secondary"}>{t("Save the list")}</Button>
      </form>
    </Card>
  );
}
