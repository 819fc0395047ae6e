import { Button } from "../ui/button";
import { Card, EmptyState, Notice, PageHeader } from "../ui/content";
import { HiddenFields } from "../ui/field";
import { Badge } from "../ui/status";
import { Table } from "../ui/table";
import type { IdentityForm } from "../identity/sign-in-view";
import { t, tn, translated } from "@/lib/texts/text";

export interface PasskeyRequirementProps {
  organizationName: string;
  /** The operator asks all its staff, a customer its admins. */
  staff: boolean;
  required: boolean;
  people: number;
  without: number;
  /** Why it cannot be asked for here. */
  problem: string | null;
  concerned: readonly { key: string; name: string; email: string; groupName: string; accountName: string; held: boolean }[];
  /** Null where the person may not decide it. */
  form: IdentityForm | null;
}

/** Whether an organization asks for passkeys, and whom that concerns, shown before it is asked. */
export function PasskeyRequirementView(props: PasskeyRequirementProps) {
  const { staff, required, people, without, problem, concerned, form } = props;
  return (
    <>
      <PageHeader
        title={staff ? t("Passkeys of staff") : t("Passkeys of administrators")}
        badge={required ? <Badge kind="ok">{t("Asked for")}</Badge> : <Badge kind="plain">{t("Not asked for")}</Badge>}
        crumbs={[{ label: t("Organization"), href: "/organization" }, { label: t("Review"), href: "/organization/review?section=admins" }, { label: t("Passkeys") }]}
        description={t("A passkey cannot be told to a stranger on the telephone, nor typed into a false page.")}
      />
      <div className="stack-lg">
        <Card id="requirement" title={required ? t("What holds now") : t("What would change")}>
          <p className="measure">
            {required ? asks(props) : wouldAsk(props)} {owed(without, required)} {required ? null : t("It holds from their next request, also for those who are signed in, and for access keys.")}
          </p>
          {problem ? <Notice kind="warn">{problem}</Notice> : null}
          {form && (required || !problem) ? (
            <form method="post" action={form.action} className="requirement-form">
              <HiddenFields values={form.hidden} />
              <Button kind={required ? "secondary" : "primary"} name="required" value={required ? "false" : "true"}>
                {required ? t("Ask no longer") : tn(people, "Ask {n} person for a passkey", "Ask {n} people for a passkey")}
              </Button>
            </form>
          ) : null}
        </Card>
        {concerned.length === 0 ? (
          <EmptyState icon="organization" title={t("Nobody is concerned")}>
            {t("Those whom this asks will be listed here.")}
          </EmptyState>
        ) : (
          <Table
            caption={staff ? t("Staff and their passkeys") : t("Administrators and their passkeys")}
            cards
            columns={[
              { key: "name", label: t("Name") },
              { key: "group", label: t("Group") },
              { key: "account", label: t("Account") },
              { key: "passkey", label: t("Passkey") },
            ]}
          >
            {concerned.map((one) => (
              <tr key={one.key}>
                <td>
                  <span className="credential-name">
                    <b>
                      <bdi>{one.name}</bdi>
                    </b>
                    <small>{one.email}</small>
                  </span>
                </td>
                <td data-label={t("Group")}>{translated(one.groupName)}</td>
                <td data-label={t("Account")}>{one.accountName}</td>
                <td data-label={t("Passkey")}>{one.held ? <Badge kind="ok">{t("Set up")}</Badge> : <Badge kind="soon">{t("None yet")}</Badge>}</td>
              </tr>
            ))}
          </Table>
        )}
      </div>
    </>
  );
}

function asks({ staff, people, organizationName: organization }: PasskeyRequirementProps): string {
  return staff
    ? tn(people, "{organization} asks its staff for a passkey: {n} person. Codes from an app do not open the portal for them.", "{organization} asks its staff for a passkey: {n} people. Codes from an app do not open the portal for them.", { organization })
    : tn(people, "{organization} asks its administrators for a passkey: {n} person. Codes from an app do not open the portal for them.", "{organization} asks its administrators for a passkey: {n} people. Codes from an app do not open the portal for them.", { organization });
}

function wouldAsk({ staff, people, organizationName: organization }: PasskeyRequirementProps): string {
  return staff
    ? tn(people, "{organization} would ask its staff for a passkey: {n} person. Codes from an app would no longer open the portal for them.", "{organization} would ask its staff for a passkey: {n} people. Codes from an app would no longer open the portal for them.", { organization })
    : tn(people, "{organization} would ask its administrators for a passkey: {n} person. Codes from an app would no longer open the portal for them.", "{organization} would ask its administrators for a passkey: {n} people. Codes from an app would no longer open the portal for them.", { organization });
}

function owed(without: number, now: boolean): string {
  if (without === 0) return t("Everyone concerned has one.");
  if (now) return tn(without, "One has none yet and reaches nothing else until there is one.", "{n} have none yet and reach nothing else until there is one.");
  return tn(without, "One has none and would set one up first, with nothing else within reach.", "{n} have none and would set one up first, with nothing else within reach.");
}
