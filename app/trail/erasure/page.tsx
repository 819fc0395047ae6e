import type { Metadata } from "next";
import { ErasureView } from "@/components/audit/erasure-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { stepUpHref } from "@/app/_doors/fresh";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { erasableFields } from "@/lib/audit/erasable-fields";
import { eraseFields } from "@/lib/audit/erase-fields";
import { getEvent } from "@/lib/audit/get-event";
import { listErasures } from "@/lib/audit/list-erasures";
import { perform } from "@/lib/operations/perform";
import { msg, t, type Message } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Erasure") });

const words: Readonly<Record<(typeof erasableFields)[number], Message>> = {
  name: msg("Name"),
  email: msg("E-mail address"),
  address: msg("Network address"),
  userAgent: msg("Browser"),
  "parameters.email": msg("E-mail address that was entered"),
  "parameters.name": msg("Name that was entered"),
  "parameters.typedName": msg("Name typed as a signature"),
  "parameters.title": msg("Title that was entered"),
  "parameters.reason": msg("Reason that was given"),
};

/** Personal fields of events are erased here, on the record, by the operator's staff; and what was erased so far. */
export default async function ErasurePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const eventId = one(params, "event") || undefined;
  const flash = one(params, "flash");
  const here = withParams("/trail/erasure", { event: eventId });
  const caller = await currentCaller();
  const found = await attempt(here, "/trail", async () => ({
    ...(await perform(caller, listErasures, {})),
    about: eventId === undefined ? null : (await perform(caller, getEvent, { eventId })).event,
  }));
  if (!found.ok) return found.page;
  const { erasures, about } = found.value;
  return (
    <Frame place="/trail" here={here} flash={flash}>
      <ErasureView
        event={about && { id: about.id, at: about.at.toISOString(), operation: about.operation, personId: about.personId, personName: about.personName, personEmail: about.personEmail }}
        fields={erasableFields.map((value) => ({ value, label: t(words[value]) }))}
        erasures={erasures.map(({ id, eventId: of, operation, fields, at, personName, reason }) => ({ id, href: `/trail/${of}`, operation: operation ?? t("an event"), fields, at: at.toISOString(), personName, reason }))}
        form={may(caller, eraseFields) ? await operationForm("audit:EraseFields", here, flash) : null}
        stepUpHref={stepUpHref(caller, here)}
      />
    </Frame>
  );
}
