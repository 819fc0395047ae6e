import type { Metadata } from "next";
import { LearningView } from "@/components/learning/learning-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { getCompletionCertificate } from "@/lib/learning/get-certificate";
import { issueCertificate } from "@/lib/learning/issue-certificate";
import { listModules } from "@/lib/learning/list-modules";
import { pathNames } from "@/lib/learning/modules";
import { PathName } from "@/lib/learning/progress";
import { perform } from "@/lib/operations/perform";
import { t, translated } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Learning path") });

/** The learning path with the person's progress. */
export default async function LearningPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const chosen = PathName.safeParse(one(params, "path"));
  const path = chosen.success ? chosen.data : null;
  const here = path ? `/center/learning?path=${path}` : "/center/learning";
  const caller = await currentCaller();
  const listed = await attempt(here, "/center", () => perform(caller, listModules, {}));
  if (!listed.ok) return listed.page;
  const { modules, paths } = listed.value;
  const issue = await operationForm(issueCertificate.name, here);
  const fetch = await operationForm(getCompletionCertificate.name, here);
  return (
    <Frame place="/center" here={here} flash={one(params, "flash")}>
      <LearningView
        paths={paths.map((one) => {
          const form = one.certificate ? fetch : issue;
          return {
            ...one,
            name: translated(one.name),
            summary: translated(one.summary),
            next: one.next && { href: `/center/learning/${one.next.slug}`, title: one.next.title },
            certificate: one.certificate && { code: one.certificate.code, issuedAt: one.certificate.issuedAt.toISOString() },
            form: { ...form, hidden: { ...form.hidden, path: one.path } },
          };
        })}
        modules={modules
          .filter((module) => path === null || module.paths.includes(path))
          .map((module) => ({ ...module, href: `/center/learning/${module.slug}`, paths: module.paths.map((name) => translated(pathNames[name].name)) }))}
        filter={[
          { label: t("All"), href: "/center/learning", current: path === null },
          ...paths.map((one) => ({ label: translated(one.name), href: `/center/learning?path=${one.path}`, current: path === one.path })),
        ]}
      />
    </Frame>
  );
}
