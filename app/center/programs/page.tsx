import type { Metadata } from "next";
import { ProgramsView } from "@/components/center/programs-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { listPrograms } from "@/lib/center/list-programs";
import { perform } from "@/lib/operations/perform";
import { countryName, programPlace, programs, regions, type Program } from "@/lib/reports/programs";
import { currentLocale } from "@/lib/texts/locale";
import { t, translated } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Programs") });

type Choice = { region: string; country: string; industry: string; onlyHeld: boolean };
/** The industry of programs that belong to none. */
const anyIndustry = "any";

const fits = (program: Program, { region, country, industry }: Choice): boolean =>
  (region === "" || program.region === region) && (country === "" || program.country === country) && (industry === "" || (program.industry ?? anyIndustry) === industry);

const known = <T extends string>(value: string | undefined, values: readonly T[]): T | "" => values.find((one) => one === value) ?? "";
const byLabel = (a: { label: string }, b: { label: string }): number => a.label.localeCompare(b.label, currentLocale());

/** Every program, narrowed as the address says. */
export default async function ProgramsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const countries = [...new Set(programs.flatMap(({ country }) => country ?? []))];
  const industries = [...new Set(programs.flatMap(({ industry }) => industry ?? []))];
  const choice: Choice = {
    region: known(one(params, "region"), regions.map(({ key }) => key)),
    country: known(one(params, "country"), countries),
    industry: known(one(params, "industry"), [...industries, anyIndustry]),
    onlyHeld: one(params, "held") === "1",
  };
  const address = (more: Partial<Choice>): string => {
    const { region, country, industry, onlyHeld } = { ...choice, ...more };
    return withParams("/center/programs", { region: region || undefined, country: country || undefined, industry: industry || undefined, held: onlyHeld ? "1" : undefined });
  };
  const here = address({});
  const caller = await currentCaller();
  const found = await attempt(here, "/center", () => perform(caller, listPrograms, {}));
  if (!found.ok) return found.page;
  const held = new Map(found.value.held.map((row) => [row.program, row]));
  const shown = programs.filter((program) => fits(program, choice) && (!choice.onlyHeld || held.has(program.key)));
  return (
    <Frame place="/center" here={here} flash={one(params, "flash")}>
      <ProgramsView
        total={programs.length}
        held={held.size}
        regions={[{ key: "", name: t("All regions") }, ...regions.map(({ key, name }) => ({ key, name: translated(name) }))].map(({ key, name }) => {
          const there = programs.filter(({ region }) => key === "" || region === key);
          return { key, name, href: address({ region: key, country: "" }), programs: there.length, held: there.filter((program) => held.has(program.key)).length, current: choice.region === key };
        })}
        allHref="/center/programs"
        region={choice.region}
        country={choice.country}
        industry={choice.industry}
        onlyHeld={choice.onlyHeld}
        countries={[{ value: "", label: t("All") }, ...countries.map((code) => ({ value: code, label: translated(countryName(code)) })).sort(byLabel)]}
        industries={[{ value: "", label: t("All") }, ...industries.map((name) => ({ value: name, label: translated(name) })).sort(byLabel), { value: anyIndustry, label: t("For any industry") }]}
        groups={regions.flatMap(({ key, name }) => {
          const rows = shown.filter(({ region }) => region === key);
          return rows.length === 0
            ? []
            : [
                {
                  name: translated(name),
                  rows: rows.map((program) => ({
                    key: program.key,
                    name: program.name,
                    href: `/center/programs/${program.key}`,
                    summary: program.summary,
                    issuingBody: program.issuingBody,
                    place: translated(programPlace(program)),
                    industry: program.industry && translated(program.industry),
                    series: held.get(program.key)?.series ?? 0,
                    documents: held.get(program.key)?.documents ?? 0,
                  })),
                },
              ];
        })}
      />
    </Frame>
  );
}
