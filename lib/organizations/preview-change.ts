import { operation } from "@/lib/operations/operation";
import { Preview, TreeChange } from "./change";
import { planChange } from "./plan-change";

/** What a change of the tree would do, before anything is changed. The digest in the answer goes along with the change. */
export const previewChange = operation({
  name: "organizations:PreviewChange",
  summary: "What a move, leave, join or closing would do to guardrails, permissions and coverage, and who is told. Changes nothing.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: TreeChange,
  output: Preview,
  async handle({ db, caller, input }) {
    return (await planChange(db, caller, input)).preview;
  },
  record: ({ output }) => ({ resources: [`${output.subject.kind === "UNIT" ? "unit" : "account"}/${output.subject.id}`], parameters: { kind: output.kind } }),
});
