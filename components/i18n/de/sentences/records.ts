import type { SentenceRow } from '~/lib/shared/sentences'

/** Einträge, Felder, Regeln und Unterschriften. */
export const recordSentences: readonly SentenceRow[] = [
  [
    'This is not in the list any more. It may have been tried again already.',
    'Das steht nicht mehr in der Liste. Vielleicht wurde es schon neu versucht.',
  ],
  [
    'This step is made by Plumbline itself when it is needed. Discard it here.',
    'Diesen Schritt macht Plumbline selbst, wenn er nötig ist. Verwerfen Sie ihn hier.',
  ],
  ['Only long texts are changed as text.', 'Nur lange Texte werden als Text geändert.'],
  ['A long text is changed as text.', 'Ein langer Text wird als Text geändert.'],
  ['This field has no named entries.', 'Dieses Feld hat keine benannten Einträge.'],
  ['This field is no list.', 'Dieses Feld ist keine Liste.'],
  [
    'Records of kind {0} have no field "{1}". Another version of the app may know it.',
    'Einträge der Art „{0:kind}“ haben kein Feld „{1}“. Eine andere Version der App kennt es vielleicht.',
  ],
  ['This is written by the workspace itself.', 'Das schreibt der Arbeitsbereich selbst.'],
  [
    'A record cannot point at itself. Choose another one.',
    'Ein Eintrag kann nicht auf sich selbst verweisen. Wählen Sie einen anderen.',
  ],
  [
    'Both are members, and one person is one member. Remove the membership that is not theirs first, then merge.',
    'Beide sind Mitglieder, und eine Person ist ein Mitglied. Entfernen Sie zuerst die Mitgliedschaft, die nicht zu ihr gehört, und führen Sie dann zusammen.',
  ],
  [
    'This one already leads back to the record you are in. Choose one that does not, or clear the link there first.',
    'Dieser führt schon zu dem Eintrag zurück, in dem Sie sind. Wählen Sie einen, der das nicht tut, oder lösen Sie dort zuerst die Verknüpfung.',
  ],
  ['The fields of the new record are missing.', 'Die Felder des neuen Eintrags fehlen.'],
  [
    'This record exists already. Open and change it instead.',
    'Diesen Eintrag gibt es schon. Öffnen und ändern Sie ihn stattdessen.',
  ],
  [
    'The record is not in this workspace. It may have come from another one; open the register and choose again.',
    'Der Eintrag ist nicht in diesem Arbeitsbereich. Vielleicht kam er aus einem anderen; öffnen Sie das Register und wählen Sie neu.',
  ],
  [
    'The record is not in this workspace. Open the register and choose again.',
    'Der Eintrag ist nicht in diesem Arbeitsbereich. Öffnen Sie das Register und wählen Sie neu.',
  ],
  [
    'This version knows no records of kind "{0}". Update Plumbline on this device.',
    'Diese Version kennt keine Einträge der Art „{0}“. Aktualisieren Sie Plumbline auf diesem Gerät.',
  ],
  [
    'This version knows no records of that kind. Update Plumbline on this device.',
    'Diese Version kennt keine Einträge dieser Art. Aktualisieren Sie Plumbline auf diesem Gerät.',
  ],
  [
    'A reference of this kind reads {0}-1. Put numbers of other systems into the field for them.',
    'Eine Kennung dieser Art lautet {0}-1. Nummern anderer Systeme gehören in das Feld dafür.',
  ],
  ['The reference {0} is taken.', 'Die Kennung {0} ist vergeben.'],
  ['There is one record of this kind, {0}.', 'Von dieser Art gibt es einen Eintrag, {0}.'],
  [
    'A record of this kind takes its id from what it is about.',
    'Ein Eintrag dieser Art bekommt seine Id von dem, wovon er handelt.',
  ],
  [
    'The same record stands twice in what is to be written.',
    'Derselbe Eintrag steht zweimal in dem, was geschrieben werden soll.',
  ],
  [
    'Some of this is here by now: somebody else wrote it, or another window did. Nothing was written. Look again and choose once more.',
    'Manches davon ist inzwischen da: jemand anderes hat es geschrieben, oder ein anderes Fenster. Nichts wurde geschrieben. Sehen Sie nach und wählen Sie noch einmal.',
  ],
  ['The id does not belong to this kind of record.', 'Die Id gehört nicht zu dieser Art von Eintrag.'],
  [
    'This review is not in the workspace. Open the list of reviews and choose again.',
    'Diese Bewertung ist nicht im Arbeitsbereich. Öffnen Sie die Liste der Bewertungen und wählen Sie neu.',
  ],
  [
    'This review is signed off, so its inputs stay as they were. Revoke the sign-off first, or take new figures into the next review.',
    'Diese Bewertung ist abgezeichnet, deshalb bleiben ihre Eingaben, wie sie waren. Widerrufen Sie zuerst die Unterschrift, oder nehmen Sie neue Zahlen in die nächste Bewertung.',
  ],
  [
    'No Statement of Applicability is kept for this framework.',
    'Für dieses Rahmenwerk wird keine Erklärung zur Anwendbarkeit geführt.',
  ],
  ['Nothing of this kind is signed that way.', 'Nichts dieser Art wird so unterschrieben.'],
  ['Nothing of this kind is signed that way ({0}, {1}).', 'Nichts dieser Art wird so unterschrieben ({0}, {1:kind}).'],
  [
    'The content changed since you opened it. Read what changed, then decide.',
    'Der Inhalt änderte sich, seit Sie ihn geöffnet haben. Lesen Sie, was sich änderte, und entscheiden Sie dann.',
  ],
  ['This decision is not in the workspace.', 'Diese Entscheidung ist nicht im Arbeitsbereich.'],
  ['Somebody else must review this: you captured it.', 'Jemand anderes muss das prüfen: Sie haben es erfasst.'],
  [
    'Your account is not linked to a person yet, so nobody could tell whose decision this is. Ask an owner to link it under Members.',
    'Ihr Konto ist noch mit keiner Person verknüpft, deshalb könnte niemand sagen, wessen Entscheidung das ist. Bitten Sie einen Inhaber, es unter Mitglieder zu verknüpfen.',
  ],
  [
    'This device is not (or no longer) a member of the workspace, so its signature would not count. Ask an owner.',
    'Dieses Gerät ist kein Mitglied des Arbeitsbereichs (mehr), deshalb zählte seine Unterschrift nicht. Bitten Sie einen Inhaber.',
  ],
  [
    'This device is not (or no longer) a member of the workspace, so its changes would not count. Ask an owner.',
    'Dieses Gerät ist kein Mitglied des Arbeitsbereichs (mehr), deshalb zählten seine Änderungen nicht. Bitten Sie einen Inhaber.',
  ],
  [
    'This device is not (or no longer) a member of the workspace. Ask an owner.',
    'Dieses Gerät ist kein Mitglied des Arbeitsbereichs (mehr). Bitten Sie einen Inhaber.',
  ],
  [
    'There is nothing to take back: this step changed no record. A signed decision is taken back by revoking it.',
    'Es gibt nichts zurückzunehmen: Dieser Schritt änderte keinen Eintrag. Eine unterschriebene Entscheidung wird widerrufen.',
  ],
  [
    'This conflict is not (or no longer) in the history. Open the record to see its present value.',
    'Dieser Konflikt steht nicht (mehr) im Verlauf. Öffnen Sie den Eintrag, um seinen heutigen Wert zu sehen.',
  ],
  ['The change names no field of a record.', 'Die Änderung nennt kein Feld eines Eintrags.'],
  [
    'The record is not here (any more). It may never have been sent; look under "Not sent".',
    'Der Eintrag ist nicht (mehr) hier. Vielleicht wurde er nie gesendet; sehen Sie unter „Nicht gesendet“ nach.',
  ],
  [
    'Your role ({0}) may read this, but not change it. Ask an owner or lead, or write a comment.',
    'Ihre Rolle ({0:role}) darf das lesen, aber nicht ändern. Bitten Sie einen Inhaber oder eine Leitung, oder schreiben Sie einen Kommentar.',
  ],
  ['Say which entry to change.', 'Sagen Sie, welcher Eintrag zu ändern ist.'],
  [
    'This was sealed when it was captured and never changes. Add new evidence that replaces it.',
    'Das wurde beim Erfassen versiegelt und ändert sich nie. Fügen Sie einen neuen Nachweis hinzu, der es ersetzt.',
  ],
  [
    'The record this points to is not here. Choose another one, or wait until it has arrived.',
    'Der Eintrag, auf den das verweist, ist nicht hier. Wählen Sie einen anderen, oder warten Sie, bis er ankommt.',
  ],
  [
    'The record that was signed is not in the workspace. Look for it under "Not sent" too.',
    'Der unterschriebene Eintrag ist nicht im Arbeitsbereich. Sehen Sie auch unter „Nicht gesendet“ nach.',
  ],
  [
    'Your role does not (or no longer) allow this decision. Ask an owner or lead.',
    'Ihre Rolle erlaubt diese Entscheidung nicht (mehr). Bitten Sie einen Inhaber oder eine Leitung.',
  ],
  [
    'Others made the same change meanwhile; nothing of it is left to send.',
    'Andere haben dieselbe Änderung inzwischen gemacht; davon ist nichts mehr zu senden.',
  ],

  ['This field holds one value and has no entries.', 'Dieses Feld hält einen Wert und hat keine Einträge.'],
  ['An entry is present (true) or not (false).', 'Ein Eintrag ist da (true) oder nicht (false).'],
  ['This is a list.', 'Das ist eine Liste.'],
  ['This is a list of named entries.', 'Das ist eine Liste benannter Einträge.'],
  ['This is text.', 'Das ist Text.'],
  ['This is a number.', 'Das ist eine Zahl.'],
  ['This is yes or no.', 'Das ist ja oder nein.'],
  ['A whole number.', 'Eine ganze Zahl.'],
  ['At most {0}.', 'Höchstens {0}.'],
  ['At least {0}.', 'Mindestens {0}.'],
  ['From {0} to {1}.', 'Von {0} bis {1}.'],
  ['This names a record by its id.', 'Das nennt einen Eintrag mit seiner Id.'],
  ['An id is shorter than this.', 'Eine Id ist kürzer.'],
  ['At most 500 characters.', 'Höchstens 500 Zeichen.'],
  ['At most 200,000 characters.', 'Höchstens 200.000 Zeichen.'],
  ['At most 1,000,000 characters. Split the document.', 'Höchstens 1.000.000 Zeichen. Teilen Sie das Dokument.'],
  ['Choose one of {0}.', 'Wählen Sie eines von {0}.'],
  ['Choose among {0}.', 'Wählen Sie unter {0}.'],
  ['An address has at most 8,000 characters.', 'Eine Adresse hat höchstens 8.000 Zeichen.'],
  ['An address that begins with https:// or http://.', 'Eine Adresse, die mit https:// oder http:// beginnt.'],
  ['A day of the calendar as YYYY-MM-DD.', 'Ein Kalendertag als JJJJ-MM-TT.'],
  ['A time in UTC such as 2026-06-01T09:12:44.000Z.', 'Eine Zeit in UTC wie 2026-06-01T09:12:44.000Z.'],
  ['A period such as P30D, P2W, P6M or P1Y.', 'Ein Zeitraum wie P30D, P2W, P6M oder P1Y.'],
  ['A SHA-256 is 64 hexadecimal digits in lower case.', 'Ein SHA-256 hat 64 hexadezimale Ziffern in Kleinbuchstaben.'],
  ['An empty entry says nothing.', 'Ein leerer Eintrag sagt nichts.'],
  ['{0} A rule reads like FREQ=MONTHLY;BYMONTHDAY=-1.', '{0:said} Eine Regel lautet etwa FREQ=MONTHLY;BYMONTHDAY=-1.'],
  ['"{0}" is not a NAME=VALUE part.', '„{0}“ ist kein Teil der Form NAME=WERT.'],
  ['{0} is given twice.', '{0} steht zweimal da.'],
  ['{0} is not supported. Use {1}.', '{0} wird nicht unterstützt. Möglich sind {1}.'],
  ['FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY.', 'FREQ muss DAILY, WEEKLY, MONTHLY oder YEARLY sein.'],
  ['Give COUNT or UNTIL, not both.', 'Geben Sie COUNT oder UNTIL an, nicht beide.'],
  ['A number is missing or out of range.', 'Eine Zahl fehlt oder liegt außerhalb des Erlaubten.'],
  ['BYMONTHDAY has no meaning with WEEKLY.', 'BYMONTHDAY bedeutet mit WEEKLY nichts.'],
  [
    'BYDAY takes MO to SU; a number in front (1MO, -1FR) only with MONTHLY or YEARLY.',
    'BYDAY nimmt MO bis SU; eine Zahl davor (1MO, -1FR) nur mit MONTHLY oder YEARLY.',
  ],
  ['BYSETPOS needs another BY part to choose from.', 'BYSETPOS braucht einen anderen BY-Teil, aus dem es wählt.'],
  ['UNTIL must be a day such as 20261231.', 'UNTIL muss ein Tag sein wie 20261231.'],
  ['WKST takes MO to SU.', 'WKST nimmt MO bis SU.'],
  [
    'This day lies before {0}, when it begins. Choose {1} or later, or move the beginning first.',
    'Dieser Tag liegt vor dem {0:day}, wenn es beginnt. Wählen Sie {1:day} oder später, oder verschieben Sie zuerst den Beginn.',
  ],

  [
    'A judgemental sample is chosen by the auditor. Choose random or systematic to draw one.',
    'Eine Stichprobe nach Ermessen wählt der Auditor. Wählen Sie zufällig oder systematisch, um eine zu ziehen.',
  ],
  [
    'Set both sizes first; a sample has at least one member and is not larger than its population.',
    'Setzen Sie zuerst beide Größen; eine Stichprobe hat mindestens ein Element und ist nicht größer als ihre Grundgesamtheit.',
  ],
  [
    'At most {0} members are drawn at once. Choose a smaller sample.',
    'Höchstens {0} Elemente werden auf einmal gezogen. Wählen Sie eine kleinere Stichprobe.',
  ],
  ['Say first how many occurrences there are in the period.', 'Sagen Sie zuerst, wie viele Fälle es im Zeitraum gibt.'],
  ['A population is at most 4,294,967,296.', 'Eine Grundgesamtheit ist höchstens 4.294.967.296.'],
  ['A sample has at least one item.', 'Eine Stichprobe hat mindestens ein Element.'],
  ['A sample is not larger than its population.', 'Eine Stichprobe ist nicht größer als ihre Grundgesamtheit.'],
  [
    'A sample of more than {0} is not drawn here. Examine all of them, or draw it elsewhere.',
    'Eine Stichprobe von mehr als {0} wird hier nicht gezogen. Prüfen Sie alle, oder ziehen Sie sie anderswo.',
  ],
  ['A seed lets others draw the same sample.', 'Ein Startwert lässt andere dieselbe Stichprobe ziehen.'],
  [
    'A sample needs its population, both sizes and how it was chosen (AU4).',
    'Eine Stichprobe braucht ihre Grundgesamtheit, beide Größen und die Art der Auswahl (AU4).',
  ],
  [
    'An operating test needs the size of its population.',
    'Ein Test des Betriebs braucht die Größe seiner Grundgesamtheit.',
  ],
  ['An operating test needs the size of its sample.', 'Ein Test des Betriebs braucht die Größe seiner Stichprobe.'],
  ['Say how the sample was chosen.', 'Sagen Sie, wie die Stichprobe gewählt wurde.'],
  [
    'Say why the control counts as effective in spite of the exceptions.',
    'Sagen Sie, warum die Maßnahme trotz der Abweichungen als wirksam gilt.',
  ],
  [
    'Say what is missing: partial evidence needs a note (EV11).',
    'Sagen Sie, was fehlt: Ein teilweiser Nachweis braucht eine Notiz (EV11).',
  ],
  [
    'The period ends before it begins. Set an end date on or after the first day.',
    'Der Zeitraum endet, bevor er beginnt. Setzen Sie ein Ende am ersten Tag oder danach.',
  ],
  ['Say why the evidence was redacted (EV10).', 'Sagen Sie, warum der Nachweis geschwärzt wurde (EV10).'],
  [
    'Say why the answer is rejected, so that it can be put right.',
    'Sagen Sie, warum die Antwort abgelehnt wird, damit sie sich berichtigen lässt.',
  ],
  [
    'Name the policy or the control it deviates from.',
    'Nennen Sie die Richtlinie oder die Maßnahme, von der abgewichen wird.',
  ],
  [
    'Say what lies between the requirement and what was seen (AU5).',
    'Sagen Sie, was zwischen der Anforderung und dem Gesehenen liegt (AU5).',
  ],
  [
    'Decide whether it was an event or an incident before closing it.',
    'Entscheiden Sie vor dem Schließen, ob es ein Ereignis oder ein Vorfall war.',
  ],
  [
    'Write down what was learned before closing an incident.',
    'Schreiben Sie auf, was gelernt wurde, bevor Sie einen Vorfall schließen.',
  ],
  ['It cannot be detected before it happened.', 'Bemerkt werden kann es nicht, bevor es geschah.'],
  [
    'Say in the summary why the ISMS does not address it.',
    'Sagen Sie in der Zusammenfassung, warum das ISMS nicht darauf antwortet.',
  ],
  [
    'Name the policy that replaces it, or say in the change summary why it is retired (PO8).',
    'Nennen Sie die Richtlinie, die sie ersetzt, oder sagen Sie in der Zusammenfassung, warum sie außer Kraft ist (PO8).',
  ],
  ['Say why the risk is closed (TR9).', 'Sagen Sie, warum das Risiko geschlossen wird (TR9).'],
  [
    'Describe the scope in at least 80 characters: what is inside, where, and for whom.',
    'Beschreiben Sie den Anwendungsbereich in mindestens 80 Zeichen: was darin liegt, wo und für wen.',
  ],
  ['Say why the action is cancelled.', 'Sagen Sie, warum der Schritt abgebrochen wird.'],
  ['Say what blocks the action.', 'Sagen Sie, was den Schritt blockiert.'],
  ['This is no number.', 'Das ist keine Zahl.'],
  [
    'Say first whether higher, lower or within a band is better.',
    'Sagen Sie zuerst, ob höher, niedriger oder in einem Band besser ist.',
  ],
  ['A band needs a lower or an upper bound.', 'Ein Band braucht eine Unter- oder eine Obergrenze.'],
  ['The upper bound lies below the lower one.', 'Die Obergrenze liegt unter der Untergrenze.'],
  ['The margin around a band is 0 or more.', 'Der Abstand zum Band ist 0 oder mehr.'],
  [
    'A target is needed. The watch line alone judges nothing.',
    'Ein Zielwert ist nötig. Die Warnlinie allein beurteilt nichts.',
  ],
  [
    'Where higher is better, the watch line lies below the target.',
    'Wo höher besser ist, liegt die Warnlinie unter dem Zielwert.',
  ],
  [
    'Where lower is better, the watch line lies above the target.',
    'Wo niedriger besser ist, liegt die Warnlinie über dem Zielwert.',
  ],
  [
    'These bytes are no review pack this version can read. Update Plumbline on this device.',
    'Diese Bytes sind keine Eingaben, die diese Version lesen kann. Aktualisieren Sie Plumbline auf diesem Gerät.',
  ],
  [
    'The frozen inputs are not on this device yet. They arrive when the device that froze them is online.',
    'Die eingefrorenen Eingaben sind noch nicht auf diesem Gerät. Sie kommen, wenn das Gerät, das sie eingefroren hat, online ist.',
  ],
  [
    "This frozen statement can't be read by this version ({0}). Update the app; the stored bytes stay as they are.",
    'Diese eingefrorene Erklärung kann diese Version nicht lesen ({0}). Aktualisieren Sie die App; die Bytes bleiben, wie sie sind.',
  ],
  [
    'The risk method names nobody who may accept level {0}. Complete the method first.',
    'Die Risikomethode nennt niemanden, der Stufe {0} akzeptieren darf. Vervollständigen Sie zuerst die Methode.',
  ],
  ['Level {0} can be accepted by {1} only.', 'Stufe {0} kann nur {1:authority} akzeptieren.'],
  ['Level {0} can be accepted until {1} at the latest.', 'Stufe {0} kann bis spätestens {1:day} akzeptiert werden.'],
  ['Score the current level in the matrix first.', 'Bewerten Sie zuerst das aktuelle Risiko in der Matrix.'],
  [
    'Score the residual level in the matrix first, or choose retain.',
    'Bewerten Sie zuerst das Restrisiko in der Matrix, oder wählen Sie tragen.',
  ],
  [
    'This level lies within the criteria: the owner’s approval of the treatment is enough (TR2).',
    'Diese Stufe liegt in den Kriterien: Die Freigabe der Behandlung durch den Eigentümer genügt (TR2).',
  ],
  ['A scale has 3 to 6 steps.', 'Eine Skala hat 3 bis 6 Schritte.'],
  [
    'The acceptance criteria must leave at least one level above them: choose a level below the highest.',
    'Über den Akzeptanzkriterien muss mindestens eine Stufe bleiben: Wählen Sie eine unter der höchsten.',
  ],
  ['Say who may accept level {0} and for how long.', 'Sagen Sie, wer Stufe {0} akzeptieren darf und wie lange.'],
  [
    'The grid needs {0} rows (likelihood) of {1} cells (impact).',
    'Die Matrix braucht {0} Zeilen (Wahrscheinlichkeit) mit {1} Zellen (Auswirkung).',
  ],
  ['Every cell of the grid needs a level from 1 to {0}.', 'Jede Zelle der Matrix braucht eine Stufe von 1 bis {0}.'],
  [
    'Likelihood {0}, impact {1} has a lower level than a milder cell. Levels may not fall along a row or column.',
    'Wahrscheinlichkeit {0}, Auswirkung {1} hat eine niedrigere Stufe als eine mildere Zelle. Entlang einer Zeile oder Spalte dürfen Stufen nicht fallen.',
  ],

  [
    'The role {0} cannot sign this. Ask a lead or an owner.',
    'Die Rolle {0:role} kann das nicht unterschreiben. Bitten Sie eine Leitung oder einen Inhaber.',
  ],
  [
    'Only its signer or an owner can take a statement back.',
    'Eine Unterschrift kann nur widerrufen, wer sie gab, oder ein Inhaber.',
  ],
  ['Without a risk method nobody can accept a risk.', 'Ohne Risikomethode kann niemand ein Risiko akzeptieren.'],
  [
    'Top management is named, so an owner of the workspace no longer signs in its place. Ask the person who holds that role; if they are not a member of this workspace yet, invite them first.',
    'Die oberste Leitung ist benannt, deshalb unterschreibt ein Inhaber des Arbeitsbereichs nicht mehr an ihrer Stelle. Bitten Sie die Person, die diese Rolle hat; ist sie noch kein Mitglied dieses Arbeitsbereichs, laden Sie sie zuerst ein.',
  ],
  [
    'Not answered yet: {0}. Answer it first; an owner or top management can approve without it and give a reason.',
    'Noch nicht beantwortet: {0:fields}. Beantworten Sie das zuerst; ein Inhaber oder die oberste Leitung kann es mit einer Begründung ohne diese Angabe freigeben.',
  ],
  ['This can be signed by {0} only.', 'Unterschreiben kann das nur: {0:authority}.'],
  [
    'This is not a statement this version can read ({0}). Update the app, or ask its author to sign again.',
    'Das ist keine Unterschrift, die diese Version lesen kann ({0}). Aktualisieren Sie die App, oder bitten Sie um eine neue Unterschrift.',
  ],
  ['Say why this is refused.', 'Sagen Sie, warum das abgelehnt wird.'],
  ['Say until when the risk is accepted.', 'Sagen Sie, bis wann das Risiko akzeptiert ist.'],
  ['Decide: {0}.', 'Entscheiden Sie: {0}.'],
  ['Name the statement to take back.', 'Nennen Sie die Unterschrift, die zu widerrufen ist.'],
  ['Name the custody event.', 'Nennen Sie das Ereignis der Nachweiskette.'],
  [
    'The risk this acceptance is about is not here. Link the risk first.',
    'Das Risiko, dem diese Akzeptanz gilt, ist nicht hier. Verknüpfen Sie es zuerst.',
  ],
  [
    'Only an owner erases files. Ask one; until then the evidence can be archived.',
    'Dateien löscht nur ein Inhaber. Bitten Sie einen; bis dahin lässt sich der Nachweis archivieren.',
  ],
  [
    'Say why the files are erased. Everybody who looks for them will read it.',
    'Sagen Sie, warum die Dateien gelöscht werden. Alle, die sie suchen, werden es lesen.',
  ],
  ['The reason has at most {0} characters.', 'Die Begründung hat höchstens {0} Zeichen.'],
  ['No file of this evidence is left to erase.', 'Von diesem Nachweis ist keine Datei mehr da, die zu löschen wäre.'],
  [
    'The statement names another device, member or workspace than the one that sent it. It does not count.',
    'Die Unterschrift nennt ein anderes Gerät, Mitglied oder einen anderen Arbeitsbereich, als von wo sie kam. Sie zählt nicht.',
  ],
  [
    'The signature inside the statement is not that of the device that sent it. It does not count.',
    'Die Signatur in der Unterschrift ist nicht die des Geräts, das sie gesandt hat. Sie zählt nicht.',
  ],
  [
    'The log holds this statement already, at an earlier position. Sent a second time it does not count.',
    'Das Protokoll enthält diese Unterschrift schon, an früherer Stelle. Ein zweites Mal gesandt zählt sie nicht.',
  ],
  ['The signer was not a member at that time.', 'Wer unterschrieb, war zu dieser Zeit kein Mitglied.'],
  [
    'The statement names another person than its member was bound to.',
    'Die Unterschrift nennt eine andere Person, als mit ihrem Mitglied verbunden war.',
  ],
  [
    'The statement names its record by an id of another kind.',
    'Die Unterschrift nennt ihren Datensatz mit der Kennung einer anderen Art.',
  ],
  [
    'The copy kept with the statement is not the content it signs.',
    'Die Kopie bei der Unterschrift ist nicht der Inhalt, dem sie gilt.',
  ],
]
