import { z } from "zod";
import { msg } from "@/lib/texts/text";

/** OPEN: nothing is said yet. IN_PLACE: the account has the control. NOT_APPLICABLE: it does not concern the account. */
export const controlStates = ["OPEN", "IN_PLACE", "NOT_APPLICABLE"] as const;
export const ControlState = z.enum(controlStates);
export type ControlState = z.infer<typeof ControlState>;

export const controlStateNames: Readonly<Record<ControlState, string>> = { OPEN: "Open", IN_PLACE: "In place", NOT_APPLICABLE: "Does not apply" };

export const CommentText = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, "\n").trim())
  .pipe(z.string().min(1, msg("Write something first.")).max(2000, msg("Comments have at most 2000 characters.")));
