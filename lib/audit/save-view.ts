import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { maxViews, View, ViewName, ViewQuery } from "./trail-views";
import { t } from "@/lib/texts/text";

/** Keeps a search of the trail under a name, for the caller alone. A name that is there already gets the new search. */
export const saveView = operation({
  name: "audit:SaveView",
  summary: "Keeps a search of the trail under a name.",
  access: "Write",
  reach: "self",
  browsing: true,
  input: z.object({ name: ViewName, query: ViewQuery }),
  output: View,
  async handle({ db, caller, input: { name, query } }) {
    if (query === "") throw new MunimentError("ValidationException", t("Filter first, then save the view."), { fields: [{ field: "query", message: t("There is no filter.") }] });
    const mine = await db.trailView.findMany({ where: { personId: caller.personId }, select: { name: true } });
    if (mine.length >= maxViews && !mine.some((view) => view.name === name)) throw new MunimentError("Conflict", t("You have {n} views already. Remove one first.", { n: maxViews }));
    const where = { personId_name: { personId: caller.personId, name } };
    return db.trailView.upsert({ where, update: { query }, create: { id: uuidv7(), personId: caller.personId, name, query, createdAt: now() } });
  },
  record: ({ output }) => ({ resources: [`view/${output.id}`] }),
});
