import type { Catalogue } from "../locale";

/** What was found in documents when they were taken in, and whose copy a document is. */
export const documents: Catalogue = {
  // Intake
  Certificate: "Zertifikat",
  "Embedded files": "Eingebettete Dateien",
  Encryption: "Verschlüsselung",
  Field: "Feld",
  Fonts: "Schriften",
  Intake: "Aufnahme",
  "None claimed": "Keine angegeben",
  "Not tagged": "Ohne Struktur-Tags",
  Nothing: "Nichts",
  "Offer the SHA-256 of the original for checking. What the signatures say was read, not validated:":
    "Bieten Sie den SHA-256 des Originals zum Prüfen an. Was die Signaturen sagen, wurde gelesen, nicht geprüft:",
  "Page sizes": "Seitengrößen",
  "Publishers only": "Nur für Veröffentlichende",
  Repaired: "Repariert",
  "Signed at": "Signiert am",
  Signer: "Unterzeichnet von",
  Standards: "Standards",
  Structure: "Struktur",
  Tagged: "Mit Struktur-Tags",
  "Taken out": "Entfernt",
  "The original is signed; marked copies cannot keep the signature": "Das Original ist signiert; gekennzeichnete Exemplare können die Signatur nicht behalten",
  "Was encrypted, opened without a password; copies are not encrypted": "War verschlüsselt, ohne Passwort geöffnet; Exemplare sind nicht verschlüsselt",
  "{n}; not embedded, so that readers choose their own: {names}": "{n}; nicht eingebettet, also wählt jedes Leseprogramm selbst: {names}",
  "{name} (copies no longer claim it)": "{name} (von Exemplaren nicht mehr angegeben)",
  "{name} (kept)": "{name} (behalten)",
  "{name}: kept, not marked": "{name}: behalten, nicht gekennzeichnet",
  "{name}: taken out": "{name}: entfernt",
  "{subject}, issued by {issuer}": "{subject}, ausgestellt von {issuer}",
  "{width} × {height} mm: {n} pages": { one: "{width} × {height} mm: {n} Seite", other: "{width} × {height} mm: {n} Seiten" },
  // Findings
  "Embedded files were kept as asked, and are not marked: {names}.": "Eingebettete Dateien wurden wie gewünscht behalten und sind nicht gekennzeichnet: {names}.",
  "Page {page}: its content was cut off or damaged, and was kept up to there.": "Seite {page}: Ihr Inhalt war abgeschnitten oder beschädigt und wurde bis dorthin behalten.",
  "Removed: {what}.": "Entfernt: {what}.",
  "Signed by {signers}. A marked copy cannot keep the signature: offer the SHA-256 of the original for checking.":
    "Signiert von {signers}. Ein gekennzeichnetes Exemplar kann die Signatur nicht behalten: Bieten Sie den SHA-256 des Originals zum Prüfen an.",
  "The content of a page unpacks to more than {n} MiB. Save the document again with a PDF printer and upload that.":
    "Der Inhalt einer Seite ist entpackt größer als {n} MiB. Speichern Sie das Dokument neu mit einem PDF-Drucker und laden Sie das Ergebnis hoch.",
  "This PDF could not be read within {n} seconds. Save the document again with a PDF printer and upload that.":
    "Diese PDF-Datei konnte in {n} Sekunden nicht gelesen werden. Speichern Sie das Dokument neu mit einem PDF-Drucker und laden Sie das Ergebnis hoch.",
  "The picture has {has} megapixels; at most {most} are read. Make it smaller and try again.": "Das Bild hat {has} Megapixel; gelesen werden höchstens {most}. Verkleinern Sie es und versuchen Sie es erneut.",
  "This PDF has more than {n} pages. Split it into parts, or ask the operator to raise the limit.":
    "Diese PDF-Datei hat mehr als {n} Seiten. Teilen Sie sie auf, oder bitten Sie den Betreiber, die Grenze anzuheben.",
  "This PDF is damaged: {reason}. Open it in a PDF reader, save or print it to a new PDF file, and upload that.":
    "Diese PDF-Datei ist beschädigt: {reason}. Öffnen Sie sie in einem PDF-Programm, speichern oder drucken Sie sie in eine neue PDF-Datei und laden Sie diese hoch.",
  "This file has {has} MB; the limit is {limit} MB. Reduce its size, or split it into parts.": "Diese Datei hat {has} MB; erlaubt sind {limit} MB. Verkleinern Sie sie, oder teilen Sie sie auf.",
  "the content of page {page} is packed in a way that no reader supports": "Der Inhalt von Seite {page} ist so gepackt, dass ihn kein Leseprogramm öffnet",
  "This PDF/A-{part} has no output intent, which the marks need: marked copies no longer claim it. Publish it with an output intent to keep the claim.":
    "Dieses PDF/A-{part} hat keine Ausgabebedingung (Output Intent), die die Wasserzeichen brauchen: Gekennzeichnete Exemplare geben es nicht mehr an. Veröffentlichen Sie es mit Ausgabebedingung, um die Angabe zu behalten.",
  "{n} faulty objects were read without the words in it that mean nothing.": {
    one: "{n} fehlerhaftes Objekt wurde ohne die Wörter darin gelesen, die nichts bedeuten.",
    other: "{n} fehlerhafte Objekte wurden ohne die Wörter darin gelesen, die nichts bedeuten.",
  },
  "{n} unreadable objects were left out. Compare the copy with the original.": {
    one: "{n} unlesbares Objekt wurde weggelassen. Vergleichen Sie das Exemplar mit dem Original.",
    other: "{n} unlesbare Objekte wurden weggelassen. Vergleichen Sie das Exemplar mit dem Original.",
  },
  "{n} unreadable objects were left out.": { one: "{n} unlesbares Objekt wurde weggelassen.", other: "{n} unlesbare Objekte wurden weggelassen." },
  // Tracing
  "A download id has fourteen letters and digits, such as 7K3M9QX2RT5W8Z. Read it off the foot of a page.":
    "Eine Download-ID hat vierzehn Buchstaben und Ziffern, wie 7K3M9QX2RT5W8Z. Lesen Sie sie am Fuß einer Seite ab.",
  "A file": "Eine Datei",
  "A mark says which download a page was made for. It does not say who passed the page on, and whoever knows an id could draw it on another page: only “byte for byte” proves that a file is what this portal served. Every trace is recorded in the audit trail.":
    "Ein Wasserzeichen sagt, für welchen Download eine Seite gemacht wurde. Es sagt nicht, wer die Seite weitergegeben hat, und wer eine ID kennt, könnte sie auf eine andere Seite zeichnen: Nur „Byte für Byte“ beweist, dass eine Datei von diesem Portal stammt. Jede Rückverfolgung wird im Prüfprotokoll festgehalten.",
  "An id": "Eine ID",
  "Begun, not ended yet": "Begonnen, noch nicht beendet",
  Certain: "Sicher",
  "Cut off before its last byte": "Vor dem letzten Byte abgebrochen",
  "Download id": "Download-ID",
  "E-mail": "E-Mail",
  Exact: "Exakt",
  "Found by": "Gefunden durch",
  "Fourteen letters and digits, last in the line at the foot of each page. Spaces and hyphens do not matter.":
    "Vierzehn Buchstaben und Ziffern, am Ende der Zeile am Fuß jeder Seite. Leerzeichen und Bindestriche spielen keine Rolle.",
  "Give a file or a download id.": "Geben Sie eine Datei oder eine Download-ID an.",
  "How far this goes": "Wie weit das reicht",
  Likely: "Wahrscheinlich",
  "Look up": "Nachschlagen",
  "Looked up": "Nachgeschlagen",
  "More than one copy went into this file. It may have been put together from several.": "In dieser Datei steckt mehr als ein Exemplar. Sie kann aus mehreren zusammengesetzt sein.",
  "No download has the id {id}. Check it against the page: there is no letter I, L, O or U in it.":
    "Kein Download hat die ID {id}. Vergleichen Sie sie mit der Seite: Die Buchstaben I, L, O und U kommen nicht darin vor.",
  "No longer on record": "Nicht mehr verzeichnet",
  "No mark of this portal was read in the file. A sharper or larger picture of one page may still show one: the codes are in the left and right margins.":
    "In der Datei wurde kein Wasserzeichen dieses Portals gelesen. Ein schärferes oder größeres Bild einer Seite kann noch eines zeigen: Die Codes stehen am linken und rechten Rand.",
  "No mark of this portal was read in {file}. A sharper or larger picture of one page may still show one: the codes are in the left and right margins.":
    "In {file} wurde kein Wasserzeichen dieses Portals gelesen. Ein schärferes oder größeres Bild einer Seite kann noch eines zeigen: Die Codes stehen am linken und rechten Rand.",
  "Not a file of a kind that can be read.": "Keine Datei einer Art, die gelesen werden kann.",
  "Nothing was found": "Nichts wurde gefunden",
  "One download was found": "Ein Download wurde gefunden",
  "PDF or picture": "PDF oder Bild",
  "PDF, PNG, JPEG, WebP or GIF. A photo or screenshot of part of a page will do. The file is read, not kept.":
    "PDF, PNG, JPEG, WebP oder GIF. Ein Foto oder Bildschirmfoto eines Teils der Seite genügt. Die Datei wird gelesen, nicht behalten.",
  "Read from a mark that checks itself.": "Aus einem Wasserzeichen gelesen, das sich selbst prüft.",
  "Read from marks without a check of their own; there is a download of this id.": "Aus Wasserzeichen ohne eigene Prüfung gelesen; es gibt einen Download mit dieser ID.",
  "Read, but not of a download on record here: {ids}. It may be from another portal.": "Gelesen, aber hier ist kein solcher Download verzeichnet: {ids}. Er kann von einem anderen Portal stammen.",
  "SHA-256 of the file": "SHA-256 der Datei",
  "SHA-256 of the file:": "SHA-256 der Datei:",
  "Served to its last byte": "Bis zum letzten Byte ausgeliefert",
  "The bytes of a PDF or a picture.": "Die Bytes einer PDF-Datei oder eines Bildes.",
  "The file is, byte for byte, what was served.": "Die Datei ist Byte für Byte, was ausgeliefert wurde.",
  "There is a download of this id.": "Es gibt einen Download mit dieser ID.",
  "This file cannot be read for marks: {reason}": "In dieser Datei können keine Wasserzeichen gelesen werden: {reason}",
  "This is neither a PDF nor a PNG, JPEG, WebP or GIF picture. Save it as one of these and try again.":
    "Das ist weder eine PDF-Datei noch ein Bild in PNG, JPEG, WebP oder GIF. Speichern Sie es als eines davon und versuchen Sie es erneut.",
  "This is not a download id.": "Das ist keine Download-ID.",
  "Time of download": "Zeit des Downloads",
  "Trace the file": "Datei zurückverfolgen",
  "What the audit trail says of this person": "Was das Prüfprotokoll über diese Person sagt",
  "Whose copy is it? Give a PDF, a picture or scan of one page, or the download id from the foot of a page.":
    "Wessen Exemplar ist es? Geben Sie eine PDF-Datei, ein Bild oder einen Scan einer Seite oder die Download-ID vom Fuß einer Seite an.",
  "download id": "Download-ID",
  "the SHA-256 of what was served": "den SHA-256 des Ausgelieferten",
  "the code in the margin": "den Code am Rand",
  "the document information": "die Dokumentinformationen",
  "the dots over the page": "die Punkte über der Seite",
  "the id that was typed": "die eingegebene ID",
  "the identifier of the file (trailer or metadata)": "die Kennung der Datei (Trailer oder Metadaten)",
  "the line of text": "die Textzeile",
  "{method} (page {pages})": "{method} (Seite {pages})",
  "{method} (pages {pages})": "{method} (Seiten {pages})",
  "{n} downloads were found": "{n} Downloads wurden gefunden",
};
