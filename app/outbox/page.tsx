import type { Metadata } from "next";
import { OutboxView } from "@/components/notifications/outbox-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { listMessages } from "@/lib/notifications/list-messages";
import { MessageStanding } from "@/lib/notifications/models";
import { retryMessage } from "@/lib/notifications/retry-message";
import { perform } from "@/lib/operations/perform";
import { sayProblem } from "@/lib/outbound/problems";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Outbox") });

/** What the portal sends by mail and how it stands, for operator staff. */
export default async function OutboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const standing = MessageStanding.safeParse(one(params, "standing")).data;
  const page = one(params, "page") || undefined;
  const here = withParams("/outbox", { standing, page });
  const caller = await currentCaller();
  const listed = await attempt(here, "/outbox", () => perform(caller, listMessages, { standing, page }));
  if (!listed.ok) return listed.page;
  const found = listed.value;
  return (
    <Frame place="/outbox" here={here} flash={one(params, "flash")}>
      <OutboxView
        mailIsOn={found.mailIsOn}
        mostAttempts={found.mostAttempts}
        counts={found.counts}
        standing={standing ?? null}
        rows={found.rows.map((row) => ({
          id: row.id,
          to: row.to,
          subject: row.subject,
          about: row.about,
          standing: row.standing,
          createdAt: row.createdAt.toISOString(),
          settledAt: row.settledAt?.toISOString() ?? null,
          nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
          attempts: row.attempts,
          problem: sayProblem(row.problem),
          attachments: row.attachments.map(({ fileName }) => fileName),
          webhook: row.channel === "WEBHOOK",
          retryable: (found.mailIsOn || row.channel === "WEBHOOK") && (row.standing === "GIVEN_UP" || (row.standing === "WAITING" && row.attempts > 0)),
        }))}
        retry={may(caller, retryMessage) ? await operationForm("notifications:RetryMessage", here) : null}
        nextHref={found.next && withParams("/outbox", { standing, page: found.next })}
        newestHref={page ? withParams("/outbox", { standing }) : null}
      />
    </Frame>
  );
}
