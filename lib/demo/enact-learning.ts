import { answerCheck } from "@/lib/learning/answer-check";
import { issueCertificate } from "@/lib/learning/issue-certificate";
import type { LearningPath } from "@/lib/learning/module";
import { modules, modulesOf } from "@/lib/learning/modules";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { createResource } from "@/lib/resources/create-resource";
import { getResourceDraft } from "@/lib/resources/get-resource-draft";
import { keepStarterContent } from "@/lib/resources/keep-starter-content";
import { publishResource } from "@/lib/resources/publish-resource";
import { saveResourceDraft } from "@/lib/resources/save-resource-draft";
import type { DemoWorld } from "./found";
import { historyDays } from "./history";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minute = 60_000;

const calendar = `## Who publishes when

| Month | What comes out |
| --- | --- |
| February | SOC 1 and SOC 2 reports for the period to 31 December |
| May | ISO certificates after the surveillance audits |
| August | SOC 1 and SOC 2 reports for the period to 30 June |

## Still to write

- [ ] Which letters bridge which months
- [ ] Whom to ask when a date moves
`;

/** Staff have revised one of the texts, and are writing another. It happens last, because their codes only go forward. */
export async function enactResources(world: DemoWorld, at: Date): Promise<void> {
  const editor = world.actor("mei-lin-tan");
  editor.leave();
  await atTime(at, async () => {
    const caller = await editor.workIn(world.accountId("northwind-operations"));
    const slug = "checklist-year-end-evidence";
    const { written } = await perform(caller, getResourceDraft, { slug });
    const body = written.body.replace("## With the auditors", "- [ ] Dates of next year's reports entered in the calendar of the team\n\n## With the auditors");
    await perform(caller, saveResourceDraft, { slug, seen: 0, ...written, body });
    await perform(caller, publishResource, { slug, seen: 1, note: "Next year's dates added, after a question of Meridian Bank." });
    const facts = { kind: "WHITEPAPER" as const, title: "Our evidence calendar", summary: "When Northwind Cloud publishes which report, certificate and letter." };
    await perform(caller, createResource, { slug: "evidence-calendar", ...facts });
    await perform(caller, saveResourceDraft, { slug: "evidence-calendar", seen: 1, ...facts, body: calendar, programs: ["soc1", "soc2"], topics: ["periods"] });
  });
  editor.leave();
}

type Learner = { slug: string; account: string; path: LearningPath; modules: number };
const learners: readonly Learner[] = [
  { slug: "layla-alhusseini", account: "helios-group", path: "legal", modules: 4 },
  { slug: "amara-osei", account: "meridian-group", path: "auditing", modules: 3 },
];

/** Answers as somebody who has read: all right, but in one check the first time. */
async function learn({ slug, account, path, modules: count }: Learner, world: DemoWorld, begin: number): Promise<void> {
  const actor = world.actor(slug);
  actor.leave();
  const chosen = modulesOf(path).slice(0, count);
  await atTime(new Date(begin), async () => {
    const caller = await actor.workIn(world.accountId(account));
    for (const [place, module] of chosen.entries()) {
      const [q1, q2, q3, q4] = (modules.find((one) => one.slug === module.slug)?.questions ?? []).map(({ right }) => right);
      const answers = { module: module.slug, q1, q2, q3, q4 };
      const at = (minutes: number): Date => new Date(begin + place * hourMs + minutes * minute);
      if (place === 1) await atTime(at(20), () => perform(caller, answerCheck, { ...answers, q1: q1 === 0 ? 1 : 0, q2: q2 === 0 ? 1 : 0 }));
      await atTime(at(26), () => perform(caller, answerCheck, answers));
    }
    if (count === modulesOf(path).length) await atTime(new Date(begin + count * hourMs), () => perform(caller, issueCertificate, { path }));
  });
  actor.leave();
}

/** The texts that come with the portal, and people who learn before the weeks of which the history tells, because a person's codes only go forward. */
export async function enactLearning(world: DemoWorld, today: Date): Promise<void> {
  const morning = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate(), 8, 0);
  const begin = morning - (historyDays + 1) * dayMs;
  await atTime(new Date(begin - 60 * dayMs), keepStarterContent);
  for (const [place, learner] of learners.entries()) await learn(learner, world, begin + (place + 1) * 30 * minute);
}
