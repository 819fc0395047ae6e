import type { Catalogue } from "../locale";

/** Witnesses of the log. */
export const witnesses: Catalogue = {
  "A witness signs a checkpoint only when it follows from all that it signed before. With one that nobody here controls, nobody can be shown another history.":
    "Ein Zeuge unterschreibt einen Prüfpunkt nur, wenn er aus allem folgt, was er zuvor unterschrieben hat. Mit einem, über den hier niemand verfügt, kann niemandem ein anderer Verlauf gezeigt werden.",
  "Add a witness": "Zeugen hinzufügen",
  "Add the witness of a customer, an auditor or another company. Any service that speaks C2SP tlog-witness will do, another portal of this kind as well.":
    "Fügen Sie den Zeugen eines Kunden, eines Prüfers oder eines anderen Unternehmens hinzu. Jeder Dienst, der C2SP tlog-witness spricht, ist geeignet, auch ein anderes Portal dieser Art.",
  "Add witness": "Zeugen hinzufügen",
  "Adding and removing needs your second factor.": "Hinzufügen und Entfernen verlangen Ihren zweiten Faktor.",
  "Both cover {n} events and differ. What was presented last was refused. Show both checkpoints to its customers: each is signed by its key.": {
    one: "Beide umfassen {n} Ereignis und unterscheiden sich. Was zuletzt vorgelegt wurde, wurde abgelehnt. Zeigen Sie beide Prüfpunkte den Kunden: Jeder ist mit dem Schlüssel des Protokolls unterschrieben.",
    other: "Beide umfassen {n} Ereignisse und unterscheiden sich. Was zuletzt vorgelegt wurde, wurde abgelehnt. Zeigen Sie beide Prüfpunkte den Kunden: Jeder ist mit dem Schlüssel des Protokolls unterschrieben.",
  },
  "Cosign a log": "Ein Protokoll mitunterschreiben",
  "Cosign this log": "Dieses Protokoll mitunterschreiben",
  Cosigned: "Mitunterschrieben",
  "Enter the log of another installation to cosign it. Until then requests are answered with 404.":
    "Tragen Sie das Protokoll einer anderen Installation ein, um es mitzuunterschreiben. Bis dahin werden Anfragen mit 404 beantwortet.",
  "Its name": "Sein Name",
  "Its public keys": "Seine öffentlichen Schlüssel",
  "Its submission prefix, such as https://witness.example.com. Private networks need the operator's configuration.":
    "Seine Adresse für Vorlagen, zum Beispiel https://witness.example.com. Private Netze verlangen die Konfiguration des Betreibers.",
  Log: "Protokoll",
  "Logs that this portal cosigns": "Protokolle, die dieses Portal mitunterschreibt",
  "Nobody else signs this log": "Niemand sonst unterschreibt dieses Protokoll",
  "Not asked yet": "Noch nicht gefragt",
  "Nothing yet": "Noch nichts",
  "One in a line, as the log publishes them: of a portal of this kind at /log/keys. Entered again, they replace those that are known.":
    "Einer je Zeile, wie das Protokoll sie veröffentlicht: bei einem Portal dieser Art unter /log/keys. Erneut eingetragen ersetzen sie die bekannten.",
  "One line, name+id+key, as the witness publishes it.": "Eine Zeile, Name+Kennung+Schlüssel, wie der Zeuge sie veröffentlicht.",
  "The first line of its checkpoints. Left empty, it is the name of its key.": "Die erste Zeile seiner Prüfpunkte. Bleibt es leer, gilt der Name seines Schlüssels.",
  "The two checkpoints": "Die beiden Prüfpunkte",
  "The witness needs the public key of this log:": "Der Zeuge braucht den öffentlichen Schlüssel dieses Protokolls:",
  "This portal is nobody's witness": "Dieses Portal ist niemandes Zeuge",
  "Tried {n} times, next": { one: "{n}-mal versucht, das nächste Mal", other: "{n}-mal versucht, das nächste Mal" },
  "What does not follow from it was presented": "Vorgelegt wurde, was nicht daraus folgt:",
  Witness: "Zeuge",
  "Witnesses of this log": "Zeugen dieses Protokolls",
  "{name} is asked no more. What it has cosigned stays.": "{name} wird nicht mehr gefragt. Was mitunterschrieben ist, bleibt.",
  "{name} is cosigned no more. What was cosigned is remembered: no other history is ever cosigned under this name.":
    "{name} wird nicht mehr mitunterschrieben. Was mitunterschrieben wurde, bleibt bekannt: Unter diesem Namen wird nie ein anderer Verlauf mitunterschrieben.",
  "{origin} has signed two histories.": "{origin} hat zwei Verläufe unterschrieben.",
};
