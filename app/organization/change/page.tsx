import type { Metadata } from "next";
import { ChangeView } from "@/components/organization/change-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { groupNames } from "@/lib/access/groups";
import { now } from "@/lib/operations/clock";
import { groups } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { perform, stepUpSeconds } from "@/lib/operations/perform";
import { TreeChange } from "@/lib/organizations/change";
import { previewChange } from "@/lib/organizations/preview-change";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("What changes") });

const operations = {
  "move-account": "organizations:MoveAccount",
  "move-unit": "organizations:MoveOrganizationalUnit",
  leave: "organizations:LeaveOrganization",
  remove: "organizations:RemoveAccount",
  join: "organizations:AcceptAccountInvitation",
  close: "organizations:CloseAccount",
} as const;

const fields = ["accountId", "unitId", "to", "invitationId"] as const;
/** Time to read and decide, before a code is asked for again. */
const marginMs = 60_000;

const nameOfGroup = (group: string): string => {
  const known = groups.find((one) => one === group);
  return known ? groupNames[known] : group;
};

/** What a move, leave, join or closing would do, with the question whether to do it. */
export default async function ChangePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const given = Object.fromEntries(fields.flatMap((field) => (one(params, field) === undefined ? [] : [[field, one(params, field) ?? ""]])));
  const asked = { kind: one(params, "kind"), ...given };
  const here = withParams("/organization/change", asked);
  const caller = await currentCaller();
  const found = await attempt(here, "/organization", async () => {
    const parsed = TreeChange.safeParse(asked);
    if (!parsed.success) throw new MunimentError("ResourceNotFound");
    const { kind } = parsed.data;
    const input = kind === "move-account" || kind === "move-unit" ? { ...parsed.data, to: parsed.data.to ?? "root" } : parsed.data;
    return perform(caller, previewChange, input);
  });
  if (!found.ok) return found.page;
  const { digest, subject, powers, ...preview } = found.value;
  const form = await operationForm(operations[preview.kind], here, one(params, "flash"));
  const factorAt = caller.kind === "person" ? (caller.factorAt?.getTime() ?? 0) : 0;
  const fresh = now().getTime() - factorAt <= stepUpSeconds * 1000 - marginMs;
  const chosen = subject.kind === "UNIT" ? { unit: subject.id } : { account: subject.id };
  const organization = preview.kind === "join" ? undefined : (preview.from.organizationId ?? undefined);
  return (
    <Frame place="/organization" here={here}>
      <ChangeView
        {...preview}
        name={subject.name}
        powers={powers.map((power) => ({ ...power, group: nameOfGroup(power.group), groupAfter: nameOfGroup(power.groupAfter) }))}
        form={{ ...form, hidden: { ...form.hidden, ...given, preview: digest } }}
        stepUpHref={fresh ? null : withParams("/step-up", { return: here })}
        backHref={withParams("/organization", { organization, ...chosen })}
      />
    </Frame>
  );
}
