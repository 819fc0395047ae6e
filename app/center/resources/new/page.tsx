import type { Metadata } from "next";
import { NewResourceView } from "@/components/resources/resource-editor";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { keptValues } from "@/app/_doors/kept-values";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { createResource } from "@/lib/resources/create-resource";
import { listResources } from "@/lib/resources/list-resources";
import { kindOptions } from "../choices";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("New resource") });

/** Where staff open a resource. */
export default async function NewResourcePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const here = "/center/resources/new";
  const caller = await currentCaller();
  const allowed = await attempt(here, "/center", async () => {
    await perform(caller, listResources, {});
    if (!may(caller, createResource)) throw new MunimentError("AccessDenied");
  });
  if (!allowed.ok) return allowed.page;
  const flash = one(await searchParams, "flash");
  const form = await operationForm(createResource.name, here, flash);
  return (
    <Frame place="/center" here={here}>
      <NewResourceView form={form} values={await keptValues(createResource.name, here, flash)} kinds={kindOptions()} />
    </Frame>
  );
}
