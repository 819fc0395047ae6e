import type { Catalogue } from "../locale";

/** Letters about agreements, about changes of an organization, and invitations. */
export const lettersOfAccounts: Catalogue = {
  Accepted: "Zugestimmt",
  "Accepted by": "Zugestimmt von",
  "Accepted: {agreement}, for {holder}": "Zugestimmt: {agreement}, für {holder}",
  "Agreements no longer need two people": "Vereinbarungen brauchen keine zwei Personen mehr",
  "Agreements now need two people": "Vereinbarungen brauchen jetzt zwei Personen",
  "As recorded": "Wie erfasst",
  Bound: "Gebunden",
  "By##person": "Von",
  "Closed: {name}": "Geschlossen: {name}",
  "Ended by": "Beendet von",
  "From then on these accounts are not covered any more: {accounts}.": "Von da an sind diese Konten nicht mehr abgedeckt: {accounts}.",
  "From##place": "Von",
  "Good until": "Gültig bis",
  "In force from": "In Kraft ab",
  "Invitation to {organization} in {sender}": "Einladung zu {organization} in {sender}",
  "Roles granted in it, access given or asked for on request, and open invitations into it have ended.": "Darin vergebene Rollen, auf Anfrage gegebener oder erbetener Zugang und offene Einladungen dorthin haben geendet.",
  "It is an organization of its own now, run by its account admins. {organization} sees nothing of what is done in it from now on, and its guardrails and agreements no longer reach it.":
    "Es ist jetzt eine eigene Organisation, verwaltet von seinen Konto-Admins. {organization} sieht von jetzt an nichts von dem, was darin geschieht, und ihre Leitplanken und Vereinbarungen reichen nicht mehr hinein.",
  "Its guardrails are now those of the new place. Members, agreements and records stay as they are.":
    "Seine Leitplanken sind jetzt die des neuen Ortes. Mitglieder, Vereinbarungen und Aufzeichnungen bleiben, wie sie sind.",
  "Joined {organization}: {name}": "{organization} beigetreten: {name}",
  "Left {organization}: {name}": "{organization} verlassen: {name}",
  "Moved: {name}": "Verschoben: {name}",
  "No longer covered: {account}": "Nicht mehr abgedeckt: {account}",
  "Nobody can work in it any more, and nothing covers it. Its records stay.": "Niemand kann mehr darin arbeiten, und nichts deckt es ab. Seine Aufzeichnungen bleiben.",
  "Open the portal": "Portal öffnen",
  "Please accept the new revision: {agreement}": "Bitte stimmen Sie der neuen Revision zu: {agreement}",
  "Prepared by": "Vorbereitet von",
  "Read and accept it": "Lesen und zustimmen",
  "Recorded: {agreement}": "Erfasst: {agreement}",
  "Removed from {organization}: {name}": "Aus {organization} entfernt: {name}",
  "Revision {revision} of {agreement} was published and takes effect on {day}.": "Revision {revision} von {agreement} wurde veröffentlicht und tritt am {day} in Kraft.",
  "SHA-256 of the certificate": "SHA-256 des Zertifikats",
  "See agreements": "Vereinbarungen ansehen",
  "See the document": "Dokument ansehen",
  "See the organization": "Organisation ansehen",
  "The account belongs to {organization} now, with its guardrails and agreements. Those who ran it as an organization of its own are its account admins.":
    "Das Konto gehört jetzt zu {organization}, mit deren Leitplanken und Vereinbarungen. Wer es als eigene Organisation verwaltet hat, verwaltet nun das Konto.",
  "The account {account} ({id}) is not covered any more by: {agreements}.": "Das Konto {account} ({id}) ist nicht mehr abgedeckt durch: {agreements}.",
  "Your copy is attached: the exact text with its certificate. Keep it.": "Ihre Kopie liegt bei: der genaue Text mit seinem Zertifikat. Bewahren Sie sie auf.",
  "The exact text with its certificate can be read, stored and printed in the portal at any time. It never changes; the hashes below tell a copy from anything else.":
    "Der genaue Text mit seinem Zertifikat kann jederzeit im Portal gelesen, gespeichert und gedruckt werden. Er ändert sich nie; die Prüfsummen unten unterscheiden eine Kopie von allem anderen.",
  "The guardrails of its accounts are now those of the new place. Members, agreements and records stay as they are.":
    "Die Leitplanken ihrer Konten sind jetzt die des neuen Ortes. Mitglieder, Vereinbarungen und Aufzeichnungen bleiben, wie sie sind.",
  "The link below works once, for seven days. You set a password and an authenticator app with it.":
    "Der Link unten gilt einmal, sieben Tage lang. Damit richten Sie ein Passwort und eine Authenticator-App ein.",
  "Waits for you to accept: {agreement}, for {holder}": "Wartet auf Ihre Zustimmung: {agreement}, für {holder}",
  "What you accepted stays in force until {day}. After that day it no longer covers anyone, unless the new revision is accepted.":
    "Ihre Zustimmung gilt bis {day}. Danach deckt sie niemanden mehr ab, außer der neuen Revision wird zugestimmt.",
  "What you accepted stays in force.": "Ihre Zustimmung bleibt in Kraft.",
  "Withdrawn: {agreement}": "Zurückgezogen: {agreement}",
  "You get this because you administer {name}.": "Sie bekommen diese Nachricht, weil Sie {name} verwalten.",
  "You get this because you prepared it.": "Sie bekommen diese Nachricht, weil Sie sie vorbereitet haben.",
  "You get this because you work in an account in {name}.": "Sie bekommen diese Nachricht, weil Sie in einem Konto in {name} arbeiten.",
  "You get this because you work in {name}.": "Sie bekommen diese Nachricht, weil Sie in {name} arbeiten.",
  "You get this because {person} ({email}) entered your address. If you expect no invitation, you need not do anything.":
    "Sie bekommen diese Nachricht, weil {person} ({email}) Ihre Adresse eingegeben hat. Erwarten Sie keine Einladung, brauchen Sie nichts zu tun.",
  "To##place": "Nach",
  "{agreement} for {holder} was ended by the customer under its stated terms.": "{agreement} für {holder} wurde vom Kunden nach ihren Bestimmungen beendet.",
  "{agreement} for {holder} was ended by the provider under its stated terms.": "{agreement} für {holder} wurde vom Anbieter nach ihren Bestimmungen beendet.",
  "{agreement}, revision {revision}, was accepted for {holder}.": "{agreement}, Revision {revision}: Für {holder} wurde zugestimmt.",
  "{agreement}, signed outside the portal, was recorded for you with its document. If you did not sign it, tell the operator.":
    "{agreement}, außerhalb des Portals unterzeichnet, wurde mit ihrem Dokument für Sie erfasst. Haben Sie sie nicht unterzeichnet, sagen Sie es dem Betreiber.",
  "{name} does not belong to {organization} any more. What {organization} has agreed to covers its own accounts alone.":
    "{name} gehört nicht mehr zu {organization}. Was {organization} vereinbart hat, deckt nur die eigenen Konten ab.",
  "{name} was closed, and what covered it ended with it.": "{name} wurde geschlossen, und was es abdeckte, endete damit.",
  "{name} went to {to}. What {from} had agreed to does not go along.": "{name} ging zu {to}. Was {from} vereinbart hatte, geht nicht mit.",
  "{person} accepted the invitation of {organization} for the account {name}.": "{person} hat die Einladung von {organization} für das Konto {name} angenommen.",
  "{person} closed the account {name} of {organization} for good.": "{person} hat das Konto {name} von {organization} endgültig geschlossen.",
  "{person} invites you to work in the account {account} of {organization}.": "{person} lädt Sie ein, im Konto {account} von {organization} zu arbeiten.",
  "{person} made it a rule of {organization} that one person prepares an agreement and another accepts it.":
    "{person} hat es in {organization} zur Regel gemacht, dass eine Person eine Vereinbarung vorbereitet und eine andere ihr zustimmt.",
  "{person} moved the account {name} to another place in {organization}.": "{person} hat das Konto {name} an einen anderen Ort in {organization} verschoben.",
  "{person} moved the unit {name} with everything in it ({n} accounts) to another place in {organization}.": {
    one: "{person} hat die Einheit {name} mit allem darin ({n} Konto) an einen anderen Ort in {organization} verschoben.",
    other: "{person} hat die Einheit {name} mit allem darin ({n} Konten) an einen anderen Ort in {organization} verschoben.",
  },
  "{person} prepared the acceptance of {agreement}, revision {revision}, for {holder}. Your organization wants two people: another one accepts.":
    "{person} hat die Zustimmung zu {agreement}, Revision {revision}, für {holder} vorbereitet. Ihre Organisation verlangt zwei Personen: Eine andere stimmt zu.",
  "{person} removed the account {name} from {organization}.": "{person} hat das Konto {name} aus {organization} entfernt.",
  "{person} took back the rule of {organization} that one person prepares an agreement and another accepts it. One person can do both now.":
    "{person} hat die Regel von {organization} aufgehoben, dass eine Person eine Vereinbarung vorbereitet und eine andere ihr zustimmt. Eine Person kann jetzt beides.",
  "{person} took the account {name} out of {organization}.": "{person} hat das Konto {name} aus {organization} herausgenommen.",
  "{person} withdrew the acceptance of {agreement} that you had prepared. Nothing was accepted.":
    "{person} hat die von Ihnen vorbereitete Zustimmung zu {agreement} zurückgezogen. Zugestimmt wurde nicht.",
};
