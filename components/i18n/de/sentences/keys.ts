import type { SentenceRow } from '~/lib/shared/sentences'

/** Schlüssel, Wiederherstellungsbogen, Sicherung, Einladungen und Mitglieder. */
export const keySentences: readonly SentenceRow[] = [
  [
    'The bytes were changed or sealed under another key. They are not used.',
    'Die Bytes wurden geändert oder unter einem anderen Schlüssel versiegelt. Sie werden nicht verwendet.',
  ],
  [
    'This is not an encrypted file of a version known here, or it is incomplete. Load it again.',
    'Das ist keine verschlüsselte Datei einer hier bekannten Version, oder sie ist unvollständig. Laden Sie sie neu.',
  ],
  [
    "The file is sealed under epoch {0}, which this device can't open. Ask an owner for access.",
    'Die Datei ist unter Epoche {0} versiegelt, die dieses Gerät nicht öffnen kann. Bitten Sie einen Inhaber um Zugang.',
  ],
  [
    'The relay sent another file than the record names. It is not used; tell the owner.',
    'Das Relay schickte eine andere Datei, als der Eintrag nennt. Sie wird nicht verwendet; sagen Sie es dem Inhaber.',
  ],
  [
    'The bytes do not belong to this id. Send the file again from its beginning.',
    'Die Bytes gehören nicht zu dieser Id. Senden Sie die Datei von Anfang an neu.',
  ],
  ['This is not a P-256 signature in DER form.', 'Das ist keine P-256-Signatur in DER-Form.'],
  [
    'The key of epoch {0} does not open from epoch {1}. An owner has to start a new epoch.',
    'Der Schlüssel der Epoche {0} öffnet sich nicht aus Epoche {1}. Ein Inhaber muss eine neue Epoche beginnen.',
  ],
  [
    'The device has no usable key. Remove it, or refuse to admit it.',
    'Das Gerät hat keinen brauchbaren Schlüssel. Entfernen Sie es, oder lassen Sie es nicht ein.',
  ],
  [
    'The workspace key sent to this device does not open. Ask an owner to start a new epoch.',
    'Der an dieses Gerät gesandte Schlüssel des Arbeitsbereichs öffnet sich nicht. Bitten Sie einen Inhaber, eine neue Epoche zu beginnen.',
  ],
  [
    'The key in the invitation is damaged. Ask for a new one.',
    'Der Schlüssel in der Einladung ist beschädigt. Bitten Sie um eine neue.',
  ],
  [
    'This is not a whole invitation link. Copy it again, with everything after the #.',
    'Das ist kein ganzer Einladungslink. Kopieren Sie ihn neu, mit allem nach dem #.',
  ],
  ['A recovery kit has 24 words; here are {0}.', 'Ein Wiederherstellungsbogen hat 24 Wörter; hier sind es {0}.'],
  [
    'Word {0} is not in the list. Compare it with the page.',
    'Wort {0} steht nicht in der Liste. Vergleichen Sie es mit dem Bogen.',
  ],
  [
    'The words do not belong together. Compare each one, and their order, with the page.',
    'Die Wörter gehören nicht zusammen. Vergleichen Sie jedes, und ihre Reihenfolge, mit dem Bogen.',
  ],
  [
    'These words do not open this workspace. Check that the kit is its newest one.',
    'Diese Wörter öffnen diesen Arbeitsbereich nicht. Prüfen Sie, ob der Bogen sein neuester ist.',
  ],
  [
    'Connect a relay first: the other device needs a place to meet this one.',
    'Verbinden Sie zuerst ein Relay: Das andere Gerät braucht einen Ort, um dieses zu treffen.',
  ],
  [
    'Choose a role: owner, lead, editor, auditor or viewer.',
    'Wählen Sie eine Rolle: Inhaber, Leitung, Bearbeiter, Auditor oder Leser.',
  ],
  ['An invitation is valid for 1 to {0} days.', 'Eine Einladung gilt 1 bis {0} Tage.'],
  [
    'This person is not in the register. Choose one, or add the person first.',
    'Diese Person steht nicht im Register. Wählen Sie eine, oder fügen Sie die Person zuerst hinzu.',
  ],
  [
    'This device is not in the list any more. Look at the list and try again.',
    'Dieses Gerät steht nicht mehr in der Liste. Sehen Sie in die Liste und versuchen Sie es erneut.',
  ],
  [
    'The member is not active. Look at the list and try again.',
    'Das Mitglied ist nicht aktiv. Sehen Sie in die Liste und versuchen Sie es erneut.',
  ],
  [
    'A device to be removed is not active. Look at the list and try again.',
    'Ein zu entfernendes Gerät ist nicht aktiv. Sehen Sie in die Liste und versuchen Sie es erneut.',
  ],
  [
    'This device is not a member of the workspace any more. What it holds stays readable.',
    'Dieses Gerät ist kein Mitglied des Arbeitsbereichs mehr. Was es hat, bleibt lesbar.',
  ],
  [
    'This workspace has no recovery kit, so nothing could open the backup. Ask an owner to make a kit.',
    'Dieser Arbeitsbereich hat keinen Wiederherstellungsbogen, also könnte nichts die Sicherung öffnen. Bitten Sie einen Inhaber, einen zu machen.',
  ],
  [
    'Another change of members or devices has not gone out yet. Connect to the relay, wait until it has, then do this again.',
    'Eine andere Änderung an Mitgliedern oder Geräten ist noch nicht hinausgegangen. Verbinden Sie sich mit dem Relay, warten Sie darauf, und tun Sie es dann noch einmal.',
  ],
  [
    'The keys of this device can’t be read. Restore the workspace from a backup, or let this browser join again.',
    'Die Schlüssel dieses Geräts lassen sich nicht lesen. Stellen Sie den Arbeitsbereich aus einer Sicherung wieder her, oder lassen Sie diesen Browser neu beitreten.',
  ],
  [
    'This workspace was made by an early version of Plumbline that this one no longer reads. Nothing of it was changed. Export what you need with that version, then create a new workspace.',
    'Diesen Arbeitsbereich hat eine frühe Version von Plumbline angelegt, die diese nicht mehr liest. Nichts daran wurde geändert. Exportieren Sie mit jener Version, was Sie brauchen, und legen Sie dann einen neuen Arbeitsbereich an.',
  ],
  [
    'A newer version of Plumbline has opened this workspace on this device. Update Plumbline, then open it again.',
    'Eine neuere Version von Plumbline hat diesen Arbeitsbereich auf diesem Gerät geöffnet. Aktualisieren Sie Plumbline und öffnen Sie ihn dann erneut.',
  ],
  [
    'This backup was written by an early version of Plumbline that this one no longer reads. Restore it with that version, export what you need, then create a new workspace.',
    'Diese Sicherung schrieb eine frühe Version von Plumbline, die diese nicht mehr liest. Stellen Sie sie mit jener Version wieder her, exportieren Sie, was Sie brauchen, und legen Sie dann einen neuen Arbeitsbereich an.',
  ],
  [
    'This invitation leads to a workspace of an early version of Plumbline that this one no longer reads. Ask for an invitation to a new workspace.',
    'Diese Einladung führt in einen Arbeitsbereich einer frühen Version von Plumbline, die diese nicht mehr liest. Bitten Sie um eine Einladung in einen neuen Arbeitsbereich.',
  ],
  [
    'No backup was written: the log on this device is damaged, so the file would restore nothing. Open Workspace, Integrity to see what is wrong, then use an older backup or let this device join again.',
    'Es wurde keine Sicherung geschrieben: Das Protokoll auf diesem Gerät ist beschädigt, die Datei würde also nichts wiederherstellen. Öffnen Sie Arbeitsbereich, Integrität, um zu sehen, was nicht stimmt, und nehmen Sie dann eine ältere Sicherung, oder lassen Sie dieses Gerät neu beitreten.',
  ],
  [
    'This backup was written by a newer version. Update Plumbline, then restore it.',
    'Diese Sicherung schrieb eine neuere Version. Aktualisieren Sie Plumbline und stellen Sie sie dann wieder her.',
  ],
  [
    'This is not a Plumbline backup file, or only the beginning of one. Choose another file.',
    'Das ist keine Plumbline-Sicherung, oder nur ihr Anfang. Wählen Sie eine andere Datei.',
  ],
  [
    'The backup is damaged: parts of it are missing or were changed. Use another copy of it.',
    'Die Sicherung ist beschädigt: Teile fehlen oder wurden geändert. Nehmen Sie eine andere Kopie.',
  ],
  [
    'The backup is damaged: parts of it are missing or were changed. Use another copy of it.{0}',
    'Die Sicherung ist beschädigt: Teile fehlen oder wurden geändert. Nehmen Sie eine andere Kopie.{0}',
  ],
  [
    'This recovery kit was replaced by a newer one before the backup was written. Use the newest kit.',
    'Diesen Wiederherstellungsbogen ersetzte ein neuerer, bevor die Sicherung geschrieben wurde. Nehmen Sie den neuesten.',
  ],
  [
    'The backup file is not here any more. Choose it again.',
    'Die Sicherungsdatei ist nicht mehr da. Wählen Sie sie neu.',
  ],
  [
    'The backup file was exchanged after you looked at it. Choose it again, and look where it ends and at its relay.',
    'Die Sicherungsdatei wurde ausgetauscht, nachdem Sie sie angesehen haben. Wählen Sie sie erneut und sehen Sie nach, wo sie endet und welches Relay sie nennt.',
  ],
  [
    'This workspace is on this device already. Erase it from this device first, if the backup is to replace it.',
    'Dieser Arbeitsbereich ist schon auf diesem Gerät. Löschen Sie ihn hier zuerst, wenn die Sicherung ihn ersetzen soll.',
  ],
  [
    'This workspace is on this device already. Open it from the workspace list; for another member, use another browser profile.',
    'Dieser Arbeitsbereich ist schon auf diesem Gerät. Öffnen Sie ihn aus der Liste; für ein anderes Mitglied nehmen Sie ein anderes Browserprofil.',
  ],
  [
    'A key of the device is not a point on the curve, so nothing could be sent to it. Create the device again.',
    'Ein Schlüssel des Geräts ist kein Punkt der Kurve, also könnte ihm nichts geschickt werden. Legen Sie das Gerät neu an.',
  ],
  [
    'The device id does not belong to these keys. Create the device again.',
    'Die Geräte-Id gehört nicht zu diesen Schlüsseln. Legen Sie das Gerät neu an.',
  ],
  [
    'The new key is not wrapped for exactly the active devices and the recovery kit. Do this again with the present list of devices.',
    'Der neue Schlüssel ist nicht genau für die aktiven Geräte und den Wiederherstellungsbogen verpackt. Tun Sie es noch einmal mit der heutigen Geräteliste.',
  ],
  [
    'The next epoch is {0}. Do this again with the present state.',
    'Die nächste Epoche ist {0}. Tun Sie es noch einmal mit dem heutigen Stand.',
  ],
  [
    'Only an owner who replaces a broken epoch may leave it out of the chain.',
    'Nur ein Inhaber, der eine gebrochene Epoche ersetzt, darf sie aus der Kette lassen.',
  ],
  [
    'A new kit needs new keys. Create the kit again.',
    'Ein neuer Bogen braucht neue Schlüssel. Erstellen Sie den Bogen neu.',
  ],
  [
    'This recovery kit was replaced by a newer one. Use the newest kit.',
    'Diesen Wiederherstellungsbogen ersetzte ein neuerer. Nehmen Sie den neuesten.',
  ],
  [
    'The key that would be dropped is in use: others than its maker wrote with it. Wait until one of them is online; it is then sent again.',
    'Der Schlüssel, der verworfen würde, ist in Gebrauch: Auch andere als sein Ersteller schrieben damit. Warten Sie, bis eines ihrer Geräte online ist; dann wird er noch einmal gesendet.',
  ],
  [
    'Who returns with a recovery kit is a new member. Start the recovery again.',
    'Wer mit einem Wiederherstellungsbogen zurückkehrt, ist ein neues Mitglied. Beginnen Sie die Wiederherstellung neu.',
  ],
  [
    'The workspace key sent to this device does not open. Wait until a device that has it sends it again, or ask an owner for a new key.',
    'Der an dieses Gerät gesandte Schlüssel des Arbeitsbereichs öffnet sich nicht. Warten Sie, bis ein Gerät, das ihn hat, ihn noch einmal sendet, oder bitten Sie einen Inhaber um einen neuen Schlüssel.',
  ],
  ['The key that is sent again does not exist.', 'Den Schlüssel, der noch einmal gesandt wird, gibt es nicht.'],
  ['The first key has none before it.', 'Vor dem ersten Schlüssel gibt es keinen.'],
  ['The key is sent again to nobody.', 'Der Schlüssel wird an niemanden noch einmal gesandt.'],
  [
    'The key is sent again to a device that it was not made for, or that was removed.',
    'Der Schlüssel wird noch einmal an ein Gerät gesandt, für das er nicht gemacht oder das entfernt wurde.',
  ],
  [
    'A device of the same member sent this key again before.',
    'Ein Gerät desselben Mitglieds hat diesen Schlüssel schon noch einmal gesandt.',
  ],
  [
    'Only what a removed device signed is marked as doubtful. Remove the device first.',
    'Als zweifelhaft markiert wird nur, was ein entferntes Gerät signiert hat. Entfernen Sie zuerst das Gerät.',
  ],
  [
    'Only an owner marks what a device signed as doubtful. Ask one.',
    'Nur ein Inhaber markiert als zweifelhaft, was ein Gerät signiert hat. Bitten Sie einen.',
  ],
  ['No device is named.', 'Es ist kein Gerät genannt.'],
  [
    'A recovered device needs new keys. Start the recovery again.',
    'Ein wiederhergestelltes Gerät braucht neue Schlüssel. Beginnen Sie die Wiederherstellung neu.',
  ],
  [
    'A recovery kit brings back an owner. Choose an owner, or return as a new one.',
    'Ein Wiederherstellungsbogen bringt einen Inhaber zurück. Wählen Sie einen Inhaber, oder kehren Sie als neuer zurück.',
  ],
  ['Only an owner does this. Ask one.', 'Das tut nur ein Inhaber. Bitten Sie einen.'],
  [
    'A workspace is founded once, by the first entry of its log. This entry is ignored.',
    'Ein Arbeitsbereich wird einmal gegründet, durch den ersten Eintrag seines Protokolls. Dieser Eintrag wird übergangen.',
  ],
  [
    'The founding entry is signed by another device than it names. Do not use this log.',
    'Den Gründungseintrag signierte ein anderes Gerät, als er nennt. Verwenden Sie dieses Protokoll nicht.',
  ],
  ['This invitation exists already. Create another one.', 'Diese Einladung gibt es schon. Erstellen Sie eine andere.'],
  [
    'You have made as many invitations as a member may have at a time. Withdraw those that nobody needs, and try again tomorrow.',
    'Sie haben so viele Einladungen erstellt, wie ein Mitglied auf einmal haben darf. Ziehen Sie zurück, was niemand braucht, und versuchen Sie es morgen erneut.',
  ],
  [
    'A member has at most {0} devices at a time. Remove one that is no longer used.',
    'Ein Mitglied hat höchstens {0} Geräte auf einmal. Entfernen Sie eines, das nicht mehr benutzt wird.',
  ],
  [
    'A further device gets the present role of its member. Create the invitation again.',
    'Ein weiteres Gerät bekommt die heutige Rolle seines Mitglieds. Erstellen Sie die Einladung neu.',
  ],
  [
    'The invitation would be over before it begins. Choose a later date.',
    'Die Einladung wäre vorbei, bevor sie beginnt. Wählen Sie ein späteres Datum.',
  ],
  [
    'The device was admitted already. Remove the device instead.',
    'Das Gerät wurde schon eingelassen. Entfernen Sie stattdessen das Gerät.',
  ],
  ['The device was admitted already.', 'Das Gerät wurde schon eingelassen.'],
  [
    'Only editors and viewers can get in by the link alone. For this role, type the six words that the joining person reads out.',
    'Mit dem Link allein kommen nur Bearbeiter und Leser herein. Tippen Sie bei dieser Rolle die sechs Wörter ein, die Ihnen vorgelesen werden.',
  ],
  [
    'Only a device of the same member can invite another one and let it in. Somebody who has no device left has to be removed and invited again.',
    'Nur ein Gerät desselben Mitglieds kann ein weiteres einladen und einlassen. Wer kein Gerät mehr hat, muss entfernt und neu eingeladen werden.',
  ],
  ['Nobody has opened this invitation yet.', 'Diese Einladung hat noch niemand geöffnet.'],
  [
    'These are not the words shown to whoever opened this invitation. Have them read out again; if they are still wrong, somebody else opened the link: withdraw the invitation.',
    'Diese Wörter stehen nicht bei dem, der die Einladung geöffnet hat. Lassen Sie sie noch einmal vorlesen; bleiben sie falsch, hat jemand anderes den Link geöffnet: Ziehen Sie die Einladung zurück.',
  ],
  [
    "Somebody re-admitted as this person can't declare independence until another owner or lead has confirmed who it is. Ask one of them.",
    'Wer als diese Person wieder eingelassen wurde, kann sich erst für unabhängig erklären, wenn ein anderer Inhaber oder eine andere Leitung bestätigt hat, wer das ist. Bitten Sie eine dieser Personen.',
  ],
  ['The member is this person already.', 'Das Mitglied ist bereits diese Person.'],
  [
    'Another member is this person already. Remove that member first, or choose another person.',
    'Ein anderes Mitglied ist schon diese Person. Entfernen Sie zuerst dieses Mitglied, oder wählen Sie eine andere Person.',
  ],
  [
    'This member needs no confirmation. Look at the list and try again.',
    'Dieses Mitglied braucht keine Bestätigung. Sehen Sie in die Liste und versuchen Sie es erneut.',
  ],
  [
    'Somebody else has to confirm this: an owner or lead who is not this member and did not choose the person.',
    'Das muss jemand anderes bestätigen: ein Inhaber oder eine Leitung, die weder dieses Mitglied ist noch die Person gewählt hat.',
  ],
  [
    'You became an owner or lead through the member who chose this person, and too recently to confirm it. Ask an owner or lead who has been one for 30 days, and was one before this person’s earlier membership ended.',
    'Sie wurden durch das Mitglied, das diese Person gewählt hat, Inhaber oder Leitung, und das ist zu kurz her, um sie zu bestätigen. Bitten Sie einen Inhaber oder eine Leitung, die es seit 30 Tagen ist und schon war, bevor die frühere Mitgliedschaft dieser Person endete.',
  ],
  [
    'The link does not match the invitation: it was changed on its way. Do not join; tell the person who invited you.',
    'Der Link passt nicht zur Einladung: Er wurde unterwegs geändert. Treten Sie nicht bei; sagen Sie es der Person, die Sie eingeladen hat.',
  ],
  ['The invitation was withdrawn before.', 'Die Einladung wurde schon zurückgezogen.'],
  [
    'The invitation was used by another device. Ask for a new one, and tell who invited you if that was not you.',
    'Die Einladung hat ein anderes Gerät benutzt. Bitten Sie um eine neue, und sagen Sie es dem, der Sie eingeladen hat, wenn Sie das nicht waren.',
  ],
  ['The invitation is over. Ask for a new one.', 'Die Einladung ist vorbei. Bitten Sie um eine neue.'],
  [
    'The join is signed by another device than it names. Open the invitation again.',
    'Den Beitritt signierte ein anderes Gerät, als er nennt. Öffnen Sie die Einladung neu.',
  ],
  [
    'This device is or was a member already. Open the invitation in another profile.',
    'Dieses Gerät ist oder war schon Mitglied. Öffnen Sie die Einladung in einem anderen Profil.',
  ],
  ['This device is or was a member already.', 'Dieses Gerät ist oder war schon Mitglied.'],
  [
    'Nobody joined with these keys. Compare the words again.',
    'Mit diesen Schlüsseln ist niemand beigetreten. Vergleichen Sie die Wörter noch einmal.',
  ],
  [
    'The key was renewed meanwhile. Admit the device again.',
    'Der Schlüssel wurde inzwischen erneuert. Lassen Sie das Gerät noch einmal ein.',
  ],
  ['The invitation was withdrawn. Ask for a new one.', 'Die Einladung wurde zurückgezogen. Bitten Sie um eine neue.'],
  [
    'The invitation no longer holds, because roles changed since. Ask for a new one.',
    'Die Einladung gilt nicht mehr, weil sich Rollen seither geändert haben. Bitten Sie um eine neue.',
  ],
  [
    'The relay does not know this invitation yet. Plumbline keeps asking. Ask the person who invited you to open Plumbline online, so that the invitation is sent. If that does not help, check the link, or ask for a new one.',
    'Das Relay kennt diese Einladung noch nicht. Plumbline fragt weiter. Bitten Sie die Person, die Sie eingeladen hat, Plumbline online zu öffnen, damit die Einladung gesendet wird. Hilft das nicht, prüfen Sie den Link, oder bitten Sie um eine neue.',
  ],
  [
    'The invitation is not known here. Check the link, or ask for a new one.',
    'Die Einladung ist hier nicht bekannt. Prüfen Sie den Link, oder bitten Sie um eine neue.',
  ],
  [
    'The invitation is not on this device any more. Open its link again.',
    'Die Einladung ist nicht mehr auf diesem Gerät. Öffnen Sie ihren Link neu.',
  ],
  [
    'A lead invites, admits and removes editors, auditors and viewers. Ask an owner.',
    'Eine Leitung lädt Bearbeiter, Auditoren und Leser ein, lässt sie ein und entfernt sie. Bitten Sie einen Inhaber.',
  ],
  [
    'An owner says which person an owner or lead is. Ask an owner.',
    'Welche Person ein Inhaber oder eine Leitung ist, sagt ein Inhaber. Bitten Sie einen Inhaber.',
  ],
  ['Only an owner changes roles. Ask one.', 'Rollen ändert nur ein Inhaber. Bitten Sie einen.'],
  ['The member has this role already.', 'Das Mitglied hat diese Rolle schon.'],
  ['Nobody is named for removal.', 'Niemand ist zum Entfernen genannt.'],
  ['A person is named twice.', 'Eine Person ist doppelt genannt.'],
  [
    'A workspace keeps at least one owner with a device. Make somebody else an owner first.',
    'Ein Arbeitsbereich behält mindestens einen Inhaber mit einem Gerät. Machen Sie zuerst jemand anderen zum Inhaber.',
  ],
  [
    'A lead removes editors, auditors and viewers. Ask an owner.',
    'Eine Leitung entfernt Bearbeiter, Auditoren und Leser. Bitten Sie einen Inhaber.',
  ],
  [
    'The log does not begin with the founding of a workspace. Do not use this relay.',
    'Das Protokoll beginnt nicht mit der Gründung eines Arbeitsbereichs. Verwenden Sie dieses Relay nicht.',
  ],
  [
    'Members or devices changed at the same time. Look at the change, then do this again if it is still needed.',
    'Mitglieder oder Geräte änderten sich zur selben Zeit. Sehen Sie die Änderung an, und tun Sie es dann noch einmal, wenn es noch nötig ist.',
  ],
  [
    'Only owners and leads add, change or remove other members. Ask one of them.',
    'Nur Inhaber und Leitungen können andere Mitglieder hinzufügen, ändern oder entfernen. Bitten Sie eine dieser Personen.',
  ],
  [
    'This device has no key of the workspace. Ask an owner to let it in.',
    'Dieses Gerät hat keinen Schlüssel des Arbeitsbereichs. Bitten Sie einen Inhaber, es einzulassen.',
  ],
]
