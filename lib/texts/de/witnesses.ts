import type { Catalogue } from "../locale";

/** Witnesses of the log. */
export const witnesses: Catalogue = {
  "At most 2,000 characters.": "Höchstens 2.000 Zeichen.",
  "At most 255 characters.": "Höchstens 255 Zeichen.",
  "At most 400 characters.": "Höchstens 400 Zeichen.",
  "At most {n} keys.": "Höchstens {n} Schlüssel.",
  "It answered with no signature of the key that was entered for it.": "Er antwortete ohne Signatur des Schlüssels, der für ihn eingetragen ist.",
  "It does not know this log. Give its operator the public key of this log (/log/keys).": "Er kennt dieses Log nicht. Geben Sie seinem Betreiber den öffentlichen Schlüssel dieses Logs (/log/keys).",
  "It has cosigned {n} events of this log, and only {here} are here: this portal was rolled back, or another one signs with its key.":
    "Er hat {n} Ereignisse dieses Logs mitsigniert, und nur {here} sind hier: Dieses Portal wurde zurückgesetzt, oder ein anderes signiert mit seinem Schlüssel.",
  "It knows this log by another key. Give its operator the keys of this log (/log/keys).": "Er kennt dieses Log unter einem anderen Schlüssel. Geben Sie seinem Betreiber die Schlüssel dieses Logs (/log/keys).",
  "It says that this log does not begin with the {n} events that it cosigned before: one of the two was changed or restored.":
    "Er sagt, dass dieses Log nicht mit den {n} Ereignissen beginnt, die er zuvor mitsigniert hat: Eines von beiden wurde geändert oder wiederhergestellt.",
  "Its answer cannot be read.": "Seine Antwort ist nicht lesbar.",
  "Its answer is too long.": "Seine Antwort ist zu lang.",
  "Its answer was not signed by the key that was entered for it: it was not kept.": "Seine Antwort war nicht mit dem Schlüssel signiert, der für ihn eingetragen ist: Sie wurde nicht behalten.",
  "Its clock is ahead of this portal's by minutes: its answer was not kept.": "Seine Uhr geht der dieses Portals um Minuten vor: Seine Antwort wurde nicht behalten.",
  "One of the keys is that of a witness. Ask for the key that signs the log (type 1, Ed25519).": "Einer der Schlüssel ist der eines Zeugen. Fragen Sie nach dem Schlüssel, der das Log signiert (Typ 1, Ed25519).",
  "One of the lines is no public key of a log. Each is name+id+key, as the log publishes it.": "Eine der Zeilen ist kein öffentlicher Schlüssel eines Logs. Jede ist Name+Kennung+Schlüssel, wie das Log sie veröffentlicht.",
  "Only the operator's staff work with witnesses.": "Nur Mitarbeitende des Betreibers arbeiten mit Zeugen.",
  "Paste the public key of the log: the lines at /log/keys of that portal.": "Fügen Sie den öffentlichen Schlüssel des Logs ein: die Zeilen unter /log/keys jenes Portals.",
  "The address of a witness has no question mark.": "Die Adresse eines Zeugen hat kein Fragezeichen.",
  "The keys have different names. Enter one log at a time.": "Die Schlüssel haben verschiedene Namen. Geben Sie ein Log nach dem anderen ein.",
  "There are {n} logs, the most there can be. Remove one first.": "Es gibt {n} Logs, mehr können es nicht sein. Entfernen Sie zuerst eines.",
  "There are {n} witnesses, the most there can be. Remove one first.": "Es gibt {n} Zeugen, mehr können es nicht sein. Entfernen Sie zuerst einen.",
  "This is no public key of a witness. It is one line: name+id+key, as the witness publishes it.": "Das ist kein öffentlicher Schlüssel eines Zeugen. Er ist eine Zeile: Name+Kennung+Schlüssel, wie der Zeuge sie veröffentlicht.",
  "This is the key of a log. Ask the witness for the key that it cosigns with (type 4, Ed25519).": "Das ist der Schlüssel eines Logs. Fragen Sie den Zeugen nach dem Schlüssel, mit dem er mitsigniert (Typ 4, Ed25519).",
  "This is the log of this very installation. It cannot be its own witness.": "Das ist das Log dieser Installation selbst. Sie kann nicht ihr eigener Zeuge sein.",
  "{n} events": { one: "{n} Ereignis", other: "{n} Ereignisse" },
  "{n} of {all}": "{n} von {all}",
  address: "Adresse",
  "{name} is asked already. Remove it first to change its address.": "{name} wird schon gefragt. Entfernen Sie ihn zuerst, um seine Adresse zu ändern.",
  "A witness signs a checkpoint only when it follows from all that it signed before. With one that nobody here controls, nobody can be shown another history.":
    "Ein Zeuge signiert einen Checkpoint nur, wenn er aus allem folgt, was er zuvor signiert hat. Mit einem, über den hier niemand verfügt, kann niemandem ein anderer Verlauf gezeigt werden.",
  "Add a witness": "Zeugen hinzufügen",
  "Add the witness of a customer, an auditor or another company. Any service that speaks C2SP tlog-witness will do, another portal of this kind as well.":
    "Fügen Sie den Zeugen eines Kunden, eines Prüfers oder eines anderen Unternehmens hinzu. Jeder Dienst, der C2SP tlog-witness spricht, ist geeignet, auch ein anderes Portal dieser Art.",
  "Add witness": "Zeugen hinzufügen",
  "Adding and removing needs your second factor.": "Hinzufügen und Entfernen verlangen Ihren zweiten Faktor.",
  "Both cover {n} events and differ. What was presented last was refused. Show both checkpoints to its customers: each is signed by its key.": {
    one: "Beide umfassen {n} Ereignis und unterscheiden sich. Was zuletzt vorgelegt wurde, wurde abgelehnt. Zeigen Sie beide Checkpoints den Kunden: Jeder ist mit dem Schlüssel des Logs signiert.",
    other: "Beide umfassen {n} Ereignisse und unterscheiden sich. Was zuletzt vorgelegt wurde, wurde abgelehnt. Zeigen Sie beide Checkpoints den Kunden: Jeder ist mit dem Schlüssel des Logs signiert.",
  },
  "Cosign a log": "Ein Log mitsignieren",
  "Cosign this log": "Dieses Log mitsignieren",
  Cosigned: "Mitsigniert",
  "Enter the log of another installation to cosign it. Until then requests are answered with 404.":
    "Tragen Sie das Log einer anderen Installation ein, um es mitzusignieren. Bis dahin werden Anfragen mit 404 beantwortet.",
  "Its name": "Sein Name",
  "Its public keys": "Seine öffentlichen Schlüssel",
  "Its submission prefix, such as https://witness.example.com. Private networks need the operator's configuration.":
    "Seine Adresse für Vorlagen, zum Beispiel https://witness.example.com. Private Netze verlangen die Konfiguration des Betreibers.",
  Log: "Log",
  "Logs that this portal cosigns": "Logs, die dieses Portal mitsigniert",
  "Nobody else signs this log": "Niemand sonst signiert dieses Log",
  "Not asked yet": "Noch nicht gefragt",
  "Nothing yet": "Noch nichts",
  "One in a line, as the log publishes them: of a portal of this kind at /log/keys. Entered again, they replace those that are known.":
    "Einer je Zeile, wie das Log sie veröffentlicht: bei einem Portal dieser Art unter /log/keys. Erneut eingetragen ersetzen sie die bekannten.",
  "One line, name+id+key, as the witness publishes it.": "Eine Zeile, Name+Kennung+Schlüssel, wie der Zeuge sie veröffentlicht.",
  "The first line of its checkpoints. Left empty, it is the name of its key.": "Die erste Zeile seiner Checkpoints. Bleibt es leer, gilt der Name seines Schlüssels.",
  "The two checkpoints": "Die beiden Checkpoints",
  "The witness needs the public key of this log:": "Der Zeuge braucht den öffentlichen Schlüssel dieses Logs:",
  "This portal is nobody's witness": "Dieses Portal ist niemandes Zeuge",
  "What does not follow from it was presented": "Vorgelegt wurde, was nicht daraus folgt:",
  Witness: "Zeuge",
  "Witnesses of this log": "Zeugen dieses Logs",
  "{name} is asked no more. What it has cosigned stays.": "{name} wird nicht mehr gefragt. Was mitsigniert ist, bleibt.",
  "{name} is cosigned no more. What was cosigned is remembered: no other history is ever cosigned under this name.":
    "{name} wird nicht mehr mitsigniert. Was mitsigniert wurde, bleibt bekannt: Unter diesem Namen wird nie ein anderer Verlauf mitsigniert.",
  "{origin} has signed two histories.": "{origin} hat zwei Verläufe signiert.",
};
