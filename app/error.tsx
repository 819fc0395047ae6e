"use client";

import { ErrorView } from "@/components/states/state-views";
import { t } from "@/lib/texts/text";

/** A page that failed while it was made. `digest` finds the failure in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="main" className="state-page">
      <ErrorView
        requestId={error.digest ?? null}
        actions={
          <button type="button" className="btn" onClick={reset}>
            {t("Try again")}
          </button>
        }
      />
    </main>
  );
}
