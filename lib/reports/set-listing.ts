import { z } from "zod";
import { Nothing } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { ReportId } from "./models";

/**
 * Lists a series as locked for members whose policies hide it, so that they can ask for it, or hides it from them altogether. It changes nothing about which
 * organizations it is published for.
 */
export const setListing = operation({
  name: "reports:SetListing",
  summary: "Says whether members whose policies hide a report may know of it and ask for it.",
  access: "Write",
  reach: "member",
  input: z.object({ reportId: ReportId, askable: z.union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")]) }),
  output: Nothing,
  async handle({ db, input }) {
    const { count } = await db.reportSeries.updateMany({ where: { id: input.reportId }, data: { askable: input.askable } });
    if (count !== 1) throw new MunimentError("ResourceNotFound");
    return {};
  },
  record: ({ input }) => ({ resources: [`report/${input.reportId}`], parameters: { askable: input.askable } }),
});
