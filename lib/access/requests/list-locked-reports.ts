import { z } from "zod";
import { asSystem } from "@/lib/database/scope";
import { Prisma } from "@/lib/database/generated/client";
import { operation } from "@/lib/operations/operation";
import { listedTo } from "@/lib/reports/visible";
import { ReportId } from "@/lib/reports/models";

const maxShown = 200;

/** Reports that the operator lists as locked for whomever they are not shared with, or hidden from by policies: they can be asked for. Names, nothing else of them. */
export const listLockedReports = operation({
  name: "access:ListLockedReports",
  summary: "Reports that are listed but locked for the caller and can be asked for.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({ reports: z.array(z.object({ reportId: ReportId, name: z.string(), program: z.string() })) }),
  async handle({ db, caller }) {
    const reports = await asSystem("the names of what is listed but locked", () => db.$queryRaw<{ reportId: string; name: string; program: string }[]>(Prisma.sql`
      SELECT DISTINCT s.id AS "reportId", s.name, s.program FROM report_series s JOIN report_version v ON v.series_id = s.id
      WHERE s.askable AND v.state = 'PUBLISHED' AND v.is_latest AND v.kind = 'REPORT' AND NOT (${listedTo(caller)}) ORDER BY s.name, s.id LIMIT ${maxShown}`));
    return { reports };
  },
  record: ({ output }) => ({ parameters: { results: output.reports.length } }),
});
