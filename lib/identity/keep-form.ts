import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { KeptForm, writeKeptForm } from "./kept-form";
import { Nothing } from "./models";

/** Keeps what was typed into a form that was refused, or that waits for a fresh code, until the session's next one. It has no effect but to be shown again. */
export const keepForm = operation({
  name: "identity:KeepForm",
  summary: "Keeps what was typed into a form that was refused or waits for a fresh code, for this session alone.",
  access: "Write",
  reach: "self",
  browsing: true,
  input: KeptForm.omit({ keptAt: true }),
  output: Nothing,
  async handle({ db, caller, input }) {
    await writeKeptForm(db, caller.sessionId, { ...input, keptAt: now().toISOString() });
    return {};
  },
  record: ({ input }) => ({ parameters: { form: input.operation } }),
});
