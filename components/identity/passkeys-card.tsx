import { Button } from "../ui/button";
import { Card, Day, Time } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Input } from "../ui/field";
import { Badge } from "../ui/status";
import { NewPasskeyForm } from "./enrolment-view";
import { FormError, type IdentityForm } from "./sign-in-view";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

export interface PasskeyRow {
  id: string;
  name: string;
  /** Kept in step between devices by its provider. */
  synced: boolean;
  /** Made for another address of the portal: of no use at this one. */
  elsewhere: boolean;
  /** ISO date-times. */
  createdAt: string;
  lastUsedAt: string | null;
}

export interface PasskeysCardProps {
  passkeys: readonly PasskeyRow[];
  /** Null where this portal can have no passkeys; `problem` says why. */
  add: IdentityForm | null;
  problem: string | null;
  deviceName: string;
  /** The row's id goes as `passkeyId`. */
  rename: IdentityForm;
  remove: IdentityForm;
  /** There is a factor besides: one passkey may go. */
  removable: boolean;
}

function PasskeyFacts({ passkey: { synced, createdAt, lastUsedAt } }: { passkey: PasskeyRow }) {
  const added = () => <Day at={createdAt.slice(0, 10)} />;
  if (lastUsedAt === null) return <Rich text={pieces(synced ? "Synced between devices, added <added></added>, never used" : "On one device, added <added></added>, never used")} added={added} />;
  const text = pieces(synced ? "Synced between devices, added <added></added>, last used <used></used>" : "On one device, added <added></added>, last used <used></used>");
  return <Rich text={text} added={added} used={() => <Time at={lastUsedAt} />} />;
}

/** The person's passkeys: which, since when, last used; add, rename, remove. */
export function PasskeysCard({ passkeys, add, problem, deviceName, rename, remove, removable }: PasskeysCardProps) {
  return (
    <Card id="passkeys" title={t("Passkeys")}>
      <FormError error={add?.error} />
      {passkeys.length > 0 ? (
        <ul className="credential-list">
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <span className="credential-name">
                <b>
                  <bdi>{passkey.name}</bdi>
                </b>
                <small>
                  <PasskeyFacts passkey={passkey} />
                </small>
              </span>
              {passkey.elsewhere ? <Badge kind="soon">{t("For another address")}</Badge> : null}
              <Confirm label={t("Rename")} question={t("Only you see the name.")}>
                <form className="credential-form" method="post" action={rename.action}>
                  <HiddenFields values={rename.hidden} />
                  <input type="hidden" name="passkeyId" value={passkey.id} />
                  <Input id={`name-${passkey.id}`} name="name" label={t("Name")} maxLength={60} required defaultValue={passkey.name} />
                  <Button size="small">{t("Rename")}</Button>
                </form>
              </Confirm>
              {removable || passkeys.length > 1 ? (
                <Confirm label={t("Remove")} question={t("{name} opens the portal no longer. Your other factors stay.", { name: passkey.name })}>
                  <form method="post" action={remove.action}>
                    <HiddenFields values={remove.hidden} />
                    <button className="btn btn-danger-solid btn-small" name="passkeyId" value={passkey.id}>
                      {t("Remove this passkey")}
                    </button>
                  </form>
                </Confirm>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p>{t("A passkey is your fingerprint, face or PIN on a device or security key. It signs you in without a password, and nobody can talk it out of you.")}</p>
      )}
      {add ? (
        <div className="credential-add">
          <NewPasskeyForm form={add} deviceName={deviceName} />
        </div>
      ) : (
        <p className="hint">{problem}</p>
      )}
    </Card>
  );
}
