import { config } from "@/lib/config/config";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";

const key = Symbol.for("muniment.operator-name");
const fallback = "Evidence portal";

/** What the portal is called: as configured, or as the operator named itself at set-up; kept once it is known. It is on every page, signed in or not. */
export async function operatorName(): Promise<string> {
  const shared: { [key: symbol]: string | undefined } = globalThis;
  const configured = config().operatorName;
  if (configured) return configured;
  if (shared[key]) return shared[key];
  const operator = await asSystem("the name on every page", () => database().organization.findFirst({ where: { kind: "OPERATOR" }, select: { name: true } }));
  if (operator) shared[key] = operator.name;
  return operator?.name ?? fallback;
}
