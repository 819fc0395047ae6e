import { Notice, Time } from "../ui/content";
import { HiddenFields } from "../ui/field";
import type { IdentityForm } from "../identity/sign-in-view";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

export interface DraftProps {
  /** ISO date-time. */
  keptAt: string;
  discard: IdentityForm;
  /** The version that was put in force while the draft was written, and the page that shows what it changed. */
  overtaken: { version: number; href: string } | null;
}

/** Says that what is in the editor was written earlier and is not saved. */
export function DraftNotice({ keptAt, discard, overtaken }: DraftProps) {
  return (
    <Notice kind="warn" title={t("Not saved yet")}>
      <p className="draft-words">
        <Rich text={pieces("The document below is what you wrote, kept at <at>{at}</at>. Save it, or throw it away.", { at: keptAt })} at={(at) => <Time at={at} />} />
        {overtaken ? (
          <>
            {" "}
            <Rich
              text={pieces("Meanwhile <a>version {version}</a> was put by somebody: saving puts yours in its place.", { version: String(overtaken.version) })}
              a={(words) => <a href={overtaken.href}>{words}</a>}
            />
          </>
        ) : null}
      </p>
      <form method="post" action={discard.action}>
        <HiddenFields values={discard.hidden} />
        <button className="btn btn-small">{t("Throw it away")}</button>
      </form>
    </Notice>
  );
}
