import type { Metadata } from "next";
import { RetentionView } from "@/components/audit/retention-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { stepUpHref } from "@/app/_doors/fresh";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { getRetention } from "@/lib/audit/retention/get-retention";
import type { RetentionClass } from "@/lib/audit/retention/classes";
import { listHolds } from "@/lib/audit/retention/list-holds";
import { pruneEveryMs } from "@/lib/audit/retention/prune-trail";
import { updateRetention } from "@/lib/audit/retention/update-retention";
import { perform } from "@/lib/operations/perform";
import { msg, t, type Message } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Retention") });

const here = "/trail/retention";

const words: Readonly<Record<RetentionClass, { name: Message; about: Message }>> = {
  reads: { name: msg("Browsing"), about: msg("Pages and lists that were looked at") },
  "sign-ins": { name: msg("Sign-ins"), about: msg("Signing in and out, and failed attempts") },
  changes: { name: msg("Changes and refusals"), about: msg("People, access, publishing, settings, and everything else") },
  evidence: { name: msg("Downloads and acceptances"), about: msg("Copies, terms, agreements, and what was read before accepting") },
};

/** How long events are kept, what stops their removal, and what was removed, for the operator's staff. */
export default async function RetentionPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const flash = one(params, "flash");
  // Two forms on one page: the address says which of them was answered.
  const ofHold = one(params, "form") === "hold";
  const caller = await currentCaller();
  const found = await attempt(here, "/trail", async () => ({ ...(await perform(caller, getRetention, {})), ...(await perform(caller, listHolds, {})) }));
  if (!found.ok) return found.page;
  const { classes, more, awaited, graceDays, prunings, holds } = found.value;
  return (
    <Frame place="/trail" here={here} flash={flash}>
      <RetentionView
        classes={classes.map(({ class: name, minimumDays, rule, coming, due }) => ({
          class: name, name: t(words[name].name), about: t(words[name].about), minimumDays, days: rule?.days ?? null, due,
          decided: rule && { at: rule.setAt.toISOString(), personName: rule.personName, reason: rule.reason },
          coming: coming && { days: coming.days, from: coming.countsFrom.toISOString() },
        }))}
        more={more}
        awaited={awaited}
        graceDays={graceDays}
        everyHours={pruneEveryMs / 3_600_000}
        holds={holds.map((hold) => ({ ...hold, placedAt: hold.placedAt.toISOString(), endedAt: hold.endedAt?.toISOString() ?? null }))}
        prunings={prunings.map(({ eventId, at, removed, from, to }) => ({ href: `/trail/${eventId}`, at: at.toISOString(), removed, from, to }))}
        stepUpHref={stepUpHref(caller, here)}
        forms={
          may(caller, updateRetention)
            ? { update: await operationForm("audit:UpdateRetention", here, ofHold ? undefined : flash), place: await operationForm("audit:PlaceHold", `${here}?form=hold`, ofHold ? flash : undefined), release: await operationForm("audit:ReleaseHold", here) }
            : null
        }
      />
    </Frame>
  );
}
