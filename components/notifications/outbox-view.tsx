import { Button } from "../ui/button";
import { EmptyState, Notice, PageHeader, Tabs, Time } from "../ui/content";
import { HiddenFields } from "../ui/field";
import { formatCount } from "../ui/format";
import { Badge, type BadgeKind } from "../ui/status";
import { Pagination, Table } from "../ui/table";
import type { IdentityForm } from "../identity/sign-in-view";
import { Rich } from "../ui/rich";
import { msg, pieces, t, type Message } from "@/lib/texts/text";

export type OutboxStanding = "WAITING" | "SENT" | "GIVEN_UP" | "EXPIRED";

export interface OutboxRow {
  id: string;
  /** An address; of a webhook its host. */
  to: string;
  webhook: boolean;
  subject: string;
  about: string;
  standing: OutboxStanding;
  /** ISO date-times. */
  createdAt: string;
  settledAt: string | null;
  nextAttemptAt: string | null;
  attempts: number;
  problem: string;
  attachments: readonly string[];
  retryable: boolean;
}

export interface OutboxViewProps {
  mailIsOn: boolean;
  mostAttempts: number;
  counts: Readonly<Record<OutboxStanding, number>>;
  /** What the list is narrowed to. */
  standing: OutboxStanding | null;
  rows: readonly OutboxRow[];
  /** The row's `messageId` goes along. Absent for those who may only look. */
  retry: IdentityForm | null;
  nextHref: string | null;
  newestHref: string | null;
}

const words: Readonly<Record<OutboxStanding, Message>> = { WAITING: msg("Waiting"), SENT: msg("Sent"), GIVEN_UP: msg("Given up"), EXPIRED: msg("Expired") };
const badges: Readonly<Record<OutboxStanding, BadgeKind>> = { WAITING: "future", SENT: "ok", GIVEN_UP: "error", EXPIRED: "ended" };
const order: readonly OutboxStanding[] = ["WAITING", "GIVEN_UP", "SENT", "EXPIRED"];

/** The mail of the portal: to whom, about what, and how it stands. */
export function OutboxView({ mailIsOn, mostAttempts, counts, standing, rows, retry, nextHref, newestHref }: OutboxViewProps) {
  return (
    <>
      <PageHeader title={t("Outbox")} description={t("What the portal sends by mail and to webhooks: invitations, agreements, and what people subscribed to.")} />
      {mailIsOn ? null : (
        <Notice kind="warn" title={t("No mail server is set")}>
          <Rich
            text={pieces("No mail leaves the portal. Messages wait here for two weeks and leave as soon as <code>SMTP_URL</code> and <code>MAIL_FROM</code> are set and the portal was started again.")}
            code={(words) => <code>{words}</code>}
          />
        </Notice>
      )}
      <Tabs
        label={t("How messages stand")}
        items={[
          { href: "/outbox", label: t("All {n}", { n: order.reduce((sum, one) => sum + counts[one], 0) }), current: standing === null },
          ...order.map((one) => ({ href: `/outbox?standing=${one}`, label: `${t(words[one])} ${formatCount(counts[one])}`, current: standing === one })),
        ]}
      />
      {rows.length === 0 ? (
        <div className="card">
          <EmptyState icon="mail" title={standing === null ? t("Nothing was sent yet") : t("None of these")}>
            {standing === null ? t("An accepted agreement, an ending or an invitation puts its messages here.") : t("No message stands like this.")}
          </EmptyState>
        </div>
      ) : (
        <>
          <Table
            caption={t("Messages, newest first")}
            className="outbox"
            cards
            columns={[
              { key: "at", label: t("Written") },
              { key: "to", label: t("To##recipient") },
              { key: "subject", label: t("Subject") },
              { key: "standing", label: t("How it stands") },
              { key: "act", label: t("Do"), quiet: true },
            ]}
          >
            {rows.map((row) => (
              <tr key={row.id}>
                <td data-label={t("Written")} className="num">
                  <Time at={row.createdAt} />
                </td>
                <td data-label={t("To##recipient")} className="outbox-to">
                  <div>
                    {row.to}
                    {row.webhook ? <span className="faint small">{t("webhook")}</span> : null}
                  </div>
                </td>
                <td data-label={t("Subject")}>
                  <div>
                    <bdi>{row.subject}</bdi>
                    <span className="faint small">
                      {row.about}
                      {row.attachments.length > 0 ? ` · ${t("with {files}", { files: row.attachments.join(", ") })}` : ""}
                    </span>
                  </div>
                </td>
                <td data-label={t("How it stands")}>
                  <div>
                  <Badge kind={badges[row.standing]}>{t(words[row.standing])}</Badge>
                  <span className="faint small">
                    {row.settledAt ? <Time at={row.settledAt} /> : null}
                    {row.standing === "WAITING" && row.attempts > 0 ? t("tried {n} of {most} times", { n: row.attempts, most: mostAttempts }) : null}
                    {row.nextAttemptAt && row.attempts > 0 ? (
                      <>
                        {", "}
                        <Rich text={pieces("next <at>{at}</at>", { at: row.nextAttemptAt })} at={(at) => <Time at={at} />} />
                      </>
                    ) : null}
                  </span>
                  {row.problem && row.standing !== "SENT" ? <span className="small outbox-problem">{row.problem}</span> : null}
                  </div>
                </td>
                <td>
                  {retry && row.retryable ? (
                    <form method="post" action={retry.action}>
                      <HiddenFields values={{ ...retry.hidden, messageId: row.id }} />
                      <Button size="small" aria-label={t("Try again: {subject}, to {to}", { subject: row.subject, to: row.to })}>
                        {t("Try again")}
                      </Button>
                    </form>
                  ) : null}
                </td>
              </tr>
            ))}
          </Table>
          <Pagination summary={t("{n} shown", { n: rows.length })} previousHref={newestHref} nextHref={nextHref} previousLabel={t("Newest")} nextLabel={t("Earlier")} />
        </>
      )}
    </>
  );
}
