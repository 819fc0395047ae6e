import type { Catalogue } from "../locale";

/** Evidence packets. */
export const packets: Catalogue = {
  "\"{title}\" is for reading in the browser; there is no file of it. Take it out of the packet.": "„{title}“ ist zum Lesen im Browser; es gibt keine Datei davon. Nehmen Sie den Bericht aus dem Paket.",
  "A report such as report-AAAAAAAAAAAAAAAA:3.": "Ein Bericht wie report-AAAAAAAAAAAAAAAA:3.",
  "At most {n}.": "Höchstens {n}.",
  "Choose a day on or after the first.": "Wählen Sie den ersten Tag oder einen danach.",
  "Choose at least one report or agreement.": "Wählen Sie mindestens einen Bericht oder eine Vereinbarung.",
  "Confirm with your second factor": "Mit zweitem Faktor bestätigen",
  "Days covered": "Abgedeckte Tage",
  "Download the packet": "Paket herunterladen",
  "Every page of every copy names <bdi>{name}</bdi>, {email}. Each copy is recorded as a download of its own.":
    "Jede Seite jedes Exemplars nennt <bdi>{name}</bdi>, {email}. Jedes Exemplar wird als eigener Download festgehalten.",
  "Evidence packets are for those who may download reports.": "Nachweispakete sind für alle, die Berichte herunterladen dürfen.",
  "I accept the terms above for {n} reports, each as it stands here.": {
    one: "Ich stimme den Bedingungen oben für {n} Bericht zu, so wie sie hier stehen.",
    other: "Ich stimme den Bedingungen oben für {n} Berichte zu, für jeden so, wie sie hier stehen.",
  },
  "Its period": "Sein Zeitraum",
  "Make the packet": "Paket erstellen",
  "No report fits": "Kein Bericht passt",
  "Nothing was chosen.": "Nichts wurde gewählt.",
  "One ZIP file for your workpapers: up to {n} reports marked for you, certificates of agreements, and for each a receipt that anyone can check.":
    "Eine ZIP-Datei für Ihre Arbeitspapiere: bis zu {n} für Sie gekennzeichnete Berichte, Zertifikate von Vereinbarungen und zu jedem ein Beleg, den alle prüfen können.",
  "Reports of the packet": "Berichte des Pakets",
  "Review the packet": "Paket prüfen",
  "Revision {revision} · holds for {n} reports": { one: "Revision {revision} · gilt für {n} Bericht", other: "Revision {revision} · gilt für {n} Berichte" },
  "Search for fewer words, or clear the search.": "Suchen Sie nach weniger Wörtern, oder leeren Sie die Suche.",
  "So many documents at once need a fresh code from your authenticator.": "So viele Dokumente auf einmal brauchen einen frischen Code Ihrer Authenticator-App.",
  "Text of {title}, revision {revision}": "Text von {title}, Revision {revision}",
  "The period ends before it begins.": "Der Zeitraum endet, bevor er beginnt.",
  "Tick the box to say that you accept the terms of the reports.": "Setzen Sie das Häkchen, dass Sie den Bedingungen der Berichte zustimmen.",
  "Usually your fiscal year. The packet says which of its days each report covers.": "Meist Ihr Geschäftsjahr. Das Paket sagt, welche seiner Tage jeder Bericht abdeckt.",
  "You may not download {report}. Take it out of the packet, or ask for access on its page.": "Sie dürfen {report} nicht herunterladen. Nehmen Sie den Bericht aus dem Paket, oder fragen Sie auf seiner Seite Zugriff an.",
  "revision {revision}, for the account": "Revision {revision}, für das Konto",
  "revision {revision}, for the organization": "Revision {revision}, für die Organisation",
  "{from} to {to}: {reports} (about {bytes}), {agreements}.": "{from} bis {to}: {reports} (etwa {bytes}), {agreements}.",
  "{from} to {to}: {reports}, {agreements}.": "{from} bis {to}: {reports}, {agreements}.",
  "{n} agreements": { one: "{n} Vereinbarung", other: "{n} Vereinbarungen" },
  "{n} reports chosen before stay in the packet; this search does not show them.": {
    one: "{n} zuvor gewählter Bericht bleibt im Paket; diese Suche zeigt ihn nicht.",
    other: "{n} zuvor gewählte Berichte bleiben im Paket; diese Suche zeigt sie nicht.",
  },
  "{n} reports more: search to find them.": { one: "{n} weiterer Bericht: Suchen Sie, um ihn zu finden.", other: "{n} weitere Berichte: Suchen Sie, um sie zu finden." },
};
