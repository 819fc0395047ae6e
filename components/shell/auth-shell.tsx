import type { ReactNode } from "react";
import { SkipLink } from "../ui/content";
import { Seal } from "../ui/seal";
import { LocaleForm } from "./locale-form";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

export interface AuthShellProps {
  operatorName: string;
  portalName?: string;
  /** Wider card, for enrolment and set-up. */
  wide?: boolean;
  /** Path and query of this page, if one can come back to it: it stays when the language changes. */
  here?: string | undefined;
  children: ReactNode;
}

/** The frame of the pages before sign-in: the operator's name and one card. */
export function AuthShell({ operatorName, portalName = t("Evidence portal"), wide, here, children }: AuthShellProps) {
  return (
    <div className="auth">
      <SkipLink />
      <header className="auth-head">
        <a className="brand" href="/">
          <Seal size={38} />
          <span>
            <b>{operatorName}</b>
            <small>{portalName}</small>
          </span>
        </a>
      </header>
      <div className="auth-art" aria-hidden="true">
        <Seal size={96} />
      </div>
      <main id="main" className={wide ? "auth-main auth-wide" : "auth-main"} tabIndex={-1}>
        <div className="card auth-card">{children}</div>
      </main>
      <footer className="auth-foot">
        <LocaleForm returnTo={here} />
        <p>
          <Rich text={pieces("<i>Muniment</i>, n.: a document kept as evidence of a right. Sign-ins and downloads are recorded.")} i={(words) => <i lang="en">{words}</i>} />
        </p>
      </footer>
    </div>
  );
}
