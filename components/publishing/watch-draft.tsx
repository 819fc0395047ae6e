"use client";

import { useEffect, useState } from "react";
import { askStanding, type DraftStanding } from "./send-file";
import { t } from "@/lib/texts/text";

/** Shows how far the preparation of a draft is, and loads the page again when it is over. */
export function WatchDraft({ csrf, draftId, page, pages }: { csrf: string; draftId: string; page: number; pages: number }) {
  const [standing, setStanding] = useState<Pick<DraftStanding, "page" | "pages" | "state">>({ page, pages, state: "PREPARING" });
  useEffect(() => {
    const timer = setInterval(() => {
      void askStanding(csrf, [draftId]).then((found) => {
        const [draft] = found ?? [];
        if (!draft) return;
        if (draft.state === "WAITING" || draft.state === "PREPARING") setStanding(draft);
        else window.location.reload();
      });
    }, 1_000);
    return () => clearInterval(timer);
  }, [csrf, draftId]);
  const known = standing.pages > 0;
  return (
    <div className="watch">
      <progress max={known ? standing.pages : undefined} value={known ? standing.page : undefined} aria-label={t("Preparation")} />
      <span className="num small" role="status">
        {standing.state === "WAITING" ? t("Waits for its turn") : known ? t("Page {page} of {pages}", { page: standing.page, pages: standing.pages }) : t("Reading the document")}
      </span>
    </div>
  );
}
