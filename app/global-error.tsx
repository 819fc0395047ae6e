"use client";

import "./globals.css";
import { FailedPage } from "@/components/states/failed-page";
import { currentLocale } from "@/lib/texts/locale";
import { t } from "@/lib/texts/text";

/** The last resort: even the frame of the pages failed. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang={currentLocale()}>
      <body>
        <title>{t("This did not work")}</title>
        <FailedPage digest={error.digest} />
      </body>
    </html>
  );
}
