import type { ReactNode } from "react";
import { ButtonLink } from "../ui/button";
import { CopyId } from "../ui/content";
import { Icon, type IconName } from "../ui/icon";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

interface StateProps {
  icon: IconName;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}

function State({ icon, title, children, actions }: StateProps) {
  return (
    <div className="state">
      <span className="state-mark">
        <Icon name={icon} size={26} />
      </span>
      <h1>{title}</h1>
      <div className="state-text">{children}</div>
      {actions ? <div className="row">{actions}</div> : null}
    </div>
  );
}

/** Nothing here, or nothing for this account: the answer is the same on purpose. */
export function NotFoundView({ homeHref = "/reports", homeLabel = t("Go to the reports") }: { homeHref?: string; homeLabel?: string }) {
  return (
    <State icon="search" title={t("There is nothing here")} actions={<ButtonLink href={homeHref}>{homeLabel}</ButtonLink>}>
      <p>
        {t("The address is not known, or what it names is not for the account in which you work. If you work in several accounts, switch and try again.")}
      </p>
    </State>
  );
}

export interface DeniedViewProps {
  /** For example `reports:GetReport`. */
  operation?: string | undefined;
  message?: string;
  accountName?: string;
  ask?: readonly { name: string; email: string }[];
  homeHref?: string;
  /** Where every layer of the decision is shown, for those who may look. */
  whyHref?: string | null;
  /** For example how to ask for access. */
  children?: ReactNode;
}

/** The person is known and may not do this; says who can change that. */
export function DeniedView({ operation, message, accountName, ask = [], homeHref = "/reports", whyHref, children }: DeniedViewProps) {
  return (
    <State
      icon="security"
      title={t("You may not do this here")}
      actions={
        <>
          <ButtonLink href={homeHref}>{t("Go to the reports")}</ButtonLink>
          {whyHref ? <ButtonLink href={whyHref}>{t("See why")}</ButtonLink> : null}
        </>
      }
    >
      <p>
        {message ??
          (accountName
            ? t("Your group in {account} does not allow it. Nothing was changed, and the attempt is recorded.", { account: accountName })
            : t("Your group does not allow it. Nothing was changed, and the attempt is recorded."))}
      </p>
      {operation ? (
        <p>
          <Rich text={pieces("Needed: <code>{operation}</code>", { operation })} code={(words) => <code>{words}</code>} />
        </p>
      ) : null}
      {ask.length > 0 ? (
        <p>
          <Rich text={pieces("Ask <people></people>.")} people={() => <People people={ask} />} />
        </p>
      ) : null}
      {children}
    </State>
  );
}

function People({ people }: { people: readonly { name: string; email: string }[] }) {
  return people.map((person, index) => (
    <span key={person.email}>
      {index > 0 ? t(" or ") : ""}
      <bdi>{person.name}</bdi> (<a href={`mailto:${person.email}`}>{person.email}</a>)
    </span>
  ));
}

export interface ErrorViewProps {
  /** Finds the failure in the operator's log. */
  requestId?: string | null;
  title?: string;
  message?: string;
  /** Buttons or links; a link to try again unless told. */
  actions?: ReactNode;
}

/** Something failed on our side; names the id that finds it. */
export function ErrorView({ requestId, title = t("This did not work"), message, actions }: ErrorViewProps) {
  return (
    <State icon="warning" title={title} actions={actions ?? <ButtonLink href="">{t("Try again")}</ButtonLink>}>
      <p>{message ?? t("The portal failed, not you. Nothing was half done. Try again; if it stays, tell the operator the id below.")}</p>
      {requestId ? (
        <p>
          <CopyId value={requestId} label={t("request id")} short={requestId} />
        </p>
      ) : null}
    </State>
  );
}

/** The database does not answer. */
export function UnavailableView({ requestId }: { requestId?: string | null }) {
  return (
    <ErrorView
      requestId={requestId}
      title={t("Back in a moment")}
      message={t("The portal cannot reach its records, and does nothing that it could not record. It recovers by itself: try again in a minute.")}
    />
  );
}
