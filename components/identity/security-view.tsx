import { Button } from "../ui/button";
import { Card, Day, Facts, Notice, PageHeader, Time } from "../ui/content";
import { HiddenFields, Input } from "../ui/field";
import { Badge } from "../ui/status";
import { Table } from "../ui/table";
import { AccessKeysSection, type AccessKeysSectionProps } from "./access-keys-section";
import { NewPassword } from "./invitation-view";
import { PasskeysCard, type PasskeysCardProps } from "./passkeys-card";
import { FormError, type IdentityForm } from "./sign-in-view";
import { Rich } from "../ui/rich";
import { pieces, t, tn } from "@/lib/texts/text";

export interface SessionRow {
  id: string;
  /** For example `Firefox on Linux`. */
  device: string;
  address: string;
  /** ISO date-times. */
  signedInAt: string;
  lastSeenAt: string;
  current: boolean;
}

export interface SecurityViewProps {
  person: { name: string; email: string };
  /** ISO date-times. */
  passwordChangedAt: string | null;
  authenticator: { confirmedAt: string; lastUsedAt: string | null } | null;
  recoveryCodesLeft: number;
  passkeys: PasskeysCardProps;
  accessKeys: AccessKeysSectionProps;
  sessions: readonly SessionRow[];
  changePassword: IdentityForm;
  replaceAuthenticator: IdentityForm;
  newRecoveryCodes: IdentityForm;
  /** Null where the app is the last factor. */
  removeAuthenticator: IdentityForm | null;
  /** The row's id goes as `sessionId`. */
  revokeSession: IdentityForm;
  revokeOthers: IdentityForm;
  notice?: string | null;
}

/** What a person's own access rests on, and where it is in use. */
export function SecurityView(props: SecurityViewProps) {
  const { person, authenticator, recoveryCodesLeft, sessions } = props;
  const others = sessions.filter((session) => !session.current).length;
  return (
    <>
      <PageHeader title={t("Security")} description={t("How {email} signs in, and where it is signed in now.", { email: person.email })} />
      {props.notice ? (
        <div className="security-notice">
          <Notice kind="ok" live>
            {props.notice}
          </Notice>
        </div>
      ) : null}
      <div className="security-grid">
        <div className="security-column">
          <PasskeysCard {...props.passkeys} />
          <Card id="factor" title={t("Authenticator app and recovery codes")}>
            {authenticator ? (
              <Facts
                items={[
                  { term: t("Authenticator app"), value: <Badge kind="ok">{t("Set up")}</Badge> },
                  { term: t("Since"), value: <Day at={authenticator.confirmedAt.slice(0, 10)} /> },
                  { term: t("Last used"), value: authenticator.lastUsedAt ? <Time at={authenticator.lastUsedAt} /> : t("never") },
                  { term: t("Recovery codes"), value: <CodesLeft count={recoveryCodesLeft} /> },
                ]}
              />
            ) : (
              <Facts items={[{ term: t("Authenticator app"), value: <Badge kind="plain">{t("None##app")}</Badge> }, { term: t("Recovery codes"), value: <CodesLeft count={recoveryCodesLeft} /> }]} />
            )}
            <div className="row security-actions">
              <PlainForm form={props.replaceAuthenticator} button={authenticator ? t("Replace the app") : t("Set up an app")} />
              <PlainForm form={props.newRecoveryCodes} button={t("Make new recovery codes")} />
              {authenticator && props.removeAuthenticator ? <PlainForm form={props.removeAuthenticator} button={t("Remove the app")} /> : null}
            </div>
            <p className="card-foot">{t("They ask for a fresh confirmation first. New recovery codes end the old ones at once.")}</p>
          </Card>
        </div>
        <Card id="password-card" title={t("Password")}>
          <FormError error={props.changePassword.error} />
          <form method="post" action={props.changePassword.action}>
            <HiddenFields values={props.changePassword.hidden} />
            <input type="text" name="username" autoComplete="username" defaultValue={person.email} hidden readOnly />
            <Input
              id="currentPassword"
              label={t("Current password")}
              type="password"
              autoComplete="current-password"
              required
              error={props.changePassword.errors?.currentPassword}
            />
            <NewPassword id="newPassword" label={t("New password")} error={props.changePassword.errors?.newPassword} />
            <Input
              id="repeatPassword"
              label={t("New password again")}
              type="password"
              autoComplete="new-password"
              required
              error={props.changePassword.errors?.repeatPassword}
            />
            <div className="security-actions">
              <Button>{t("Change password")}</Button>
            </div>
          </form>
          <p className="card-foot">
            {t("Changing it ends all your other sessions.")} {props.passwordChangedAt ? <LastChanged at={props.passwordChangedAt} /> : null}
          </p>
        </Card>
      </div>
      <AccessKeysSection {...props.accessKeys} />
      <section aria-labelledby="sessions">
        <div className="card-head security-sessions">
          <h2 id="sessions">{t("Sessions")}</h2>
          {others > 0 ? (
            <PlainForm form={props.revokeOthers} button={tn(others, "End the other session", "End all {n} others")} />
          ) : null}
        </div>
        <Table
          caption={t("Your sessions")}
          cards
          columns={[
            { key: "device", label: t("Device") },
            { key: "address", label: t("Address") },
            { key: "since", label: t("Signed in") },
            { key: "seen", label: t("Last seen") },
            { key: "end", label: t("End"), quiet: true },
          ]}
        >
          {sessions.map((session) => (
            <tr key={session.id}>
              <td>
                <b>{session.device}</b>
              </td>
              <td className="mono" data-label={t("Address")}>
                {session.address}
              </td>
              <td data-label={t("Signed in")}>
                <Time at={session.signedInAt} />
              </td>
              <td data-label={t("Last seen")}>
                <Time at={session.lastSeenAt} />
              </td>
              <td className="end nowrap">
                {session.current ? (
                  <Badge kind="ok">{t("This device")}</Badge>
                ) : (
                  <form method="post" action={props.revokeSession.action}>
                    <HiddenFields values={props.revokeSession.hidden} />
                    <button
                      className="btn btn-small"
                      name="sessionId"
                      value={session.id}
                      aria-label={t("End the session on {device}", { device: session.device })}
                    >
                      {t("End")}
                    </button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </Table>
      </section>
    </>
  );
}

function LastChanged({ at }: { at: string }) {
  return <Rich text={pieces("Last changed <day></day>.")} day={() => <Day at={at.slice(0, 10)} />} />;
}

function CodesLeft({ count }: { count: number }) {
  if (count === 0) return <Badge kind="error">{t("None left")}</Badge>;
  return <Badge kind={count <= 3 ? "soon" : "ok"}>{tn(count, "{n} code left", "{n} codes left")}</Badge>;
}

function PlainForm({ form, button }: { form: IdentityForm; button: string }) {
  return (
    <form method="post" action={form.action}>
      <HiddenFields values={form.hidden} />
      <Button size="small">{button}</Button>
    </form>
  );
}
