import type { Metadata } from "next";
import { NotificationsView } from "@/components/notifications/notifications-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { stepUpHref } from "@/app/_doors/fresh";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { describeNotifications } from "@/lib/notifications/subscriptions/describe-notifications";
import { perform } from "@/lib/operations/perform";
import { categories, categoryNames } from "@/lib/reports/models";
import { programs, regions } from "@/lib/reports/programs";
import { t, translated } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Notifications") });

const here = "/notifications";

const choices = () => [
  { label: t("Reports"), options: [{ value: "ALL", label: t("All reports") }] },
  { label: t("Besides reports"), options: [{ value: "AGREEMENTS", label: t("Agreements: revisions, what comes into force, what ends") }, { value: "ROLES", label: t("Roles that end") }] },
  { label: t("Regions"), options: regions.map(({ key, name }) => ({ value: `REGION:${key}`, label: translated(name) })) },
  { label: t("Categories"), options: categories.map((key) => ({ value: `CATEGORY:${key}`, label: translated(categoryNames[key]) })) },
  { label: t("Programs"), options: programs.map(({ key, name }) => ({ value: `PROGRAM:${key}`, label: name })).sort((a, b) => a.label.localeCompare(b.label, "en")) },
];

/** What a person is told about, where, and how often. */
export default async function NotificationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const flash = one(await searchParams, "flash");
  const caller = await currentCaller();
  const found = await attempt(here, here, () => perform(caller, describeNotifications, {}));
  if (!found.ok) return found.page;
  const { mailIsOn, maySubscribe, email, timeZone, subscriptions, destinations } = found.value;
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC")];
  return (
    <Frame place={here} here={here} flash={flash}>
      <NotificationsView
        mailIsOn={mailIsOn}
        email={email}
        accountName={caller.kind === "person" ? (caller.account?.name ?? "") : ""}
        timeZone={timeZone}
        timeZones={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
        subscriptions={subscriptions.map(({ subscriptionId, words, accountName, rhythm, destination }) => ({ subscriptionId, words, accountName, rhythm, where: destination?.address ?? email, webhook: destination?.channel === "WEBHOOK" }))}
        destinations={destinations.map(({ destinationId, channel, address, confirmed }) => ({ destinationId, webhook: channel === "WEBHOOK", address, confirmed }))}
        choices={choices()}
        stepUpHref={stepUpHref(caller, here)}
        forms={{
          subscribe: maySubscribe ? await operationForm("notifications:Subscribe", here) : null,
          change: await operationForm("notifications:ChangeSubscription", here),
          end: await operationForm("notifications:Unsubscribe", here),
          addMail: await operationForm("notifications:AddDestination", here, flash),
          addWebhook: await operationForm("notifications:AddDestination", here, flash),
          remove: await operationForm("notifications:RemoveDestination", here),
          timeZone: await operationForm("notifications:SetTimeZone", here),
        }}
      />
    </Frame>
  );
}
