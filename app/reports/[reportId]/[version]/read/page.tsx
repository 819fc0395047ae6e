import type { Metadata } from "next";
import { Reader } from "@/components/reports/reader";
import { Notice, PageHeader } from "@/components/ui/content";
import { Rich } from "@/components/ui/rich";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { perform } from "@/lib/operations/perform";
import { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { pieces, t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Read") });

type Props = { params: Promise<{ reportId: string; version: string }>; searchParams: Promise<SearchParams> };

/** A personal copy for reading here, against the ticket that the address names. */
export default async function ReadPage({ params, searchParams }: Props) {
  const { reportId, version } = await params;
  const ticket = one(await searchParams, "ticket") ?? "";
  const back = `/reports/${reportId}/${version}`;
  const caller = await currentCaller();
  const found = await attempt(back, "/reports", () => perform(caller, getReportMetadata, { reportId, version }));
  if (!found.ok) return found.page;
  const { name, selected, program } = found.value;
  const csrf = caller.kind === "person" ? csrfTokenFor(caller.sessionId) : "";
  const crumbs = [{ label: t("Reports"), href: "/reports" }, { label: `${selected.title || name}`, href: back }, { label: t("Read") }];
  return (
    <Frame place="/reports" here={back}>
      <article>
        <PageHeader crumbs={crumbs} title={selected.title} description={t("{program} · version {version} · your personal copy, marked on every page", { program, version: String(selected.version) })} />
        <noscript>
          <Notice kind="warn">{t("Reading here needs JavaScript. Where the report can be downloaded, its page offers the file without it.")}</Notice>
        </noscript>
        {/^[A-Za-z0-9_-]{43}$/.test(ticket) ? (
          <Reader action="/api/reports/ViewReport" fields={{ csrf, reportId, version, ticket }} title={selected.title} backHref={back} />
        ) : (
          <Notice kind="info" title={t("There is no copy here yet")}>
            <Rich text={pieces("<a>Accept the terms on the report’s page</a>, then choose “Read in the browser”.")} a={(words) => <a href={back}>{words}</a>} />
          </Notice>
        )}
      </article>
    </Frame>
  );
}
