import type { SentenceRow } from '~/lib/shared/sentences'

/** Tabellen, Richtlinien und was ein Probelauf geplant hat. */
export const tableSentences: readonly SentenceRow[] = [
  [
    'What the dry run put aside is not on this device any more. Run the import again.',
    'Was der Probelauf abgelegt hat, ist nicht mehr auf diesem Gerät. Beginnen Sie den Import neu.',
  ],
  [
    'What the dry run put aside can’t be read any more. Run the import again.',
    'Was der Probelauf abgelegt hat, ist nicht mehr lesbar. Beginnen Sie den Import neu.',
  ],
  ['Row {0}: {1}', 'Zeile {0}: {1:said}'],
  [
    'Somebody changed this record since the dry run. Nothing was imported; run the dry run again.',
    'Jemand hat diesen Eintrag seit dem Probelauf geändert. Nichts wurde importiert; wiederholen Sie den Probelauf.',
  ],
  [
    '{0}: a reference of this kind reads {1}-1. Put numbers of other systems into the field for them.',
    '{0}: eine Kennung dieser Art lautet {1}-1. Nummern anderer Systeme gehören in das Feld dafür.',
  ],
  [
    'The reference {0} is taken. Nothing was imported; run the dry run again.',
    'Die Kennung {0} ist vergeben. Nichts wurde importiert; wiederholen Sie den Probelauf.',
  ],
  [
    'Row {0}: the file {1} is not here. Drop it along and run the dry run again.',
    'Zeile {0}: die Datei {1} ist nicht da. Legen Sie sie dazu und wiederholen Sie den Probelauf.',
  ],
  [
    'Row {0}: the file {1} is not the one the table names. Nothing was imported.',
    'Zeile {0}: die Datei {1} ist nicht die, die die Tabelle nennt. Nichts wurde importiert.',
  ],
  ['There is no text in this file.', 'In dieser Datei steht kein Text.'],
  [
    'This text is neither UTF-8 nor UTF-16 with a byte order mark, so its letters can’t be told. In the spreadsheet choose “CSV UTF-8” when saving, or save as XLSX.',
    'Dieser Text ist weder UTF-8 noch UTF-16 mit Byte-Reihenfolge-Marke, seine Zeichen lassen sich nicht bestimmen. Wählen Sie in der Tabellenkalkulation beim Speichern „CSV UTF-8“ oder XLSX.',
  ],
  [
    'This file is not in the encoding you chose: some of its bytes are no letters there. Choose another one.',
    'Diese Datei hat nicht die gewählte Kodierung: Einige ihrer Bytes sind dort keine Zeichen. Wählen Sie eine andere.',
  ],
  [
    'This file unpacks to far more than a table holds, so it was not opened. Save it again from the program it came from.',
    'Diese Datei enthält entpackt weit mehr als eine Tabelle und wurde nicht geöffnet. Speichern Sie sie neu aus dem Programm, aus dem sie kam.',
  ],
  [
    'A row after row {0} has more than four million characters. A quotation mark opens there and does not close; close it or double it.',
    'Eine Zeile nach Zeile {0} hat mehr als vier Millionen Zeichen. Ein Anführungszeichen öffnet dort und schließt nicht; schließen oder verdoppeln Sie es.',
  ],
  [
    'In row {0} a quotation mark opens and does not close. Close it or double it.',
    'In Zeile {0} öffnet ein Anführungszeichen und schließt nicht. Schließen oder verdoppeln Sie es.',
  ],
  [
    'In row {0} a quotation mark stands inside of a text, so nobody can tell where the cell ends. Double it.',
    'In Zeile {0} steht ein Anführungszeichen mitten in einem Text; wo die Zelle endet, lässt sich nicht sagen. Verdoppeln Sie es.',
  ],
  [
    'A table may have {0} MB. Split this one, or leave out columns nobody imports.',
    'Eine Tabelle darf {0} MB haben. Teilen Sie diese, oder lassen Sie Spalten weg, die niemand importiert.',
  ],
  [
    'A table may have {0} rows. Split this one into several files; a key column keeps later runs from making records twice.',
    'Eine Tabelle darf {0} Zeilen haben. Teilen Sie diese in mehrere Dateien; eine Schlüsselspalte verhindert, dass spätere Läufe Einträge doppelt anlegen.',
  ],
  [
    'A table may have {0} columns, this one has {1}. Delete the empty ones on the right.',
    'Eine Tabelle darf {0} Spalten haben, diese hat {1}. Löschen Sie die leeren rechts.',
  ],
  [
    'There are no rows below the head in this table. The first row names the columns; each row below it becomes a record.',
    'Unter dem Kopf dieser Tabelle stehen keine Zeilen. Die erste Zeile nennt die Spalten; jede Zeile darunter wird ein Eintrag.',
  ],
  [
    'There is nothing in this workbook. The first row of a sheet names the columns; each row below it becomes a record.',
    'In dieser Arbeitsmappe steht nichts. Die erste Zeile eines Blatts nennt die Spalten; jede Zeile darunter wird ein Eintrag.',
  ],
  ['There is no text in these files.', 'In diesen Dateien steht kein Text.'],
  [
    'The table is not here any more. Choose the file again.',
    'Die Tabelle ist nicht mehr da. Wählen Sie die Datei noch einmal.',
  ],
]
