import { isIP } from "node:net";
import type { MemberCaller } from "@/lib/operations/caller";

/** The fields of the simulator's form as they stand in its address. `who` is the account's id, a dot and the person's id. */
export type Question = Readonly<{ organization: string; who: string; operation: string; report: string; at: string; address: string; mfa: string; agreements: readonly string[] }>;

export function questionFrom(field: (name: string) => string, agreements: readonly string[]): Question {
  const [organization = "", who = "", operation = "", report = "", at = "", address = "", mfa = ""] = ["organization", "who", "operation", "report", "at", "address", "mfa"].map((name) => field(name).trim());
  return { organization, who, operation, report, at, address, mfa, agreements: [...agreements] };
}

/** The address of a question, without what was left empty. */
export function simulatorHref({ agreements, ...fields }: Partial<Question>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== "" && value !== undefined);
  const query = new URLSearchParams([...given, ...(agreements ?? []).map((slug) => ["agreement", slug] as [string, string])]);
  return query.size === 0 ? "/policies/simulator" : `/policies/simulator?${query.toString()}`;
}

/** The question why the caller was refused just now, as things stood for them. */
export function whyHref(caller: MemberCaller, asked: { operation: string; reportId?: string }, at: Date): string {
  const mfa = caller.factorAt === null ? "" : String(Math.max(0, Math.floor((at.getTime() - caller.factorAt.getTime()) / 1000)));
  return simulatorHref({ who: `${caller.account.id}.${caller.personId}`, operation: asked.operation, report: asked.reportId ?? "", address: isIP(caller.address) === 0 ? "" : caller.address, mfa });
}
