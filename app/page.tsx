import { redirect } from "next/navigation";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { may } from "@/lib/access/decide";
import { listReports } from "@/lib/reports/list-reports";
import { currentCaller } from "./_doors/caller";

/** Where one begins: the catalogue, or for those who have nothing but roles to assume the choice of them. What a form came back with is said there. */
export default async function Home({ searchParams }: { searchParams: Promise<SearchParams> }): Promise<never> {
  const caller = await currentCaller();
  const home = caller.kind === "person" && caller.stage === "FULL" && caller.roles.length > 0 && !may(caller, listReports) ? "/roles" : "/reports";
  redirect(withParams(home, { flash: one(await searchParams, "flash") }));
}
