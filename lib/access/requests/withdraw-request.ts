import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { refuseDecided, subjectOf } from "./models";
import { t } from "@/lib/texts/text";

/** Takes an own request back before it is decided. */
export const withdrawRequest = operation({
  name: "access:WithdrawRequest",
  summary: "Takes an own request for access back before it is decided.",
  access: "Write",
  reach: "member",
  input: z.object({ requestId: Uuid }),
  output: Nothing,
  async resource({ db, caller, input }) {
    const request = await db.accessRequest.findFirst({ where: { id: input.requestId, personId: caller.personId, accountId: caller.account.id } });
    if (!request) throw new MunimentError("ResourceNotFound");
    return request;
  },
  async handle({ db, resource: request }) {
    refuseDecided(request);
    const { count } = await db.accessRequest.updateMany({ where: { id: request.id, state: "OPEN" }, data: { state: "WITHDRAWN" } });
    if (count !== 1) throw new MunimentError("Conflict", t("This request was decided in the meantime. Load the page again."));
    return {};
  },
  record: ({ resource }) => ({ resources: [`request/${resource.id}`, subjectOf(resource)] }),
});
