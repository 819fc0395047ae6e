import { assignUserControl } from "@/lib/center/controls/assign-user-control";
import { commentOnUserControl } from "@/lib/center/controls/comment-on-user-control";
import { listUserControls } from "@/lib/center/controls/list-user-controls";
import { putUserControls } from "@/lib/center/controls/put-user-controls";
import { tickUserControl } from "@/lib/center/controls/tick-user-control";
import { database } from "@/lib/database/client";
import type { Caller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { demoChecklist, demoControls } from "./controls";
import type { DemoWorld } from "./found";

const minute = 60_000;

/** This morning: the operator lists what its newest reports leave to their readers, and a bank begins to work through it. */
export async function enactControls(world: DemoWorld, today: Date): Promise<void> {
  const as = async (slug: string, account: string, minutesAgo: number, work: (caller: Caller) => Promise<void>): Promise<void> =>
    atTime(new Date(today.getTime() - minutesAgo * minute), async () => {
      const actor = world.actor(slug);
      actor.leave();
      const session = await actor.workIn(world.accountId(account));
      await work({ ...session, ...actor.origin() });
      actor.leave();
    });
  const versions = await database().reportVersion.findMany({
    where: { kind: "REPORT", state: "PUBLISHED", series: { slug: { in: demoControls.map(({ series }) => series) } } },
    orderBy: { version: "desc" },
    select: { seriesId: true, version: true, series: { select: { slug: true } } },
  });
  const newestOf = (slug: string, place = 0) => versions.filter(({ series }) => series.slug === slug)[place];

  await as("mei-lin-tan", "northwind-operations", 26, async (caller) => {
    for (const { series, newest, before } of demoControls) {
      for (const [place, lines] of [newest, before].entries()) {
        const found = newestOf(series, place);
        if (found && lines) await perform(caller, putUserControls, { reportId: found.seriesId, version: found.version, revision: 0, lines: lines.join("\n") });
      }
    }
  });

  const { series, account, lead, worker, byLead, byWorker, toLead, toWorker, notApplicable, comments } = demoChecklist;
  const report = newestOf(series);
  if (!report) throw new Error(`the demo has no report of ${series}`);
  const checklist = async (caller: Caller): Promise<(code: string) => string> => {
    const { controls } = await perform(caller, listUserControls, { reportId: report.seriesId, version: report.version });
    const ids = new Map(controls.map(({ code, id }) => [code, id]));
    return (code) => {
      const id = ids.get(code);
      if (id === undefined) throw new Error(`the demo's checklist has no ${code}`);
      return id;
    };
  };
  const people = await database().person.findMany({ where: { email: { in: [world.actor(lead).person.email, world.actor(worker).person.email] } }, select: { id: true, email: true } });
  const idOf = (slug: string): string | undefined => people.find(({ email }) => email === world.actor(slug).person.email)?.id;
  await as(lead, account, 22, async (caller) => {
    const control = await checklist(caller);
    for (const code of byLead) await perform(caller, tickUserControl, { controlId: control(code), state: "IN_PLACE" });
    for (const code of toWorker) await perform(caller, assignUserControl, { controlId: control(code), assigneeId: idOf(worker) });
    for (const code of toLead) await perform(caller, assignUserControl, { controlId: control(code), assigneeId: idOf(lead) });
  });
  await as(worker, account, 14, async (caller) => {
    const control = await checklist(caller);
    for (const code of byWorker) await perform(caller, tickUserControl, { controlId: control(code), state: "IN_PLACE" });
    for (const { code, text } of comments) await perform(caller, commentOnUserControl, { controlId: control(code), text });
    await perform(caller, tickUserControl, { controlId: control(notApplicable), state: "NOT_APPLICABLE" });
  });
}
