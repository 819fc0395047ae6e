import { Card, CopyId, Day, Facts, Notice, PageHeader, Time } from "../ui/content";
import { formatCount } from "../ui/format";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

export interface RemovedEventViewProps {
  id: string;
  /** ISO date-times: of the event, and of its removal. */
  at: string;
  removedAt: string;
  /** Its place in the log. */
  index: number;
  /** Hexadecimal. */
  leafHash: string;
  /** The event that names it among those that were removed. */
  pruningHref: string;
}

/** What is left of an event whose record retention has removed. */
export function RemovedEventView({ id, at, removedAt, index, leafHash, pruningHref }: RemovedEventViewProps) {
  return (
    <article>
      <PageHeader crumbs={[{ label: t("Audit trail"), href: "/trail" }, { label: t("Event") }]} title={t("Removed by retention")} description={t("The record of this event was kept for its time, and then removed. What proves that it was there is kept for ever.")} />
      <div className="stack-lg">
        <Notice kind="info">
          <Rich
            text={pieces("Removed on <day>a day</day>, <a>as another event records</a>. Receipts that were downloaded before hold all the same.")}
            day={() => <Day at={removedAt.slice(0, 10)} />}
            a={(words) => <a href={pruningHref}>{words}</a>}
          />
        </Notice>
        <Card id="left" title={t("What is left")}>
          <Facts
            items={[
              { term: t("Time"), value: <Time at={at} /> },
              { term: t("Event id"), value: <CopyId value={id} label={t("event id")} short={id} /> },
              { term: t("Entry of the log"), value: <span className="num">{formatCount(index)}</span> },
              { term: t("Leaf hash"), value: <CopyId value={leafHash} label={t("leaf hash")} /> },
            ]}
          />
        </Card>
      </div>
    </article>
  );
}
