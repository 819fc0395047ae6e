import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { homeAccount } from "./home-account";
import { issueResetLink } from "./create-reset-link";
import { Email } from "./models";
import { t } from "@/lib/texts/text";

/** The reset link for anybody, by whoever has the operator's machine: the way back for the last administrator. */
export const createRescueLink = operation({
  name: "identity:CreateRescueLink",
  summary: "Makes a reset link for any person, from a command on the operator's machine.",
  access: "Permissions",
  reach: "staff",
  door: "local",
  input: z.object({ email: Email }),
  output: z.object({ resetLinkId: z.uuid(), link: z.string(), expiresAt: z.date(), name: z.string() }),
  async resource({ db, input }) {
    const person = await db.person.findUnique({ where: { email: input.email }, select: { id: true, name: true, email: true } });
    if (!person) throw new MunimentError("ResourceNotFound", t("Nobody of this portal has this e-mail address."));
    return { ...person, home: await homeAccount(db, person.id) };
  },
  handle: async ({ db, resource: person }) => ({ ...(await issueResetLink(db, person.id, null)), name: person.name }),
  record: ({ resource, output }) => ({ account: resource.home, resources: [`person/${resource.id}`, `reset-link/${output.resetLinkId}`], parameters: { email: resource.email } }),
});
