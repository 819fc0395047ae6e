import { resourceKindWords } from "@/components/resources/resource-badge";
import type { SelectOption } from "@/components/ui/field";
import { programPlace, programs } from "@/lib/reports/programs";
import { resourceKinds, topicNames, topics } from "@/lib/resources/models";
import { t, translated } from "@/lib/texts/text";

/** What a resource can be, for the forms of staff. */
export const kindOptions = (): SelectOption[] => resourceKinds.map((kind) => ({ value: kind, label: t(resourceKindWords[kind].one) }));
export const topicChoices = (): SelectOption[] => topics.map((topic) => ({ value: topic, label: translated(topicNames[topic]) }));
export const programChoices = (): SelectOption[] => programs.map((program) => ({ value: program.key, label: `${program.name}, ${translated(programPlace(program))}` }));
