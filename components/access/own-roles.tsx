import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Button } from "../ui/button";
import { Card, Time } from "../ui/content";
import { HiddenFields } from "../ui/field";
import { GrantBadge, type GrantState } from "./grant-badge";
import { t } from "@/lib/texts/text";

export interface OwnGrant {
  grantId: string;
  name: string;
  description: string;
  accountName: string;
  organizationName: string;
  /** ISO date-times. */
  from: string;
  until: string;
  state: GrantState;
  current: boolean;
}

export interface OwnRolesProps {
  grants: readonly OwnGrant[];
  assume: IdentityForm;
  leave: IdentityForm | null;
}

/** The roles of the person who looks: to assume now, to come, and over. */
export function OwnRoles({ grants, assume, leave }: OwnRolesProps) {
  return (
    <Card id="own-roles" title={t("Roles you may assume")}>
      <FormError error={assume.error} />
      {grants.length === 0 ? (
        <p className="muted">{t("None. When an administrator grants you a role for a time, it stands here and in the account menu.")}</p>
      ) : (
        <ul className="grant-list">
          {grants.map((grant) => (
            <li key={grant.grantId} id={`grant-${grant.grantId}`}>
              <div className="grant-what">
                <p className="row">
                  <b>{grant.name}</b>
                  <GrantBadge state={grant.state} />
                </p>
                <p className="muted small">
                  {grant.organizationName} · {grant.accountName}
                  {grant.description ? `. ${grant.description}` : ""}
                </p>
                <p className="small num">
                  <Time at={grant.from} /> – <Time at={grant.until} />
                </p>
              </div>
              {grant.current && leave ? (
                <form method="post" action={leave.action}>
                  <HiddenFields values={leave.hidden} />
                  <Button>{t("Leave role")}</Button>
                </form>
              ) : grant.state === "RUNNING" ? (
                <form method="post" action={assume.action}>
                  <HiddenFields values={{ ...assume.hidden, grantId: grant.grantId }} />
                  <Button kind="primary" icon="key">
                    {t("Assume role")}
                  </Button>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <p className="card-foot">{t("In a role you have its permissions instead of your own, until it ends or you leave it. The trail names you and the role. You will be asked for a code first.")}</p>
    </Card>
  );
}
