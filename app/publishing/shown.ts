import type { SelectOption } from "@/components/ui/field";
import type { UploadZoneProps } from "@/components/publishing/upload-zone";
import type { DraftRow } from "@/components/publishing/drafts-view";
import { may } from "@/lib/access/decide";
import { config } from "@/lib/config/config";
import { csrfTokenFor } from "@/lib/identity/csrf";
import type { Caller } from "@/lib/operations/caller";
import type { DraftSummary } from "@/lib/publishing/list-drafts";
import { receivePart } from "@/lib/publishing/receive-part";
import { categories, categoryNames } from "@/lib/reports/models";
import { programPlace, programs } from "@/lib/reports/programs";

export const csrfOf = (caller: Caller): string => (caller.kind === "person" ? csrfTokenFor(caller.sessionId) : "");

/** The place for uploads; null for those who may only look. */
export const uploadOf = (caller: Caller, reportId: string | null): UploadZoneProps | null => (may(caller, receivePart) ? { csrf: csrfOf(caller), reportId, maxBytes: config().maxUploadBytes } : null);

export const draftRow = (draft: DraftSummary): DraftRow => ({ ...draft, publishAt: draft.publishAt?.toISOString() ?? null, createdAt: draft.createdAt.toISOString() });

export const programOptions: readonly SelectOption[] = [...programs].sort((left, right) => left.name.localeCompare(right.name)).map((program) => ({ value: program.key, label: `${program.name}, ${programPlace(program)}` }));
export const categoryOptions: readonly SelectOption[] = categories.map((value) => ({ value, label: categoryNames[value] }));
