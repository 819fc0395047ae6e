import { acceptAgreement } from "@/lib/agreements/accept-agreement";
import { createAgreement } from "@/lib/agreements/create-agreement";
import { endAgreement } from "@/lib/agreements/end-agreement";
import { getAgreement } from "@/lib/agreements/get-agreement";
import { addPages, newPaper, paperBytes } from "@/lib/agreements/paper";
import { publishRevision } from "@/lib/agreements/publish-revision";
import { recordOfflineAgreement } from "@/lib/agreements/record-offline-agreement";
import { systemCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { demoAgreementActs, demoAgreements, demoPaper, type DemoAgreement, type DemoAgreementAct } from "./agreements";
import type { DemoWorld } from "./found";
import { historyDays } from "./history";
import { demoPeople } from "./people";

const dayMs = 86_400_000;
const minute = 60_000;

async function publish(agreement: DemoAgreement, index: number, world: DemoWorld): Promise<void> {
  const root = demoPeople.find(({ memberships }) => memberships.some(({ group }) => group === "root"));
  const place = root?.memberships[0];
  const revision = agreement.revisions[index];
  if (!root || !place || !revision) throw new Error("the demo has nobody to publish agreements");
  world.actor(root.slug).leave();
  const caller = await world.actor(root.slug).workIn(world.accountId(place.account));
  const { slug, name, summary, kind, scope, prerequisite, boxes, terminateTerms, noticeDays } = agreement;
  if (index === 0) await perform(caller, createAgreement, { slug, name, summary, kind, scope, prerequisite });
  await perform(caller, publishRevision, { slug, title: revision.title, sections: [...revision.sections], boxes: [...boxes], terminateTerms, noticeDays, graceDays: revision.graceDays });
}

/** Reads, waits as long as reading takes, and decides. */
async function decide(act: DemoAgreementAct, at: Date, world: DemoWorld): Promise<void> {
  const actor = world.actor(act.person);
  actor.leave();
  const caller = await actor.workIn(world.accountId(act.account));
  const { revision, text, history, name } = await perform(caller, getAgreement, { slug: act.slug });
  if (caller.kind !== "person") throw new Error(`${act.person} could not sign in`);
  await atTime(new Date(at.getTime() + 3 * minute), async () => {
    if (act.kind === "accept") {
      await perform({ ...caller, ...actor.origin() }, acceptAgreement, {
        slug: act.slug,
        revision: revision.revision,
        for: act.for,
        box: (text?.boxes ?? []).map((_, index) => index),
        authority: true,
        electronicRecords: true,
        typedName: caller.name,
        title: act.title,
        legalEntity: act.legalEntity,
      });
      return;
    }
    const held = history.find((one) => one.state === "ACTIVE" && one.holder.kind === act.for);
    if (!held) throw new Error(`the demo has no ${act.slug} to end`);
    await perform({ ...caller, ...actor.origin() }, endAgreement, { customerAgreementId: held.id, confirmName: name, readTerms: true, reason: act.reason });
  });
  actor.leave();
}

async function signedOnPaper(at: Date): Promise<void> {
  const paper = await newPaper("Addendum on notice of incidents, signed", "en", at);
  await addPages(
    paper,
    [
      { look: "title", text: "Addendum on notice of incidents" },
      { look: "text", text: "Between Northwind Cloud and Helios Health Holding, with a notice within twelve hours instead of twenty-four." },
      { look: "heading", text: "Signed" },
      { look: "text", text: "For Northwind Cloud: Freya Lindqvist\n\nFor Helios Health Holding: ليلى الحسيني" },
    ],
    "Sample. A made-up document of the demo.",
  );
  const { slug, organizationSlug, note } = demoPaper;
  const firstDay = at.toISOString().slice(0, 10);
  await perform(systemCaller("record-agreement"), recordOfflineAgreement, { slug, type: "MODIFIED", organizationSlug, document: await paperBytes(paper), note, firstDay });
}

/**
 * Publishes the demo's agreements and lets its customers accept and end them, each at its time in the past: after the portal was founded, and before
 * the weeks of which the history tells, because a person's codes only go forward.
 */
export async function enactAgreements(world: DemoWorld, today: Date): Promise<void> {
  const noon = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate(), 10, 0);
  const dateOf = (daysAgo: number, place: number): Date => {
    if (daysAgo <= historyDays) throw new Error("the demo's agreements belong to the time before its history");
    return new Date(noon - daysAgo * dayMs + place * 7 * minute);
  };
  const work = [
    ...demoAgreements.flatMap((agreement, place) =>
      agreement.revisions.map((revision, index) => ({ at: dateOf(revision.daysAgo, place), run: () => publish(agreement, index, world) })),
    ),
    ...demoAgreementActs.map((act, place) => {
      const at = dateOf(act.daysAgo, place);
      return { at, run: () => decide(act, at, world) };
    }),
    { at: dateOf(demoPaper.daysAgo, 0), run: () => signedOnPaper(dateOf(demoPaper.daysAgo, 0)) },
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, run } of work) await atTime(at, run);
  for (const { slug } of demoPeople) world.actor(slug).leave();
}
