import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { hashToken, newToken } from "./token";
import { t } from "@/lib/texts/text";

const setupValidMs = 24 * 60 * 60 * 1000;

/** The link with which the first person, root, sets the portal up. Older links die. Refused once a root exists. */
export const createSetupLink = operation({
  name: "identity:CreateSetupLink",
  summary: "Makes the one-time link for the first person of a new portal.",
  access: "Write",
  reach: "staff",
  door: "internal",
  input: z.object({}),
  output: z.object({ token: z.string(), expiresAt: z.date() }),
  async handle({ db }) {
    if ((await db.membership.count({ where: { group: "root" } })) > 0) throw new MunimentError("Conflict", t("This portal has been set up."));
    const at = now();
    const token = newToken();
    const expiresAt = new Date(at.getTime() + setupValidMs);
    await db.setupLink.deleteMany({ where: { usedAt: null } });
    await db.setupLink.create({ data: { id: uuidv7({ msecs: at.getTime() }), tokenHash: hashToken(token), createdAt: at, expiresAt } });
    return { token, expiresAt };
  },
});
