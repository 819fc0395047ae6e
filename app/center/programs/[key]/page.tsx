import type { Metadata } from "next";
import { ProgramView } from "@/components/center/program-view";
import { RelatedResources } from "@/components/resources/related-resources";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { getProgram } from "@/lib/center/get-program";
import { programText } from "@/lib/center/program-text";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { coverageStatus } from "@/lib/reports/coverage-status";
import { categoryNames, isoDay } from "@/lib/reports/models";
import { artefactName, programByKey, programPlace, regionName } from "@/lib/reports/programs";
import { t, translated } from "@/lib/texts/text";

type Props = { params: Promise<{ key: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { key } = await params;
  return { title: programByKey(key)?.name ?? t("Program") };
}

/** One program. */
export default async function ProgramPage({ params, searchParams }: Props) {
  const { key } = await params;
  const query = await searchParams;
  const here = `/center/programs/${encodeURIComponent(key)}`;
  const caller = await currentCaller();
  const found = await attempt(here, "/center", async () => {
    const held = await perform(caller, getProgram, { program: key });
    const program = programByKey(key);
    const text = programText(key);
    if (!program || !text) throw new MunimentError("ResourceNotFound");
    return { ...held, program, text };
  });
  if (!found.ok) return found.page;
  const { program, text, series, total, resources } = found.value;
  const today = isoDay(now());
  return (
    <Frame place="/center" here={here} flash={one(query, "flash")}>
      <ProgramView
        program={{
          key,
          name: program.name,
          issuingBody: program.issuingBody,
          place: translated(programPlace(program)),
          placeHref: withParams("/center/programs", { region: program.region, country: program.country ?? undefined }),
          regionName: translated(regionName(program.region)),
          industry: program.industry && translated(program.industry),
          artefactName: translated(artefactName(program.artefact)),
        }}
        text={text}
        series={series.map((one) => ({
          reportId: one.reportId,
          href: `/reports/${one.reportId}`,
          name: one.name,
          description: one.description,
          categoryName: translated(categoryNames[one.category]),
          versions: one.versions.map((version) => ({ ...version, status: coverageStatus({ start: version.start, end: version.end }, today) })),
        }))}
        total={total}
        reportsHref={withParams("/reports", { program: key })}
        timelineHref={withParams("/center/timeline", { program: key })}
        today={today}
        related={<RelatedResources title={t("To read about it")} items={resources.map(({ slug, title, kind }) => ({ href: `/center/resources/${slug}`, title, kind }))} />}
      />
    </Frame>
  );
}
