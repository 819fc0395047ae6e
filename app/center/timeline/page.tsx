import type { Metadata } from "next";
import { TimelineView } from "@/components/center/timeline-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { may } from "@/lib/access/decide";
import { exportTimeline } from "@/lib/center/export-timeline";
import { calendarYear, periodProblem, usualPeriods } from "@/lib/center/fiscal-period";
import { getTimeline } from "@/lib/center/get-timeline";
import { listPrograms } from "@/lib/center/list-programs";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { now } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { isoDay } from "@/lib/reports/models";
import { programByKey, programs } from "@/lib/reports/programs";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Coverage timeline") });

const nothing = { counts: { COVERED: 0, BRIDGED: 0, GAPS: 0, NONE: 0, UNDATED: 0 }, rows: [], total: 0, offset: 0, next: null, previous: null };

/** Coverage of the period that the address names; without one, of this calendar year. */
export default async function TimelinePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const today = isoDay(now());
  const [from, to] = [one(params, "start"), one(params, "end")];
  const period = from === undefined && to === undefined ? calendarYear(today) : { start: from ?? "", end: to ?? "" };
  const problem = periodProblem(period);
  const program = programByKey(one(params, "program") ?? "")?.key;
  const gaps = one(params, "gaps") === "1";
  const page = one(params, "page") || undefined;
  const address = (more: Record<string, string | undefined>): string => withParams("/center/timeline", { ...period, program, gaps: gaps ? "1" : undefined, ...more });
  const here = address({ page });
  const caller = await currentCaller();
  const found = await attempt(here, "/center", async () => ({
    timeline: problem ? nothing : await perform(caller, getTimeline, { ...period, program, gaps, page }),
    held: may(caller, listPrograms) ? (await perform(caller, listPrograms, {})).held : [],
  }));
  if (!found.ok) return found.page;
  const { timeline, held } = found.value;
  const choices = programs.filter(({ key }) => key === program || held.some((row) => row.program === key));
  return (
    <Frame place="/center" here={here} flash={one(params, "flash")}>
      <TimelineView
        start={period.start}
        end={period.end}
        problem={problem}
        program={program ?? ""}
        programs={[{ value: "", label: t("All programs") }, ...choices.map(({ key, name }) => ({ value: key, label: name }))]}
        gaps={gaps}
        today={today}
        usual={usualPeriods(today).map(({ name, start, end }) => ({ name: t(name), start, end, href: address({ start, end }), current: start === period.start && end === period.end }))}
        counts={timeline.counts}
        rows={timeline.rows.map((row) => ({ ...row, programKey: row.program, programName: programByKey(row.program)?.name ?? row.program }))}
        total={timeline.total}
        offset={timeline.offset}
        previousHref={timeline.previous && address({ page: timeline.previous })}
        nextHref={timeline.next && address({ page: timeline.next })}
        exportForm={
          !problem && may(caller, exportTimeline) && caller.kind === "person"
            ? { action: "/api/center/ExportTimeline", fields: { csrf: csrfTokenFor(caller.sessionId), ...period, ...(program ? { program } : {}), ...(gaps ? { gaps: "1" } : {}) } }
            : null
        }
      />
    </Frame>
  );
}
