import type { SeriesFormProps } from "@/components/publishing/series-form";
import { perform } from "@/lib/operations/perform";
import type { Caller } from "@/lib/operations/caller";
import { listChoices } from "@/lib/publishing/list-choices";
import { listTerms } from "@/lib/publishing/list-terms";
import { categoryOptions, programOptions } from "./shown";

type Choices = Pick<SeriesFormProps, "programs" | "categories" | "terms" | "organizations" | "owners">;
type Whom = Pick<SeriesFormProps, "audience" | "askable" | "viewOnly"> & { organizations: readonly { slug: string; name: string }[] };

/** For whom the form shows a series: as it was filled in where it was just refused, otherwise as it is. A box that is not among what was filled in was not ticked. */
export function shownWhom(stored: Whom, kept: Readonly<Record<string, string>>): Whom {
  if (Object.keys(kept).length === 0) return stored;
  const ticked = (kept["organizations"] ?? "").split(" ").filter(Boolean);
  return {
    audience: kept["audience"] === "everyone" || kept["audience"] === "named" ? kept["audience"] : null,
    askable: kept["askable"] !== undefined,
    viewOnly: kept["viewOnly"] !== undefined,
    organizations: ticked.map((slug) => stored.organizations.find((one) => one.slug === slug) ?? { slug, name: slug }),
  };
}

/** What the form of a series offers. Those that are chosen are ticked, also where there are more organizations than are listed. */
export async function seriesChoices(caller: Caller, chosen: readonly { slug: string; name: string }[]): Promise<Choices> {
  const [{ organizations, people }, { terms }] = await Promise.all([perform(caller, listChoices, {}), perform(caller, listTerms, {})]);
  return {
    programs: programOptions(),
    categories: categoryOptions(),
    terms: terms.map(({ slug, title }) => ({ value: slug, label: title })),
    organizations: [...chosen.filter(({ slug }) => !organizations.some((one) => one.slug === slug)), ...organizations].map((one) => ({ ...one, chosen: chosen.some(({ slug }) => slug === one.slug) })),
    owners: people.map(({ name, email }) => ({ value: email, label: `${name} (${email})` })),
  };
}
