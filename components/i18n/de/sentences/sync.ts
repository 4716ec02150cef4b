import type { SentenceRow } from '~/lib/shared/sentences'

/** Protokoll, Relay, Abgleich, Speicher und der Kern des Programms. */
export const syncSentences: readonly SentenceRow[] = [
  [
    'This version does not know the step "{0}". Reload this page, so that it fits the running version.',
    'Diese Version kennt den Schritt „{0}“ nicht. Laden Sie diese Seite neu, damit sie zur laufenden Version passt.',
  ],
  [
    'Name the organisation. The name is sealed; no relay reads it.',
    'Nennen Sie die Organisation. Der Name wird versiegelt; kein Relay liest ihn.',
  ],
  ['Say who you are, as others will see it.', 'Sagen Sie, wer Sie sind, so wie andere es sehen werden.'],
  [
    'The demo could not be made: this device is not a member of it. Throw it away and open it again.',
    'Die Demo ließ sich nicht machen: Dieses Gerät ist kein Mitglied davon. Werfen Sie sie weg und öffnen Sie sie neu.',
  ],
  [
    'The demo could not be finished. Free some space on this disk and open it again.',
    'Die Demo ließ sich nicht fertigstellen. Schaffen Sie Platz auf diesem Datenträger und öffnen Sie sie neu.',
  ],
  [
    'This workspace is not on this device. Open it by an invitation link, a backup or the workspace list.',
    'Dieser Arbeitsbereich ist nicht auf diesem Gerät. Öffnen Sie ihn über einen Einladungslink, eine Sicherung oder die Liste.',
  ],
  [
    'The browser threw away what this device held of the workspace. Erase it from the list, then open it again by a backup and its recovery kit, or by a new invitation.',
    'Der Browser hat weggeworfen, was dieses Gerät vom Arbeitsbereich hatte. Löschen Sie ihn aus der Liste und öffnen Sie ihn dann über eine Sicherung und ihren Wiederherstellungsbogen oder eine neue Einladung.',
  ],
  [
    'No workspace is open. Create one, or open one from the list.',
    'Kein Arbeitsbereich ist offen. Legen Sie einen an, oder öffnen Sie einen aus der Liste.',
  ],
  [
    'Something went wrong that Plumbline did not expect. Nothing was saved by this step. Copy the details and tell us; then try again.',
    'Etwas ging schief, womit Plumbline nicht gerechnet hat. Dieser Schritt hat nichts gesichert. Kopieren Sie die Einzelheiten und sagen Sie es uns; versuchen Sie es dann erneut.',
  ],
  ['Type the name exactly as shown: {0}', 'Tippen Sie den Namen genau wie gezeigt: {0}'],
  ['Give the workspace a name.', 'Geben Sie dem Arbeitsbereich einen Namen.'],
  [
    'This device was let in meanwhile. Leave the workspace under Workspace, General.',
    'Dieses Gerät wurde inzwischen eingelassen. Verlassen Sie den Arbeitsbereich unter Arbeitsbereich, Allgemein.',
  ],
  [
    'The background part of Plumbline does not answer. What you entered is still here: reload this page and try again.',
    'Der Hintergrundteil von Plumbline antwortet nicht. Was Sie eingegeben haben, ist noch da: Laden Sie diese Seite neu und versuchen Sie es erneut.',
  ],
  [
    'The relay sent position {0} after {1}. Connect again; if it stays, change the relay.',
    'Das Relay schickte Stelle {0} nach {1}. Verbinden Sie sich neu; bleibt es so, wechseln Sie das Relay.',
  ],
  [
    "The relay's time went back at position {0}. Stop using this relay and tell the owner.",
    'Die Zeit des Relays sprang an Stelle {0} zurück. Benutzen Sie dieses Relay nicht weiter und sagen Sie es dem Inhaber.',
  ],
  [
    'The relay shows another history at position {0} than the one this device holds. Nothing was applied. Stop using this relay and compare the words.',
    'Das Relay zeigt an Stelle {0} einen anderen Verlauf als den, den dieses Gerät hat. Nichts wurde angewendet. Benutzen Sie dieses Relay nicht weiter und vergleichen Sie die Wörter.',
  ],
  [
    'The relay shows two histories: its entry {0} is not the one this device holds. Stop using this relay, compare the words with other members, and tell the owner. Nothing was applied.',
    'Das Relay zeigt zwei Verläufe: Sein Eintrag {0:number} ist nicht der, den dieses Gerät hat. Benutzen Sie dieses Relay nicht weiter, vergleichen Sie die Wörter mit anderen Mitgliedern und informieren Sie den Inhaber. Nichts wurde angewendet.',
  ],
  [
    'The relay sent an entry a second time, at position {0}. Stop using this relay, compare the words, tell the owner. Nothing was applied.',
    'Das Relay schickte einen Eintrag ein zweites Mal, an Stelle {0:number}. Benutzen Sie dieses Relay nicht weiter, vergleichen Sie die Wörter, sagen Sie es dem Inhaber. Nichts wurde angewendet.',
  ],
  [
    'The relay sent an entry with a wrong signature, at position {0}. Stop using this relay, compare the words, tell the owner. Nothing was applied.',
    'Das Relay schickte einen Eintrag mit falscher Signatur, an Stelle {0:number}. Benutzen Sie dieses Relay nicht weiter, vergleichen Sie die Wörter, sagen Sie es dem Inhaber. Nichts wurde angewendet.',
  ],
  [
    'The relay sent an entry that no relay may take, at position {0}. Stop using this relay, compare the words, tell the owner. Nothing was applied.',
    'Das Relay schickte einen Eintrag, den kein Relay annehmen darf, an Stelle {0:number}. Benutzen Sie dieses Relay nicht weiter, vergleichen Sie die Wörter, sagen Sie es dem Inhaber. Nichts wurde angewendet.',
  ],
  [
    'You were removed from this workspace. What this device holds stays readable; nothing new arrives.',
    'Sie wurden aus diesem Arbeitsbereich entfernt. Was dieses Gerät hat, bleibt lesbar; Neues kommt nicht an.',
  ],
  [
    'You were removed from {0}. What this device holds stays readable; nothing new arrives.',
    'Sie wurden aus {0} entfernt. Was dieses Gerät hat, bleibt lesbar; Neues kommt nicht an.',
  ],
  [
    'You were removed from this workspace on {0}. What this device holds stays readable; nothing new arrives.',
    'Sie wurden am {0:longDay} aus diesem Arbeitsbereich entfernt. Was dieses Gerät hat, bleibt lesbar; Neues kommt nicht an.',
  ],
  [
    'You were removed from {0} on {1}. What this device holds stays readable; nothing new arrives.',
    'Sie wurden am {1:longDay} aus {0} entfernt. Was dieses Gerät hat, bleibt lesbar; Neues kommt nicht an.',
  ],
  [
    'The relay could not read what this device sent. Update the app, then connect again.',
    'Das Relay konnte nicht lesen, was dieses Gerät sandte. Aktualisieren Sie die App und verbinden Sie sich dann neu.',
  ],
  [
    'This device is not a member of the workspace on this relay. Ask an owner for an invitation.',
    'Dieses Gerät ist auf diesem Relay kein Mitglied des Arbeitsbereichs. Bitten Sie einen Inhaber um eine Einladung.',
  ],
  [
    'This device was removed from the workspace. Ask an owner if that was a mistake.',
    'Dieses Gerät wurde aus dem Arbeitsbereich entfernt. Fragen Sie einen Inhaber, ob das ein Versehen war.',
  ],
  [
    'The relay does not know this workspace. Check the relay address, or let an owner connect it first.',
    'Das Relay kennt diesen Arbeitsbereich nicht. Prüfen Sie die Adresse, oder lassen Sie zuerst einen Inhaber verbinden.',
  ],
  [
    'This relay takes new workspaces only with its token. Ask whoever runs it for the token, then connect again.',
    'Dieses Relay nimmt neue Arbeitsbereiche nur mit seinem Zugangswort. Lassen Sie es sich von dem geben, der es betreibt, und verbinden Sie sich dann neu.',
  ],
  [
    'This device did not identify itself in time. Check the connection and connect again.',
    'Dieses Gerät wies sich nicht rechtzeitig aus. Prüfen Sie die Verbindung und verbinden Sie sich neu.',
  ],
  [
    'Another window or a copy of this profile uses the same device. Close it, or make this one a new device.',
    'Ein anderes Fenster oder eine Kopie dieses Profils benutzt dasselbe Gerät. Schließen Sie es, oder machen Sie dieses zu einem neuen Gerät.',
  ],
  [
    'A message was larger than the relay takes. Split the change and send it again.',
    'Eine Nachricht war größer, als das Relay annimmt. Teilen Sie die Änderung und senden Sie sie neu.',
  ],
  [
    'The relay speaks another version. Update the app or the relay.',
    'Das Relay spricht eine andere Version. Aktualisieren Sie die App oder das Relay.',
  ],
  [
    'The relay is out of room for this workspace. Ask whoever runs it to raise the limit.',
    'Das Relay hat keinen Platz mehr für diesen Arbeitsbereich. Bitten Sie den, der es betreibt, die Grenze zu heben.',
  ],
  [
    'The change is larger than 1 MiB. Split it, or attach the text as a file.',
    'Die Änderung ist größer als 1 MiB. Teilen Sie sie, oder hängen Sie den Text als Datei an.',
  ],
  [
    'The message is larger than the wire allows. Split it and send it again.',
    'Die Nachricht ist größer, als die Leitung erlaubt. Teilen Sie sie und senden Sie sie neu.',
  ],
  [
    'The entry belongs to another workspace. It is ignored.',
    'Der Eintrag gehört zu einem anderen Arbeitsbereich. Er wird übergangen.',
  ],
  [
    'The signature does not belong to this device. The entry is ignored; tell the owner.',
    'Die Signatur gehört nicht zu diesem Gerät. Der Eintrag wird übergangen; sagen Sie es dem Inhaber.',
  ],
  [
    'An entry with this number of the same device is in the log already.',
    'Ein Eintrag mit dieser Nummer desselben Geräts steht schon im Protokoll.',
  ],
  [
    "The device's entries do not connect: after {0} comes {1}. Read the log to its head, then send again.",
    'Die Einträge des Geräts schließen nicht an: Nach {0} kommt {1}. Lesen Sie das Protokoll bis zum Kopf und senden Sie dann neu.',
  ],
  [
    'This device was removed from the workspace. Its later changes do not count.',
    'Dieses Gerät wurde aus dem Arbeitsbereich entfernt. Seine späteren Änderungen zählen nicht.',
  ],
  [
    'The author had seen another history than this log. Compare the words of both devices before going on.',
    'Wer das schrieb, hatte einen anderen Verlauf gesehen als dieses Protokoll. Vergleichen Sie die Wörter beider Geräte, bevor Sie weitermachen.',
  ],
  [
    'The key was renewed meanwhile. The change is sealed again and sent.',
    'Der Schlüssel wurde inzwischen erneuert. Die Änderung wird neu versiegelt und gesendet.',
  ],
  [
    'The role {0} may not write entries of class {1}. Ask an owner or lead.',
    'Die Rolle {0:role} darf keine Einträge der Klasse {1:class} schreiben. Bitten Sie einen Inhaber oder eine Leitung.',
  ],
  [
    'The entry is of a device that was never admitted. It is ignored.',
    'Der Eintrag stammt von einem Gerät, das nie eingelassen wurde. Er wird übergangen.',
  ],
  [
    'This is not {0} of a version known here ({1}). It is not used; update the app if it comes from a newer one.',
    'Das ist nichts einer hier bekannten Version ({0}, {1}). Es wird nicht verwendet; aktualisieren Sie die App, wenn es von einer neueren kommt.',
  ],
  [
    'The decrypted bytes are not padded as this version writes them. The entry is not applied.',
    'Die entschlüsselten Bytes sind nicht aufgefüllt, wie diese Version sie schreibt. Der Eintrag wird nicht angewendet.',
  ],
  ['The file could not be moved: {0}', 'Die Datei ließ sich nicht übertragen: {0}'],
  [
    'Your devices are sending many files at this moment. This one goes on when others are done.',
    'Ihre Geräte senden gerade viele Dateien. Diese geht weiter, wenn andere fertig sind.',
  ],
  ['Another upload of the same file went on meanwhile.', 'Dieselbe Datei wurde inzwischen anderswo hochgeladen.'],
  ['The relay did not say that the file is whole.', 'Das Relay sagte nicht, dass die Datei vollständig ist.'],
  [
    'The file is not the one its record names. It is not used; tell the owner.',
    'Die Datei ist nicht die, die ihr Eintrag nennt. Sie wird nicht verwendet; sagen Sie es dem Inhaber.',
  ],
  ['The file has not arrived at the relay yet.', 'Die Datei ist noch nicht beim Relay angekommen.'],
  ['The session with the relay ended.', 'Die Sitzung mit dem Relay ist beendet.'],
  [
    'The relay did not take the request for a file ({0}).',
    'Das Relay nahm die Anforderung einer Datei nicht an ({0}).',
  ],
  [
    'The relay shows another history of this workspace than the one who invited you has. Do not join; tell them.',
    'Das Relay zeigt einen anderen Verlauf dieses Arbeitsbereichs als den, den hat, wer Sie eingeladen hat. Treten Sie nicht bei; sagen Sie es.',
  ],
  [
    'The relay shows another workspace under the name in your link. Do not join; tell who invited you.',
    'Das Relay zeigt unter dem Namen in Ihrem Link einen anderen Arbeitsbereich. Treten Sie nicht bei; sagen Sie es dem, der Sie eingeladen hat.',
  ],
  [
    'Somebody who is not a member spoke. Nothing was shown.',
    'Jemand sprach, der kein Mitglied ist. Nichts wurde gezeigt.',
  ],
  [
    'The word of another device was changed on its way. Nothing was shown.',
    'Das Wort eines anderen Geräts wurde unterwegs geändert. Nichts wurde gezeigt.',
  ],
  ['The key of another device is not here yet.', 'Der Schlüssel eines anderen Geräts ist noch nicht hier.'],
  [
    'Enter the address of a relay, such as https://relay.example.com.',
    'Geben Sie die Adresse eines Relays ein, etwa https://relay.example.com.',
  ],
  ['A relay address begins with https://.', 'Die Adresse eines Relays beginnt mit https://.'],
  [
    'A relay on another machine needs an address that begins with https://.',
    'Ein Relay auf einem anderen Rechner braucht eine Adresse, die mit https:// beginnt.',
  ],
  [
    'A relay address is only a name and a port, such as https://relay.example.com.',
    'Die Adresse eines Relays ist nur Name und Port, etwa https://relay.example.com.',
  ],
  [
    'The relay at {0} stopped answering. Keep this browser profile until your changes are out.',
    'Das Relay auf {0} antwortet nicht mehr. Behalten Sie dieses Browserprofil, bis Ihre Änderungen draußen sind.',
  ],
  ["The relay at {0} can't be reached: {1}", 'Das Relay auf {0} ist nicht erreichbar: {1}'],
  [
    'The connection to the relay at {0} broke. It is made again by itself.',
    'Die Verbindung zum Relay auf {0} ist abgerissen. Sie wird von selbst neu hergestellt.',
  ],
  [
    'The relay sent text where frames are expected. Check the address.',
    'Das Relay schickte Text, wo Rahmen erwartet werden. Prüfen Sie die Adresse.',
  ],
  [
    'The relay said its log reaches {0} but shows {1}. Stop using this relay and tell the owner.',
    'Das Relay sagte, sein Protokoll reiche bis {0}, zeigt aber {1}. Benutzen Sie dieses Relay nicht weiter und sagen Sie es dem Inhaber.',
  ],
  [
    "The relay's log ends at {0}, but this device has seen {1}, and the relay has signed nothing that accounts for the rest. It lost or hides entries. Stop using this relay and tell the owner. Nothing was applied.",
    'Das Protokoll des Relays endet bei {0}, aber dieses Gerät hat {1} gesehen, und das Relay hat nichts unterschrieben, was den Rest erklärt. Es hat Einträge verloren oder verbirgt sie. Benutzen Sie dieses Relay nicht weiter und sagen Sie es dem Inhaber. Nichts wurde angewendet.',
  ],
  [
    'The relay signed two histories: for entry {0} it signed {1} and now shows {2}. What it signed is kept on this device as proof. Stop using this relay and tell the owner. Nothing was applied.',
    'Das Relay hat zwei Verläufe unterschrieben: Für Eintrag {0:number} unterschrieb es {1} und zeigt jetzt {2}. Was es unterschrieben hat, bleibt als Beleg auf diesem Gerät. Benutzen Sie dieses Relay nicht weiter und sagen Sie es dem Inhaber. Nichts wurde angewendet.',
  ],
  [
    'The relay at {0} has another key than the one this device has known since {1}. It was set up again, or something else answers in its place. Ask whoever runs it; connect again only if they say so.',
    'Das Relay auf {0} hat einen anderen Schlüssel als den, den dieses Gerät seit {1:longDay} kennt. Es wurde neu aufgesetzt, oder etwas anderes antwortet an seiner Stelle. Fragen Sie den Betreiber; verbinden Sie sich nur neu, wenn er es bestätigt.',
  ],
  [
    'This device was connected to the relay at {0} before, but no longer holds the key that it knew it by. Ask whoever runs it whether it is still the same; connect again only if they say so.',
    'Dieses Gerät war schon mit dem Relay auf {0} verbunden, hat aber den Schlüssel nicht mehr, an dem es das Relay erkannt hat. Fragen Sie den Betreiber, ob es noch dasselbe ist; verbinden Sie sich nur neu, wenn er es bestätigt.',
  ],
  [
    'The relay lost entry {0}, as after a restored backup. This device gives it back.',
    'Dem Relay fehlt Eintrag {0:number}, wie nach einer wiederhergestellten Sicherung. Dieses Gerät gibt ihn zurück.',
  ],
  [
    'The relay lost the entries {0} to {1}, as after a restored backup. This device gives them back.',
    'Dem Relay fehlen die Einträge {0:number} bis {1:number}, wie nach einer wiederhergestellten Sicherung. Dieses Gerät gibt sie zurück.',
  ],
  [
    'The log already says from which entry on this relay has kept it.',
    'Das Protokoll sagt bereits, ab welchem Eintrag dieses Relay es geführt hat.',
  ],
  [
    'The log of this workspace says that this relay had it before, but the relay no longer knows it and has signed nothing for it. Use another relay address, or ask whoever runs it to restore its folder.',
    'Das Protokoll dieses Arbeitsbereichs sagt, dass dieses Relay es schon hatte; das Relay kennt es aber nicht mehr und hat nichts dazu unterschrieben. Nehmen Sie eine andere Relay-Adresse, oder bitten Sie den Betreiber, den Ordner wiederherzustellen.',
  ],
  [
    'The log of this workspace has times that lie ahead of the clock of the relay. Set the clock of this device right and connect again once that time has come.',
    'Das Protokoll dieses Arbeitsbereichs hat Zeiten, die der Uhr des Relays voraus sind. Stellen Sie die Uhr dieses Geräts richtig und verbinden Sie sich neu, sobald diese Zeit erreicht ist.',
  ],
  [
    'The relay sent log data before it identified itself. Stop using this relay and tell the owner. Nothing was applied.',
    'Das Relay hat Protokolldaten gesendet, bevor es sich ausgewiesen hat. Benutzen Sie dieses Relay nicht weiter und sagen Sie es dem Inhaber. Nichts wurde angewendet.',
  ],
  [
    'The relay asks for a log that nobody offered. Check the address.',
    'Das Relay verlangt ein Protokoll, das niemand angeboten hat. Prüfen Sie die Adresse.',
  ],
  [
    'The receipt of the relay is not signed by its key. Stop using this relay and tell the owner. Nothing was applied.',
    'Die Quittung des Relays ist nicht mit seinem Schlüssel unterschrieben. Benutzen Sie dieses Relay nicht weiter und sagen Sie es dem Inhaber. Nichts wurde angewendet.',
  ],
  [
    'The receipt of the relay is for another history than the one it shows. Stop using this relay and tell the owner. Nothing was applied.',
    'Die Quittung des Relays gilt einem anderen Verlauf als dem, den es zeigt. Benutzen Sie dieses Relay nicht weiter und sagen Sie es dem Inhaber. Nichts wurde angewendet.',
  ],
  [
    'The clock of the relay is more than a day behind the last entry of this workspace. It takes no changes until whoever runs it has set it right; yours wait on this device.',
    'Die Uhr des Relays ist mehr als einen Tag hinter dem letzten Eintrag dieses Arbeitsbereichs. Es nimmt keine Änderungen an, bis der Betreiber sie richtig gestellt hat; Ihre warten auf diesem Gerät.',
  ],
  [
    'The clock of the relay jumped ahead by more than a day. It takes no changes until whoever runs it has set it right; yours wait on this device.',
    'Die Uhr des Relays sprang um mehr als einen Tag vor. Es nimmt keine Änderungen an, bis der Betreiber sie richtig gestellt hat; Ihre warten auf diesem Gerät.',
  ],
  [
    'No relay is connected. Your changes are kept on this device; connect a relay to send them.',
    'Kein Relay ist verbunden. Ihre Änderungen bleiben auf diesem Gerät; verbinden Sie ein Relay, um sie zu senden.',
  ],
  [
    'Read the six words out to who invited you. They type them, and this device is let in.',
    'Lesen Sie die sechs Wörter dem vor, der Sie eingeladen hat. Er tippt sie ein, und dieses Gerät wird eingelassen.',
  ],
  ['The relay at {0} does not answer.', 'Das Relay auf {0} antwortet nicht.'],
  [
    'Something answers at {0}, but it is no relay of this version. Check the address.',
    'Unter {0} antwortet etwas, aber es ist kein Relay dieser Version. Prüfen Sie die Adresse.',
  ],
  [
    'Waiting for a member to come online and let this device in.',
    'Wartet, bis ein Mitglied online ist und dieses Gerät einlässt.',
  ],
  [
    'This did not go out: you were removed from the workspace. Export it or ask a lead to enter it.',
    'Das ging nicht hinaus: Sie wurden aus dem Arbeitsbereich entfernt. Exportieren Sie es, oder bitten Sie eine Leitung, es einzutragen.',
  ],
  [
    'Syncing stopped for a reason that Plumbline did not expect. It is tried again; everything is saved on this device.',
    'Der Abgleich hielt aus einem Grund an, mit dem Plumbline nicht gerechnet hat. Er wird neu versucht; alles ist auf diesem Gerät gesichert.',
  ],
  [
    'The log does not begin with the founding of this workspace. It is not used.',
    'Das Protokoll beginnt nicht mit der Gründung dieses Arbeitsbereichs. Es wird nicht verwendet.',
  ],
  [
    'The change was written under a client id that belongs to another device. It is kept, but not applied.',
    'Die Änderung wurde unter der Client-Id eines anderen Geräts geschrieben. Sie bleibt erhalten, wird aber nicht angewendet.',
  ],
  [
    'The change was written under a client id that belongs to another text. It is kept, but not applied; its author sends it again.',
    'Die Änderung wurde unter der Client-Id eines anderen Textes geschrieben. Sie bleibt erhalten, wird aber nicht angewendet; sie wird neu gesendet.',
  ],
  [
    'Not saved: this disk is full. Free some space or move the workspace. Your text stays in the form.',
    'Nicht gesichert: Dieser Datenträger ist voll. Schaffen Sie Platz, oder ziehen Sie mit dem Arbeitsbereich um. Ihr Text bleibt im Formular.',
  ],
  [
    'Not saved: the database on this device was closed, perhaps by the browser or by a newer version of Plumbline in another tab. Reload this page and try again.',
    'Nicht gesichert: Die Datenbank auf diesem Gerät wurde geschlossen, vielleicht vom Browser oder von einer neueren Version von Plumbline in einem anderen Tab. Laden Sie diese Seite neu und versuchen Sie es erneut.',
  ],
  [
    'Not saved: the database on this device does not open, which mostly means a full disk. Free some space and try again. Your text stays in the form.',
    'Nicht gesichert: Die Datenbank auf diesem Gerät öffnet sich nicht, was meist einen vollen Datenträger bedeutet. Schaffen Sie Platz und versuchen Sie es erneut. Ihr Text bleibt im Formular.',
  ],
  [
    "The change does not continue where its author's counted changes ended. It is kept, but not applied; its author sends it again.",
    'Die Änderung setzt nicht fort, wo die gezählten Änderungen desselben Geräts endeten. Sie bleibt erhalten, wird aber nicht angewendet; sie wird neu gesendet.',
  ],
  [
    'The change builds on something that is not in the shared log. It is kept, but not applied; its author sends it again.',
    'Die Änderung baut auf etwas auf, das nicht im gemeinsamen Protokoll steht. Sie bleibt erhalten, wird aber nicht angewendet; sie wird neu gesendet.',
  ],
  [
    'Not saved: no device would count this change ({0}). Shorten long names and leave out anything that is not text, a number or a list, then try again.',
    'Nicht gesichert: Kein Gerät würde diese Änderung annehmen ({0}). Kürzen Sie lange Namen, lassen Sie weg, was weder Text noch Zahl noch Liste ist, und versuchen Sie es erneut.',
  ],
  [
    "The change can't be put into the records, on this device or on any other. It is kept, but not applied; what builds on it does not count either. Ask its author what happened.",
    'Die Änderung lässt sich nicht in die Einträge übernehmen, auf diesem Gerät und auf keinem anderen. Sie bleibt erhalten, wird aber nicht angewendet; was auf ihr aufbaut, zählt auch nicht. Fragen Sie, wer sie geschrieben hat.',
  ],
  [
    "The change can't be read ({0}). It is kept, but not applied.",
    'Die Änderung lässt sich nicht lesen ({0}). Sie bleibt erhalten, wird aber nicht angewendet.',
  ],
  [
    'This device does not hold the key that opens this change yet. It waits until a member has sent it.',
    'Dieses Gerät hat den Schlüssel, der diese Änderung öffnet, noch nicht. Sie wartet, bis ein Mitglied ihn gesendet hat.',
  ],
  [
    'Records of kind {0} are not written by entries of class {1}. The change is kept, but not applied.',
    'Einträge der Art „{0:kind}“ werden nicht mit der Klasse {1:class} geschrieben. Die Änderung bleibt erhalten, wird aber nicht angewendet.',
  ],
  [
    'The statement is not written in canonical form. Ask its author to sign again.',
    'Die Unterschrift ist nicht in kanonischer Form geschrieben. Bitten Sie um eine neue.',
  ],
  [
    'Nothing can be written or signed for a moment: another device judges the shared log differently, so this one reads it again from the start. Try again when that is done; the sync centre shows it.',
    'Einen Augenblick lang lässt sich nichts schreiben oder unterschreiben: Ein anderes Gerät beurteilt das gemeinsame Protokoll anders, darum liest dieses es noch einmal von vorn. Versuchen Sie es danach erneut; die Sync-Zentrale zeigt es.',
  ],
  [
    'Nothing can be written or signed yet: what you see comes from a snapshot and is still being compared with the log. Stay connected until "not yet verified" is gone, then try again.',
    'Noch lässt sich nichts schreiben oder unterschreiben: Was Sie sehen, kommt aus einer Momentaufnahme und wird noch mit dem Protokoll verglichen. Bleiben Sie verbunden, bis „noch nicht geprüft“ verschwindet, und versuchen Sie es dann erneut.',
  ],
  [
    'Only members and keys can be changed now: the key that opens the newest changes has not reached this device. Keep it connected until a member who has the key is online, or make a new key as an owner.',
    'Jetzt lassen sich nur Mitglieder und Schlüssel ändern: Der Schlüssel, der die neuesten Änderungen öffnet, ist noch nicht auf diesem Gerät. Lassen Sie es verbunden, bis ein Mitglied mit dem Schlüssel online ist, oder machen Sie als Inhaber einen neuen.',
  ],
  [
    'This was written with a key that reached nobody but its maker. An owner has dropped that key since, so it counts for nobody.',
    'Das wurde mit einem Schlüssel geschrieben, der nur seinen Ersteller erreichte. Ein Inhaber hat diesen Schlüssel seitdem verworfen, darum zählt es für niemanden.',
  ],
  [
    'Update needed: this workspace follows newer rules than this version of Plumbline knows. Update Plumbline on this device. Until then you can read but not write; changes that wait are sent afterwards.',
    'Aktualisierung nötig: Dieser Arbeitsbereich folgt neueren Regeln, als diese Version von Plumbline kennt. Aktualisieren Sie Plumbline auf diesem Gerät. Bis dahin können Sie lesen, aber nicht schreiben; wartende Änderungen werden danach gesendet.',
  ],
  ['The next version of the rules is {0}.', 'Die nächste Version der Regeln ist {0}.'],
  [
    "Record {0} {1} differs from what the log says. Don't rely on it.",
    'Der Eintrag {1} ({0:kind}) weicht vom Protokoll ab. Verlassen Sie sich nicht darauf.',
  ],
  [
    "Decision {0} differs from what the log says. Don't rely on it.",
    'Die Entscheidung {0} weicht vom Protokoll ab. Verlassen Sie sich nicht darauf.',
  ],
  [
    "History row {0} differs from what the log says. Don't rely on it.",
    'Die Zeile {0} des Verlaufs weicht vom Protokoll ab. Verlassen Sie sich nicht darauf.',
  ],
  [
    "Member {0} differs from what the log says. Don't rely on it.",
    'Das Mitglied {0} weicht vom Protokoll ab. Verlassen Sie sich nicht darauf.',
  ],
  [
    "The verdict on entry {0} differs from what the log says. Don't rely on it.",
    'Das Urteil über Eintrag {0} weicht vom Protokoll ab. Verlassen Sie sich nicht darauf.',
  ],
  ['Entry {0} is used here but must not be: {1}', 'Eintrag {0} wird hier verwendet, darf es aber nicht: {1}'],
  ['Entry {0}: {1}', 'Eintrag {0}: {1}'],
  [
    'File {0} is gone from this device and is being fetched again.',
    'Die Datei {0} ist nicht mehr auf diesem Gerät und wird neu geladen.',
  ],
  [
    "File {0} differs from what its record says. Don't rely on it.",
    'Die Datei {0} ist anders, als ihr Eintrag sagt. Verlassen Sie sich nicht darauf.',
  ],
  [
    'The log on this device does not end where its records do. Restore the workspace from a backup.',
    'Das Protokoll auf diesem Gerät endet nicht dort, wo seine Einträge enden. Stellen Sie den Arbeitsbereich aus einer Sicherung wieder her.',
  ],
  [
    'Nothing was signed: a change that was shown here had a forged signature, and what you see was rebuilt without it. Read it again, then decide.',
    'Nichts wurde unterschrieben: Eine hier gezeigte Änderung hatte eine gefälschte Signatur, und was Sie sehen, wurde ohne sie neu aufgebaut. Lesen Sie es noch einmal und entscheiden Sie dann.',
  ],
  [
    'Nothing can be written yet: what this device shows is being rebuilt from the log. Stay connected and try again in a moment.',
    'Noch lässt sich nichts schreiben: Was dieses Gerät zeigt, wird gerade aus dem Protokoll neu aufgebaut. Bleiben Sie verbunden und versuchen Sie es gleich noch einmal.',
  ],
  [
    'The snapshot holds something else than its entry says. It is not used; the log is.',
    'Die Momentaufnahme enthält etwas anderes, als ihr Eintrag sagt. Verwendet wird sie nicht, sondern das Protokoll.',
  ],
  [
    "The snapshot can't be read ({0}). It is not used; the log is.",
    'Die Momentaufnahme lässt sich nicht lesen ({0}). Verwendet wird sie nicht, sondern das Protokoll.',
  ],
]
