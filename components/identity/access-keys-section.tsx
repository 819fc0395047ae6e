import { Button } from "../ui/button";
import { Day, EmptyState, Time } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Input, Select, type SelectOption } from "../ui/field";
import { Badge } from "../ui/status";
import { Table } from "../ui/table";
import { FormError, type IdentityForm } from "./sign-in-view";
import { Rich } from "../ui/rich";
import { msg, pieces, t, type Message } from "@/lib/texts/text";

export interface AccessKeyRow {
  id: string;
  /** How the key begins, `mun_0123456789abcdef_`. */
  start: string;
  name: string;
  accountName: string;
  organizationName: string;
  state: "works" | "expired" | "revoked";
  /** ISO date-times. */
  createdAt: string;
  rotatedAt: string;
  expiresAt: string | null;
  /** The secret before works until then. */
  previousUntil: string | null;
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
}

export interface AccessKeysSectionProps {
  keys: readonly AccessKeyRow[];
  /** Null where the person may make none in this account. Fields: `name`, `expiresInDays`. */
  create: IdentityForm | null;
  /** The account that a new key is for. */
  accountName: string;
  /** The row's id goes as `accessKeyId`. */
  rotate: IdentityForm;
  revoke: IdentityForm;
}

const said = (options: readonly { value: string; label: Message }[]): SelectOption[] => options.map(({ value, label }) => ({ value, label: t(label) }));

const lifetimes = [
  { value: "30", label: msg("30 days") },
  { value: "90", label: msg("90 days") },
  { value: "365", label: msg("One year") },
  { value: "", label: msg("Until I revoke it") },
];
const overlaps = [
  { value: "24", label: msg("24 hours") },
  { value: "1", label: msg("1 hour") },
  { value: "168", label: msg("7 days") },
  { value: "0", label: msg("Not at all") },
];
const states = { works: { kind: "ok", word: msg("Works") }, expired: { kind: "ended", word: msg("Expired") }, revoked: { kind: "withdrawn", word: msg("Revoked") } } as const;

/** Access keys for scripts: make, see their last use, give a new secret, revoke. */
export function AccessKeysSection({ keys, create, accountName, rotate, revoke }: AccessKeysSectionProps) {
  return (
    <section className="security-wide" aria-labelledby="access-keys">
      <div className="card-head security-sessions">
        <h2 id="access-keys">{t("Access keys")}</h2>
        {create ? (
          <Confirm label={t("Make an access key")} question={t("For a script that acts as you in {account}. It may do what you may do there, except what asks for a fresh factor.", { account: accountName })}>
            <form className="credential-form" method="post" action={create.action}>
              <HiddenFields values={create.hidden} />
              <Input id="key-name" name="name" label={t("Name")} maxLength={60} required hint={t("What the script does.")} />
              <Select id="key-lifetime" name="expiresInDays" label={t("Works for")} options={said(lifetimes)} defaultValue="90" />
              <Button kind="primary" size="small">
                {t("Make the key")}
              </Button>
            </form>
          </Confirm>
        ) : null}
      </div>
      <FormError error={create?.error} />
      {keys.length === 0 ? (
        <EmptyState icon="security" title={t("No access keys")}>
          {create ? t("A key lets a script call the portal, for example to fetch new reports every night.") : t("Keys for scripts are not among what you may make in this account.")}
        </EmptyState>
      ) : (
        <Table
          caption={t("Your access keys")}
          cards
          columns={[
            { key: "name", label: t("Name") },
            { key: "account", label: t("Account") },
            { key: "used", label: t("Last used") },
            { key: "until", label: t("Works until") },
            { key: "state", label: t("State") },
            { key: "change", label: t("Change"), quiet: true },
          ]}
        >
          {keys.map((key) => (
            <tr key={key.id}>
              <td>
                <span className="credential-name">
                  <b>
                    <bdi>{key.name}</bdi>
                  </b>
                  <small className="mono">{key.start}…</small>
                </span>
              </td>
              <td data-label={t("Account")}>{key.accountName}</td>
              <td data-label={t("Last used")}>{key.lastUsedAt ? <LastUse at={key.lastUsedAt} address={key.lastUsedAddress} /> : t("never")}</td>
              <td data-label={t("Works until")}>{key.expiresAt ? <Day at={key.expiresAt.slice(0, 10)} /> : t("revoked")}</td>
              <td data-label={t("State")}>
                <Badge kind={states[key.state].kind}>{t(states[key.state].word)}</Badge>
                {key.state === "works" && key.previousUntil ? (
                  <>
                    <br />
                    <small>
                      <PreviousSecret until={key.previousUntil} />
                    </small>
                  </>
                ) : null}
              </td>
              <td className="end nowrap">{key.state === "works" ? <KeyForms accessKey={key} rotate={rotate} revoke={revoke} /> : null}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

function PreviousSecret({ until }: { until: string }) {
  return <Rich text={pieces("old secret until <at></at>")} at={() => <Time at={until} />} />;
}

function LastUse({ at, address }: { at: string; address: string | null }) {
  return (
    <>
      <Time at={at} />
      {address ? (
        <>
          <br />
          <small className="mono">{address}</small>
        </>
      ) : null}
    </>
  );
}

function KeyForms({ accessKey, rotate, revoke }: { accessKey: AccessKeyRow; rotate: IdentityForm; revoke: IdentityForm }) {
  return (
    <span className="row">
      <Confirm label={t("New secret")} question={t("{name} gets a new secret, shown once. Move the script over while the old one still works.", { name: accessKey.name })}>
        <form className="credential-form" method="post" action={rotate.action}>
          <HiddenFields values={rotate.hidden} />
          <input type="hidden" name="accessKeyId" value={accessKey.id} />
          <Select id={`overlap-${accessKey.id}`} name="overlapHours" label={t("The old secret works on for")} options={said(overlaps)} defaultValue="24" />
          <Button size="small">{t("Make a new secret")}</Button>
        </form>
      </Confirm>
      <Confirm label={t("Revoke")} question={t("{name} stops working at once, and cannot be brought back.", { name: accessKey.name })}>
        <form method="post" action={revoke.action}>
          <HiddenFields values={revoke.hidden} />
          <button className="btn btn-danger-solid btn-small" name="accessKeyId" value={accessKey.id}>
            {t("Revoke this key")}
          </button>
        </form>
      </Confirm>
    </span>
  );
}
