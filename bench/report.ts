import type { CatalogueFigures } from "./catalogue";
import type { DownloadFigures } from "./download";
import type { SignInFigures } from "./sign-in";
export function reportOf(all: { catalogue: CatalogueFigures[]; signIn: SignInFigures; download: DownloadFigures }): { tables: string; page: string } {
  const tables = JSON.stringify(all, null, 1);
  return { tables, page: tables };
}
