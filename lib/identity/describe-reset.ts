import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { findResetLink } from "./find-reset-link";
import { LinkToken } from "./models";
import { consumeLink } from "./throttle";

/** What the page behind a reset link shows. */
export const describeReset = operation({
  name: "identity:DescribeReset",
  summary: "Whose the link is, for the bearer of a reset link.",
  access: "Read",
  reach: "anyone",
  browsing: true,
  input: z.object({ reset: LinkToken }),
  output: z.object({ name: z.string(), email: z.string(), expiresAt: z.date() }),
  prepare: ({ caller }) => consumeLink(caller.address),
  async handle({ db, input }) {
    const { person, expiresAt } = await findResetLink(db, input.reset);
    return { name: person.name, email: person.email, expiresAt };
  },
});
