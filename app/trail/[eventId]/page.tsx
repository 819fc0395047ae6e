import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EventView } from "@/components/audit/event-view";
import { RemovedEventView } from "@/components/audit/removed-event-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { eraseFields } from "@/lib/audit/erase-fields";
import { getEvent } from "@/lib/audit/get-event";
import { perform } from "@/lib/operations/perform";
import { operationNamed } from "@/lib/operations/registry";
import { actorName } from "../trail-query";
import { msg, t, translated, type Message } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Event") });

const actorKinds: Readonly<Record<string, Message>> = { person: msg("Person"), "access-key": msg("Person, by an access key"), system: msg("System"), anonymous: msg("Anyone") };
const factorNames: Readonly<Record<string, Message>> = { TOTP: msg("Authenticator app"), PASSKEY: msg("Passkey"), RECOVERY_CODE: msg("Recovery code") };
const named = (names: Readonly<Record<string, Message>>, key: string): string => (names[key] ? t(names[key]) : key);

const resourceHref = (name: string): string | null => {
  if (/^(download|customer-agreement)\/[A-Za-z0-9-]+$/.test(name)) return `/trail?about=${encodeURIComponent(name)}`;
  const report = /^report\/(report-[A-Za-z0-9]{16})(?::(\d+))?$/.exec(name);
  return report ? `/reports/${report[1]}${report[2] ? `/${report[2]}` : ""}` : null;
};

/** One event in full. */
export default async function EventPage({ params, searchParams }: { params: Promise<{ eventId: string }>; searchParams: Promise<SearchParams> }) {
  const { eventId } = await params;
  const path = `/trail/${eventId}`;
  const caller = await currentCaller();
  const found = await attempt(path, "/trail", () => perform(caller, getEvent, { eventId }));
  if (!found.ok) return found.page;
  const { event, related, log, removed } = found.value;
  if (removed) {
    return (
      <Frame place="/trail" here={path} flash={one(await searchParams, "flash")}>
        <RemovedEventView id={removed.id} at={removed.at.toISOString()} removedAt={removed.removedAt.toISOString()} index={removed.index} leafHash={removed.leafHash} pruningHref={`/trail/${removed.pruningEventId}`} />
      </Frame>
    );
  }
  if (!event) notFound();
  const receipt = await operationForm("audit:GetReceipt", path);
  const all = [...related, event].sort((a, b) => a.at.getTime() - b.at.getTime() || a.id.localeCompare(b.id));
  return (
    <Frame place="/trail" here={path} flash={one(await searchParams, "flash")}>
      <EventView
        event={{
          ...event,
          at: event.at.toISOString(),
          operationSummary: translated(operationNamed(event.operation)?.summary ?? "") || null,
          actorKind: named(actorKinds, event.actorKind),
          personName: actorName(event),
          factor: event.factor && named(factorNames, event.factor),
          resources: event.resources.map((name) => ({ name, href: resourceHref(name) })),
          parameters: Object.entries(event.parameters)
            .filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0))
            .map(([name, value]) => ({ name, value: Array.isArray(value) ? value.join(", ") : String(value) })),
        }}
        log={log}
        erasureHref={may(caller, eraseFields) ? `/trail/erasure?event=${event.id}` : null}
        receipt={{ action: receipt.action, hidden: { ...receipt.hidden, eventId: event.id } }}
        related={all.map((one) => ({ id: one.id, href: `/trail/${one.id}`, at: one.at.toISOString(), operation: one.operation, outcome: one.outcome, current: one.id === event.id }))}
      />
    </Frame>
  );
}
