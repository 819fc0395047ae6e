import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { FormValues, KeptForm, readKeptForm } from "./kept-form";

/** What was typed into this session's last refused form, if it was one of this operation on this page; nothing otherwise. */
export const getKeptForm = operation({
  name: "identity:GetKeptForm",
  summary: "What was typed into this session's last refused form of an operation.",
  access: "Read",
  reach: "self",
  browsing: true,
  input: KeptForm.pick({ operation: true, page: true }),
  output: z.object({ values: FormValues }),
  async handle({ db, caller, input }) {
    const kept = await readKeptForm(db, caller.sessionId);
    return { values: kept?.operation === input.operation && kept.page === input.page ? kept.values : {} };
  },
});
