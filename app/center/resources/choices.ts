import { resourceKindWords } from "@/components/resources/resource-badge";
import type { SelectOption } from "@/components/ui/field";
import { programPlace, programs } from "@/lib/reports/programs";
import { resourceKinds, topicNames, topics } from "@/lib/resources/models";

/** What a resource can be, for the forms of staff. */
export const kindOptions: readonly SelectOption[] = resourceKinds.map((kind) => ({ value: kind, label: resourceKindWords[kind].one }));
export const topicChoices: readonly SelectOption[] = topics.map((topic) => ({ value: topic, label: topicNames[topic] }));
export const programChoices: readonly SelectOption[] = programs.map((program) => ({ value: program.key, label: `${program.name}, ${programPlace(program)}` }));
