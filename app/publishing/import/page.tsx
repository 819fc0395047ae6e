import type { Metadata } from "next";
import { ImportView } from "@/components/publishing/import-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { readFlash } from "@/lib/identity/flash";
import { perform } from "@/lib/operations/perform";
import { exampleManifest, manifestGuide } from "@/lib/publishing/import/manifest-guide";
import { listImports } from "@/lib/publishing/import/list-imports";
import { listTerms } from "@/lib/publishing/list-terms";
import { csrfOf } from "../shown";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Import") });

/** Many documents at once. */
export default async function ImportPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const here = "/publishing/import";
  const caller = await currentCaller();
  const found = await attempt(here, "/publishing", () => Promise.all([perform(caller, listTerms, {}), perform(caller, listImports, {})]));
  if (!found.ok) return found.page;
  const [, { imports, total }] = found.value;
  const said = readFlash(one(await searchParams, "flash"));
  return (
    <Frame place="/publishing" here={here}>
      <ImportView csrf={csrfOf(caller)} error={said?.kind === "error" ? said.message : null} columns={manifestGuide.map(({ name, needed, what }) => ({ name, needed: t(needed), what: t(what) }))} example={exampleManifest} imports={imports.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() }))} total={total} />
    </Frame>
  );
}
