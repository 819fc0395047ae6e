import type { Catalogue } from "../locale";

/** What scripts in the browser say, too: every page carries these. */
export const browser: Catalogue = {  // Uploads
  "The portal did not take the file. Load the page again and retry.": "Das Portal hat die Datei nicht angenommen. Laden Sie die Seite neu und versuchen Sie es erneut.",
  "The connection to the portal does not come back. What was sent is kept: choose the same file again to go on.":
    "Die Verbindung zum Portal kommt nicht zurück. Das Gesendete bleibt erhalten: Wählen Sie dieselbe Datei erneut, um fortzufahren.",
  "The file is empty.": "Die Datei ist leer.",
  "Larger than {most}. Reduce its size, or split it into parts.": "Größer als {most}. Verkleinern Sie sie oder teilen Sie sie auf.",
  "Stopped. What was sent is kept: choose the same file again to go on.": "Angehalten. Das Gesendete bleibt erhalten: Wählen Sie dieselbe Datei erneut, um fortzufahren.",
  "The file could not be read. Choose it again.": "Die Datei konnte nicht gelesen werden. Wählen Sie sie erneut.",
  "Keep files that are embedded in the PDF. They are not marked.": "Im PDF eingebettete Dateien behalten. Sie erhalten kein Wasserzeichen.",
  "Drop PDFs here, or choose them": "PDF-Dateien hier ablegen oder auswählen",
  "Choose PDFs": "PDF-Dateien wählen",
  "Several at once, up to {most} each. An interrupted upload goes on when you choose the same file again.":
    "Mehrere auf einmal, je bis zu {most}. Ein unterbrochener Upload geht weiter, wenn Sie dieselbe Datei erneut wählen.",
  Upload: "Hochladen",
  Published: "Veröffentlicht",
  "Waits for the one before it": "Wartet auf die vorige",
  "No connection; it goes on by itself": "Keine Verbindung; es geht von selbst weiter",
  "{sent} of {all} sent": "{sent} von {all} gesendet",
  "Preparing: page {page} of {pages}": "Vorbereitung: Seite {page} von {pages}",
  "Preparing: reading the document": "Vorbereitung: Dokument wird gelesen",
  "Ready: {n} pages": { one: "Bereit: {n} Seite", other: "Bereit: {n} Seiten" },
  "Received, waits to be prepared": "Angekommen, wartet auf Vorbereitung",
  "Stop {name}": "{name} anhalten",
  Stop: "Anhalten",
  "Open {name}": "{name} öffnen",
  "Open##verb": "Öffnen",
  "{name}, sent": "{name}, gesendet",
  "{name}, prepared": "{name}, vorbereitet",
  Preparation: "Vorbereitung",
  "Waits for its turn": "Wartet, bis es an der Reihe ist",
  "Page {page} of {pages}": "Seite {page} von {pages}",
  "Reading the document": "Dokument wird gelesen",
};
