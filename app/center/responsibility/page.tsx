import type { Metadata } from "next";
import { ResponsibilityView } from "@/components/center/responsibility-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { may } from "@/lib/access/decide";
import { listChecklists } from "@/lib/center/controls/list-checklists";
import { listPrograms } from "@/lib/center/list-programs";
import { layers, serviceModels } from "@/lib/center/responsibility";
import { isMember } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { operatorName } from "@/lib/organizations/operator-name";
import { t, translated } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Shared responsibility") });

/** Who secures what, and the checklists of the account. */
export default async function ResponsibilityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const page = one(params, "page") || undefined;
  const here = withParams("/center/responsibility", { page });
  const caller = await currentCaller();
  const listing = may(caller, listChecklists);
  // The page itself is for whoever may open the Compliance Center; the checklists are decided by themselves.
  const found = await attempt(here, "/center", async () => (listing ? perform(caller, listChecklists, { page }) : perform(caller, listPrograms, {}).then(() => null)));
  if (!found.ok) return found.page;
  const checklists = found.value;
  return (
    <Frame place="/center" here={here} flash={one(params, "flash")}>
      <ResponsibilityView
        operatorName={await operatorName()}
        accountName={isMember(caller) ? caller.account.name : ""}
        models={serviceModels.map(({ key, name, long, example }) => ({ key, name, long: translated(long), example: translated(example) }))}
        inside={layers
          .filter(({ side }) => side === "IN")
          .map(({ key, name, duties }) => ({ key, name: translated(name), cells: serviceModels.map((model) => ({ model: model.name, duty: duties[model.key].duty, does: translated(duties[model.key].does) })) }))}
        beneath={layers.filter(({ side }) => side === "OF").map(({ key, name, duties }) => ({ key, name: translated(name), does: translated(duties.iaas.does) }))}
        checklists={checklists && checklists.rows.map((row) => ({ ...row, href: `/reports/${row.reportId}/${row.version}/controls` }))}
        nextHref={checklists?.next ? withParams("/center/responsibility", { page: checklists.next }) : null}
      />
    </Frame>
  );
}
