import { redirect } from "next/navigation";
import { may } from "@/lib/access/decide";
import { listReports } from "@/lib/reports/list-reports";
import { currentCaller } from "./_doors/caller";

/** Where one begins: the catalogue, or for those who have nothing but roles to assume the choice of them. */
export default async function Home(): Promise<never> {
  const caller = await currentCaller();
  redirect(caller.kind === "person" && caller.stage === "FULL" && caller.roles.length > 0 && !may(caller, listReports) ? "/roles" : "/reports");
}
