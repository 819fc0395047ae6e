import { getAgreement } from "@/lib/agreements/get-agreement";
import { prepareAcceptance } from "@/lib/agreements/prepare-acceptance";
import { setTwoPersonRule } from "@/lib/agreements/set-two-person-rule";
import { database } from "@/lib/database/client";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { setRequiredAgreements } from "@/lib/reports/set-required-agreements";
import { enactPublishing } from "./enact-publishing";
import type { DemoWorld } from "./found";
import type { DemoSeries } from "./types";

/** What copies of these series require. */
export const demoRequirements: readonly { series: string; agreements: readonly string[] }[] = [
  { series: "soc-2-platform", agreements: ["nda"] },
  { series: "soc-2-health", agreements: ["nda", "baa"] },
];

/** What was done today, after everything that the demo's history tells: requirements of reports, what is on the publisher's desk, and an acceptance that waits for its second person. */
export async function enactToday(world: DemoWorld, catalogue: readonly DemoSeries[], today: Date): Promise<void> {
  await atTime(today, async () => {
    const publisher = world.publishers[0];
    if (!publisher) throw new Error("the demo has nobody to publish");
    const series = new Map((await database().reportSeries.findMany({ where: { slug: { in: demoRequirements.map((one) => one.series) } }, select: { id: true, slug: true } })).map(({ id, slug }) => [slug, id]));
    publisher.actor.leave();
    const staff = await publisher.actor.workIn(publisher.accountId);
    for (const { series: slug, agreements } of demoRequirements) {
      const reportId = series.get(slug);
      if (reportId) await perform(staff, setRequiredAgreements, { reportId, agreements: [...agreements] });
    }
    await enactPublishing(staff, catalogue, today);
    publisher.actor.leave();

    const layla = world.actor("layla-alhusseini");
    layla.leave();
    await perform(await layla.workIn(world.accountId("helios-group")), setTwoPersonRule, { wanted: true });
    layla.leave();

    const sofia = world.actor("sofia-marchetti");
    sofia.leave();
    const caller = await sofia.workIn(world.accountId("helios-hospitals"));
    if (caller.kind !== "person") throw new Error("the demo's second person could not sign in");
    const { revision, text } = await perform(caller, getAgreement, { slug: "test-data" });
    await perform(caller, prepareAcceptance, {
      slug: "test-data",
      revision: revision.revision,
      for: "ACCOUNT",
      box: (text?.boxes ?? []).map((_, index) => index),
      checked: true,
      typedName: caller.name,
      title: "Head of Hospital Platforms",
      legalEntity: "Helios Hospitals Limited",
      note: "For the load tests of the imaging archive in the spring.",
    });
    sofia.leave();
  });
}
