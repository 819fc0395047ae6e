import type { Metadata } from "next";
import type { z } from "zod";
import { ControlsView } from "@/components/center/controls-view";
import type { ControlForms } from "@/components/center/control-item";
import type { ControlsFormProps } from "@/components/center/controls-form";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { keptValues } from "@/app/_doors/kept-values";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { assignUserControl } from "@/lib/center/controls/assign-user-control";
import { commentOnUserControl } from "@/lib/center/controls/comment-on-user-control";
import { exportUserControls } from "@/lib/center/controls/export-user-controls";
import { listUserControls } from "@/lib/center/controls/list-user-controls";
import { formatControls } from "@/lib/center/controls/parse-controls";
import { putUserControls } from "@/lib/center/controls/put-user-controls";
import { tickUserControl } from "@/lib/center/controls/tick-user-control";
import { csrfTokenFor } from "@/lib/identity/csrf";
import type { Caller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { programByKey } from "@/lib/reports/programs";
import { reportTabs } from "../../report-tabs";
import { isShown, readShow, showsOf } from "./shows";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Your controls") });

type Props = { params: Promise<{ reportId: string; version: string }>; searchParams: Promise<SearchParams> };
type Found = z.output<(typeof listUserControls)["output"]>;

async function formsOf(caller: Caller, found: Found, here: string): Promise<ControlForms> {
  const about = { series: found.reportId, region: programByKey(found.program)?.region ?? "", program: found.program, category: found.category };
  const form = async (operation: Parameters<typeof may>[1]) => (may(caller, operation, about) ? operationForm(operation.name, here) : null);
  return { tick: await form(tickUserControl), assign: await form(assignUserControl), comment: await form(commentOnUserControl) };
}

async function editOf(caller: Caller, found: Found, here: string, flash: string | undefined): Promise<ControlsFormProps | null> {
  if (!may(caller, putUserControls)) return null;
  const form = await operationForm(putUserControls.name, here, flash);
  const kept = await keptValues(putUserControls.name, here, flash);
  return {
    form: { ...form, hidden: { ...form.hidden, reportId: found.reportId, version: String(found.version), revision: String(found.revision) } },
    lines: formatControls(found.controls),
    kept: kept["lines"] ?? null,
    count: found.controls.length,
  };
}

/** The complementary user entity controls of a version, as the checklist of the account. */
export default async function ControlsPage({ params, searchParams }: Props) {
  const { reportId, version } = await params;
  const query = await searchParams;
  const show = readShow(one(query, "show"));
  const path = `/reports/${reportId}/${version}/controls`;
  const here = withParams(path, { show: show === "all" ? undefined : show });
  const flash = one(query, "flash");
  const caller = await currentCaller();
  const asked = await attempt(here, "/reports", () => perform(caller, listUserControls, { reportId, version }));
  if (!asked.ok) return asked.page;
  const found = asked.value;
  const personId = caller.kind === "person" ? caller.personId : "";
  const program = programByKey(found.program);
  const edit = await editOf(caller, found, here, flash);
  const report = `/reports/${reportId}/${version}`;
  return (
    <Frame place="/reports" here={here} flash={flash}>
      <ControlsView
        report={{
          id: found.reportId,
          name: found.name,
          title: found.title,
          version: found.version,
          programName: program?.name ?? found.program,
          programHref: `/center/programs/${found.program}`,
          href: report,
        }}
        pages={reportTabs(report, "controls", { total: found.controls.length, mayEdit: edit !== null })}
        accountName={caller.kind === "person" ? (caller.account?.name ?? "") : ""}
        total={found.controls.length}
        done={found.controls.filter(({ state }) => state !== "OPEN").length}
        previousVersion={found.previousVersion}
        shows={showsOf(found.controls, personId).map(({ key, label }) => ({ href: withParams(path, { show: key === "all" ? undefined : key }), label, current: key === show }))}
        rows={found.controls.flatMap((control, index) =>
          isShown(control, show, personId)
            ? [
                {
                  ...control,
                  number: index + 1,
                  decidedBy: control.decidedByName,
                  decidedAt: control.decidedAt?.toISOString() ?? null,
                  earlier: control.earlier && { state: control.earlier.state, by: control.earlier.decidedByName, at: control.earlier.at.toISOString() },
                  comments: control.comments.map(({ personName, at, text }) => ({ by: personName, at: at.toISOString(), text })),
                },
              ]
            : [],
        )}
        gone={show === "all" || show === "changed" ? found.gone : []}
        people={found.people.map(({ id, name }) => ({ value: id, label: name }))}
        forms={await formsOf(caller, found, here)}
        exportForm={
          may(caller, exportUserControls) && caller.kind === "person"
            ? { action: "/api/center/ExportUserControls", fields: { csrf: csrfTokenFor(caller.sessionId), reportId: found.reportId, version: String(found.version) } }
            : null
        }
        edit={edit}
      />
    </Frame>
  );
}
