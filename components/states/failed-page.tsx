import { warningPath } from "../ui/warning-path";
import { t } from "@/lib/texts/text";

/**
 * A page that failed while it was made, as `ErrorView` shows it. Every page brings this along in case that it fails, so it brings nothing else:
 * no other icons and no buttons that copy.
 */
export function FailedPage({ digest }: { digest: string | undefined }) {
  return (
    <main id="main" className="state-page">
      <div className="state">
        <span className="state-mark">
          <svg className="icon" width={26} height={26} viewBox="0 0 24 24" aria-hidden="true">
            <path d={warningPath} />
          </svg>
        </span>
        <h1>{t("This did not work")}</h1>
        <div className="state-text">
          <p>{t("The portal failed, not you. Nothing was half done. Try again; if it stays, tell the operator the id below.")}</p>
          {digest ? (
            <p>
              <code>{digest}</code>
            </p>
          ) : null}
        </div>
        <div className="row">
          <button type="button" className="btn" onClick={() => window.location.reload()}>
            {t("Try again")}
          </button>
        </div>
      </div>
    </main>
  );
}
