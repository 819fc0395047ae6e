import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Preview, TreeChange } from "./change";
import { planChange } from "./plan-change";

/** A preview shows agreements and people of what is changed: a tree to those who run it, and to everyone else no account but their own. */
function mayLook({ account }: MemberCaller, change: TreeChange): boolean {
  if (account.management || account.organizationKind === "OPERATOR") return true;
  return change.kind === "join" || (change.kind !== "move-unit" && change.accountId === account.id);
}

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
    if (!mayLook(caller, input)) throw new MunimentError("ResourceNotFound");
    return (await planChange(db, caller, input)).preview;
  },
  record: ({ output }) => ({ resources: [`${output.subject.kind === "UNIT" ? "unit" : "account"}/${output.subject.id}`], parameters: { kind: output.kind } }),
});
