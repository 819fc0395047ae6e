"use client";

import { useEffect, useState } from "react";
import { Outcome } from "../ui/status";
import { t } from "@/lib/texts/text";

interface LiveEvent {
  id: string;
  at: string;
  operation: string;
  outcome: string;
  personName: string;
  personEmail: string;
  accountName: string | null;
  address: string;
}

const most = 50;

/** Events as they are written, above the list, without loading the page again. Off until somebody turns it on. */
export function LiveTail({ query }: { query: string }) {
  const [on, setOn] = useState(false);
  const [events, setEvents] = useState<readonly LiveEvent[]>([]);

  useEffect(() => {
    if (!on) return undefined;
    const source = new EventSource(`/trail/live?${query}`);
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as LiveEvent;
      setEvents((known) => [event, ...known.filter(({ id }) => id !== event.id)].slice(0, most));
    };
    return () => source.close();
  }, [on, query]);

  return (
    <section className="trail-live no-print" aria-label={t("New events")}>
      <button type="button" className="btn btn-small needs-script" aria-pressed={on} onClick={() => setOn(!on)}>
        {on ? t("Stop following") : t("Follow live")}
      </button>
      {on ? (
        <ol aria-live="polite" aria-relevant="additions">
          {events.length === 0 ? <li className="muted small">{t("Nothing new since you began to follow. New events appear here by themselves.")}</li> : null}
          {events.map((event) => (
            <li key={event.id}>
              <a className="num" href={`/trail/${event.id}`}>
                {event.at.slice(11, 19)}
              </a>
              <bdi>{event.personName || t("Not signed in")}</bdi>
              <code>{event.operation}</code>
              <Outcome outcome={event.outcome} />
              <span className="faint">{event.accountName ?? ""}</span>
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}
