import type { SelectOption } from "@/components/ui/field";
import type { UploadZoneProps } from "@/components/publishing/upload-zone";
import type { DraftRow } from "@/components/publishing/drafts-view";
import { formatDate } from "@/components/ui/format";
import { may } from "@/lib/access/decide";
import { config } from "@/lib/config/config";
import { csrfTokenFor } from "@/lib/identity/csrf";
import type { Caller } from "@/lib/operations/caller";
import type { DraftSummary } from "@/lib/publishing/list-drafts";
import type { Change } from "@/lib/publishing/what-changed";
import { receivePart } from "@/lib/publishing/receive-part";
import { categories, categoryNames } from "@/lib/reports/models";
import { programPlace, programs } from "@/lib/reports/programs";
import { t, translated } from "@/lib/texts/text";

export const csrfOf = (caller: Caller): string => (caller.kind === "person" ? csrfTokenFor(caller.sessionId) : "");

/** The place for uploads; null for those who may only look. */
export const uploadOf = (caller: Caller, reportId: string | null): UploadZoneProps | null => (may(caller, receivePart) ? { csrf: csrfOf(caller), reportId, maxBytes: config().maxUploadBytes } : null);

/** A change between two versions, in the reader's language. */
export function changeShown({ what, from, to }: Change): Change {
  const shown = (value: string): string => {
    const [, start, end] = /^(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)$/.exec(what === "Period" ? value : "") ?? [];
    return start !== undefined && end !== undefined ? t("{from} to {to}", { from: formatDate(start), to: formatDate(end) }) : value === "none" || value === "the same bytes" ? translated(value) : value;
  };
  return { what: translated(what), from: shown(from), to: shown(to) };
}

export const draftRow = (draft: DraftSummary): DraftRow => ({ ...draft, publishAt: draft.publishAt?.toISOString() ?? null, createdAt: draft.createdAt.toISOString() });

/** Programs and categories to choose from, as the reader calls them. */
export const programOptions = (): SelectOption[] =>
  [...programs].sort((left, right) => left.name.localeCompare(right.name)).map((program) => ({ value: program.key, label: `${program.name}, ${translated(programPlace(program))}` }));
export const categoryOptions = (): SelectOption[] => categories.map((value) => ({ value, label: translated(categoryNames[value]) }));
