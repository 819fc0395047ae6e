import { Card, CopyId, Day, Facts, Notice, PageHeader, Time } from "../ui/content";

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
      <PageHeader crumbs={[{ label: "Audit trail", href: "/trail" }, { label: "Event" }]} title="Removed by retention" description="The record of this event was kept for its time, and then removed. What proves that it was there is kept for ever." />
      <div className="stack-lg">
        <Notice kind="info">
          Removed on <Day at={removedAt.slice(0, 10)} />, <a href={pruningHref}>as another event records</a>. Receipts that were downloaded before hold all the same.
        </Notice>
        <Card id="left" title="What is left">
          <Facts
            items={[
              { term: "Time", value: <Time at={at} /> },
              { term: "Event id", value: <CopyId value={id} label="event id" short={id} /> },
              { term: "Entry of the log", value: <span className="num">{index.toLocaleString("en")}</span> },
              { term: "Leaf hash", value: <CopyId value={leafHash} label="leaf hash" /> },
            ]}
          />
        </Card>
      </div>
    </article>
  );
}
