import type { SeriesFormProps } from "@/components/publishing/series-form";
import { perform } from "@/lib/operations/perform";
import type { Caller } from "@/lib/operations/caller";
import { listChoices } from "@/lib/publishing/list-choices";
import { listTerms } from "@/lib/publishing/list-terms";
import { categoryOptions, programOptions } from "./shown";

type Choices = Pick<SeriesFormProps, "programs" | "categories" | "terms" | "organizations" | "owners">;

/** What the form of a series offers, with those organizations ticked that are named. */
export async function seriesChoices(caller: Caller, chosen: readonly string[]): Promise<Choices> {
  const [{ organizations, people }, { terms }] = await Promise.all([perform(caller, listChoices, {}), perform(caller, listTerms, {})]);
  return {
    programs: programOptions(),
    categories: categoryOptions(),
    terms: terms.map(({ slug, title }) => ({ value: slug, label: title })),
    organizations: organizations.map((one) => ({ ...one, chosen: chosen.includes(one.slug) })),
    owners: people.map(({ name, email }) => ({ value: email, label: `${name} (${email})` })),
  };
}
