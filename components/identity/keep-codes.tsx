"use client";

import { t } from "@/lib/texts/text";

/** Offers the recovery codes as a text file and on paper. Made in the browser: the codes travel no further. */
export function KeepCodes({ text, fileName }: { text: string; fileName: string }) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return (
    <div className="row needs-script no-print">
      <button type="button" className="btn" onClick={save}>
        {t("Download")}
      </button>
      <button type="button" className="btn" onClick={() => window.print()}>
        {t("Print")}
      </button>
      <button type="button" className="btn" data-copy={text}>
        {t("Copy")}
      </button>
    </div>
  );
}
