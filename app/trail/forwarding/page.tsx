import type { Metadata } from "next";
import { ForwardingView } from "@/components/audit/forwarding-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { stepUpHref } from "@/app/_doors/fresh";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { addForwarding } from "@/lib/forwarding/add-forwarding";
import { listForwarding } from "@/lib/forwarding/list-forwarding";
import { perform } from "@/lib/operations/perform";
import { sayProblem } from "@/lib/outbound/problems";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Forwarding") });

const here = "/trail/forwarding";

/** Where events are sent on to, for the operator's staff. */
export default async function ForwardingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const flash = one(await searchParams, "flash");
  const caller = await currentCaller();
  const found = await attempt(here, "/trail", () => perform(caller, listForwarding, {}));
  if (!found.ok) return found.page;
  const { destinations, deadLetters } = found.value;
  return (
    <Frame place="/trail" here={here} flash={flash}>
      <ForwardingView
        receivers={destinations.map(({ forwardingId, name, kind, address, browsing, behind, refused, paused, attempts, problem, nextAttemptAt, lastSentAt }) => ({
          forwardingId, name, kind, address, browsing, behind, refused, paused, attempts, problem: sayProblem(problem), nextAttemptAt: nextAttemptAt.toISOString(), lastSentAt: lastSentAt?.toISOString() ?? null,
        }))}
        deadLetters={deadLetters.map(({ deadLetterId, name, fromIdx, events, state, problem, createdAt }) => ({ deadLetterId, name, fromIdx, events, state, problem: sayProblem(problem), createdAt: createdAt.toISOString() }))}
        stepUpHref={stepUpHref(caller, here)}
        forms={
          may(caller, addForwarding)
            ? {
                add: await operationForm("audit:AddForwarding", here, flash),
                pause: await operationForm("audit:PauseForwarding", here),
                remove: await operationForm("audit:RemoveForwarding", here),
                retry: await operationForm("audit:RetryDeadLetter", here),
              }
            : null
        }
      />
    </Frame>
  );
}
