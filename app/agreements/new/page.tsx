import type { Metadata } from "next";
import { NewAgreementView } from "@/components/agreements/manage-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { keptValues } from "@/app/_doors/kept-values";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { createAgreement } from "@/lib/agreements/create-agreement";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("New agreement") });

/** Where the operator opens an agreement. */
export default async function NewAgreementPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const here = "/agreements/new";
  const caller = await currentCaller();
  const listed = await attempt(here, "/agreements", async () => {
    const found = await perform(caller, listAgreements, {});
    if (!may(caller, createAgreement)) throw new MunimentError("AccessDenied");
    return found;
  });
  if (!listed.ok) return listed.page;
  const flash = one(await searchParams, "flash");
  const form = await operationForm(createAgreement.name, here, flash);
  return (
    <Frame place="/agreements" here={here}>
      <NewAgreementView form={form} values={await keptValues(createAgreement.name, here, flash)} prerequisites={listed.value.agreements.map(({ slug: value, name: label }) => ({ value, label }))} />
    </Frame>
  );
}
