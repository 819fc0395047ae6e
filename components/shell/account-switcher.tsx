import { Icon } from "../ui/icon";
import { t } from "@/lib/texts/text";

export interface ShellAccount {
  id: string;
  name: string;
  organizationName: string;
  /** For example `4410-2283-9917`. */
  number: string;
  /** For example `member account`. */
  kind: string;
}

export interface ShellOrganization {
  name: string;
  accounts: readonly { id: string; name: string; number: string; current: boolean }[];
}

export interface ShellRole {
  grantId: string;
  name: string;
  /** Organization and account. */
  where: string;
  current: boolean;
}

interface AccountSwitcherProps {
  roles?: readonly ShellRole[] | undefined;
  account: ShellAccount;
  organizations: readonly ShellOrganization[];
  action: string;
  csrf: string;
  returnTo: string;
}

/** The account in which the person works, and the others that the person may work in. */
export function AccountSwitcher({ account, organizations, action, csrf, returnTo, roles = [] }: AccountSwitcherProps) {
  const several = organizations.reduce((sum, organization) => sum + organization.accounts.length, 0) + roles.length > 1;
  const face = (
    <>
      <small>{account.organizationName}</small>
      <b>{account.name}</b>
      <small className="account-number">
        <span className="num">{account.number}</span>
        <span>{account.kind}</span>
      </small>
    </>
  );
  if (!several) return <div className="account account-only">{face}</div>;
  return (
    <details className="menu account-menu" data-menu>
      <summary className="account">
        <span className="sr">{t("Account")} </span>
        {face}
        <span className="sr">{t(". Switch account")}</span>
        <Icon name="chevron-down" size={14} />
      </summary>
      <form className="menu-panel" method="post" action={action}>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="return" value={returnTo} />
        {organizations.map((organization) => (
          <fieldset key={organization.name}>
            <legend>{organization.name}</legend>
            {organization.accounts.map((entry) => (
              <button
                key={entry.id}
                className="menu-item account-item"
                name="accountId"
                value={entry.id}
                aria-current={entry.current ? "true" : undefined}
              >
                <span>
                  {entry.name}
                  <small className="num">{entry.number}</small>
                </span>
                {entry.current ? <Icon name="check" size={15} /> : null}
              </button>
            ))}
          </fieldset>
        ))}
        {roles.length > 0 ? (
          <fieldset>
            <legend>{t("Roles for a time")}</legend>
            {roles.map((role) => (
              <a key={role.grantId} className="menu-item account-item" href={`/roles#grant-${role.grantId}`} aria-current={role.current ? "true" : undefined}>
                <span>
                  {role.name}
                  <small>{role.where}</small>
                </span>
                <Icon name={role.current ? "check" : "key"} size={15} />
              </a>
            ))}
          </fieldset>
        ) : null}
      </form>
    </details>
  );
}
