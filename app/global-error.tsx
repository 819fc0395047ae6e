"use client";

import "./globals.css";
import { ErrorView } from "@/components/states/state-views";
import { currentLocale } from "@/lib/texts/locale";
import { t } from "@/lib/texts/text";

/** The last resort: even the frame of the pages failed. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang={currentLocale()}>
      <body>
        <title>{t("This did not work")}</title>
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
      </body>
    </html>
  );
}
