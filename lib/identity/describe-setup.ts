import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { findSetupLink } from "./find-setup-link";
import { LinkToken, Nothing } from "./models";
import { consumeLink } from "./throttle";

/** Whether a set-up link is good. @throws MunimentError LinkInvalid */
export const describeSetup = operation({
  name: "identity:DescribeSetup",
  summary: "Whether a set-up link is good.",
  access: "Read",
  reach: "anyone",
  browsing: true,
  input: z.object({ setup: LinkToken }),
  output: Nothing,
  prepare: ({ caller }) => consumeLink(caller.address),
  async handle({ db, input }) {
    await findSetupLink(db, input.setup);
    return {};
  },
});
