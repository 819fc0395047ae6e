import type { z } from "zod";
import type { RequireFormProps } from "@/components/reports/require-card";
import { currentCaller } from "@/app/_doors/caller";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { perform } from "@/lib/operations/perform";
import type { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { programByKey } from "@/lib/reports/programs";
import { setRequiredAgreements } from "@/lib/reports/set-required-agreements";

type Report = z.output<(typeof getReportMetadata)["output"]>;

/** The form by which a publisher says what copies of a report require; null for everybody else. */
export async function requiringOf(report: Report, here: string, flash: string | undefined): Promise<RequireFormProps | null> {
  const caller = await currentCaller();
  const about = { series: report.reportId, region: programByKey(report.program)?.region ?? "", program: report.program, category: report.category };
  if (!may(caller, setRequiredAgreements, about) || !may(caller, listAgreements)) return null;
  const { agreements } = await perform(caller, listAgreements, {});
  const form = await operationForm(setRequiredAgreements.name, here, flash);
  const required = new Set(report.requires.map(({ slug }) => slug));
  return {
    form: { ...form, hidden: { ...form.hidden, reportId: report.reportId }, error: null },
    choices: agreements.filter(({ offered, slug }) => offered || required.has(slug)).map(({ slug, name }) => ({ slug, name, required: required.has(slug) })),
  };
}
