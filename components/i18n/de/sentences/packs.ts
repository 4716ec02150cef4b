import type { SentenceRow } from '~/lib/shared/sentences'

/** Nachweispakete: schreiben, unterschreiben, öffnen und prüfen. */
export const packSentences: readonly SentenceRow[] = [
  [
    'This device is not a member of the workspace now, so its key vouches for nothing.',
    'Dieses Gerät gehört jetzt nicht zum Arbeitsbereich, deshalb bürgt sein Schlüssel für nichts.',
  ],
  [
    'This device is not a member of the workspace now, so its signature would vouch for nothing. Ask an owner to let it in.',
    'Dieses Gerät gehört jetzt nicht zum Arbeitsbereich, deshalb würde seine Signatur für nichts bürgen. Bitten Sie einen Inhaber, es einzulassen.',
  ],
  [
    'Your role reads evidence and exports none. Ask a lead for the pack.',
    'Ihre Rolle liest Nachweise und exportiert keine. Bitten Sie eine Leitung um das Paket.',
  ],
  [
    'This draft holds no manifest of a pack. Write the pack again.',
    'Dieser Entwurf enthält kein Manifest eines Pakets. Schreiben Sie das Paket noch einmal.',
  ],
  [
    'The manifest is not the one of this pack. Write the pack again.',
    'Das Manifest ist nicht das dieses Pakets. Schreiben Sie das Paket noch einmal.',
  ],
  [
    'Some of the evidence is not in this workspace any more. Write the pack again.',
    'Ein Teil der Nachweise ist nicht mehr in diesem Arbeitsbereich. Schreiben Sie das Paket noch einmal.',
  ],
  [
    'This ZIP is one part of several. Choose the whole file.',
    'Dieses ZIP ist ein Teil von mehreren. Wählen Sie die ganze Datei.',
  ],
  [
    'This ZIP is larger than 4 GB or holds more than 65,000 files. Unpack it and check it with VERIFY.md.',
    'Dieses ZIP ist größer als 4 GB oder enthält mehr als 65.000 Dateien. Entpacken Sie es und prüfen Sie es nach VERIFY.md.',
  ],
  [
    'This is not a ZIP file, or only the beginning of one. Choose the pack as it was handed over.',
    'Das ist keine ZIP-Datei, oder nur der Anfang einer. Wählen Sie das Paket, wie es übergeben wurde.',
  ],
  [
    'This ZIP holds {0} files; {1} are read here. Unpack it and check it with VERIFY.md.',
    'Dieses ZIP enthält {0} Dateien; hier werden {1} gelesen. Entpacken Sie es und prüfen Sie es nach VERIFY.md.',
  ],
  [
    '{0} is larger than 4 GB. Unpack the pack and check it with VERIFY.md.',
    '{0} ist größer als 4 GB. Entpacken Sie das Paket und prüfen Sie es nach VERIFY.md.',
  ],
  [
    '{0} would unpack to more than is read here. Check the pack with VERIFY.md.',
    '{0} würde sich zu mehr entpacken, als hier gelesen wird. Prüfen Sie das Paket nach VERIFY.md.',
  ],
  [
    'This ZIP would unpack to more than is read here. Unpack it and check it with VERIFY.md.',
    'Dieses ZIP würde sich zu mehr entpacken, als hier gelesen wird. Entpacken Sie es und prüfen Sie es nach VERIFY.md.',
  ],
  ['{0} is larger than a file of its kind is.', '{0} ist größer, als eine Datei dieser Art ist.'],
  [
    'The file is damaged: {0}. Ask for another copy.',
    'Die Datei ist beschädigt: {0:said}. Bitten Sie um eine andere Kopie.',
  ],
  ['its list of files is not where it should be', 'ihre Dateiliste steht nicht, wo sie stehen sollte'],
  ['its list of files is too long', 'ihre Dateiliste ist zu lang'],
  ['its list of files is cut', 'ihre Dateiliste ist abgeschnitten'],
  ['its list of files is longer than it says', 'ihre Dateiliste ist länger, als sie angibt'],
  ['{0} has two sizes', '{0} hat zwei Größen'],
  ['{0} is not where the list says', '{0} steht nicht, wo die Liste sagt'],
  ['{0} unpacks to less than it says', '{0} entpackt sich zu weniger, als angegeben'],
  ['{0} was changed after it was packed', '{0} wurde nach dem Packen geändert'],
  [
    'Not opened: {0}. A pack made by Plumbline never looks like this.',
    'Nicht geöffnet: {0:said}. Ein Paket von Plumbline sieht nie so aus.',
  ],
  ['a name that is not UTF-8', 'ein Name, der nicht UTF-8 ist'],
  ['a name with control characters or backslashes', 'ein Name mit Steuerzeichen oder umgekehrten Schrägstrichen'],
  ['{0} is encrypted', '{0} ist verschlüsselt'],
  ['{0} is packed in a way that is not read here', '{0} ist auf eine Weise gepackt, die hier nicht gelesen wird'],
  ['{0} is a link to another file', '{0} ist ein Verweis auf eine andere Datei'],
  ['{0} is in it twice', '{0} ist zweimal darin'],
  ['the folder {0} has content', 'der Ordner {0} hat Inhalt'],
  ['{0} would unpack to {1} times its size', '{0} würde sich zum {1}-Fachen seiner Größe entpacken'],
  ['{0} is a file and a folder', '{0} ist Datei und Ordner zugleich'],
  ['{0} leads out of its folder', '{0} führt aus dem Ordner heraus'],
  ['{0} is called otherwise where its bytes are', '{0} heißt dort anders, wo seine Bytes stehen'],
  ['{0} is described differently where its bytes are', '{0} ist dort, wo die Bytes liegen, anders beschrieben'],
  ['bytes between its files that belong to no file', 'zwischen den Dateien liegen Bytes, die zu keiner gehören'],
  ['{0} shares its bytes with another file', '{0} teilt seine Bytes mit einer anderen Datei'],
  [
    'A pack holds at most 4 GB and 65,000 files. Choose less: one audit, one control or a shorter period.',
    'Ein Paket fasst höchstens 4 GB und 65.000 Dateien. Wählen Sie weniger: ein Audit, eine Maßnahme oder einen kürzeren Zeitraum.',
  ],
  [
    'This ZIP is no evidence pack: it has no bagit.txt in one folder. Choose the pack as it was handed over.',
    'Dieses ZIP ist kein Nachweispaket: Es hat keine bagit.txt in einem Ordner. Wählen Sie das Paket, wie es übergeben wurde.',
  ],
  ['{0} has no place in a pack.', '{0} hat in einem Paket keinen Platz.'],
  [
    'Its bytes are not on this device, or differ from what was frozen. Sync, and write the pack again.',
    'Die Bytes sind nicht auf diesem Gerät oder weichen vom Festgehaltenen ab. Synchronisieren Sie, und schreiben Sie das Paket neu.',
  ],
  [
    'Nothing is chosen. Take another period, control or audit.',
    'Nichts ist gewählt. Nehmen Sie einen anderen Zeitraum, eine andere Maßnahme oder ein anderes Audit.',
  ],
]
