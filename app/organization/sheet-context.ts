import type { z } from "zod";
import type { IdentityForm } from "@/components/identity/sign-in-view";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import type { Caller } from "@/lib/operations/caller";
import type { OperationName, Reach } from "@/lib/operations/operation";
import type { describeTree } from "@/lib/organizations/describe-tree";

export type SheetContext = { caller: Caller; tree: z.output<(typeof describeTree)["output"]>; here: string; flash: string | undefined };

/** A form for an operation with what it is about, for those who may call it. */
export async function formFor({ caller, here, flash }: SheetContext, operation: { name: OperationName; reach: Reach }, about: Record<string, string>): Promise<IdentityForm | null> {
  if (!may(caller, operation)) return null;
  const form = await operationForm(operation.name, here, flash);
  return { ...form, hidden: { ...form.hidden, ...about } };
}
