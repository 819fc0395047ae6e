import type { z } from "zod";
import type { SearchParams } from "@/app/_doors/paths";
import type { getPolicy } from "@/lib/access/get-policy";
import type { Caller } from "@/lib/operations/caller";

export type FoundPolicy = z.output<(typeof getPolicy)["output"]>;
export type TabProps = { policy: FoundPolicy; caller: Caller; query: SearchParams; /** The address of the policy, and that of this page. */ base: string; here: string };

export const isGuardrail = (kind: string): boolean => kind === "root" || kind === "unit" || kind === "account";
