import type { SentenceRow } from '~/lib/shared/sentences'

/** Eigene Rahmenwerke und die Dateien, aus denen sie kommen. */
export const frameworkSentences: readonly SentenceRow[] = [
  [
    'The short name holds small letters, digits, dots and dashes, 60 at most.',
    'Der Kurzname besteht aus Kleinbuchstaben, Ziffern, Punkten und Strichen, höchstens 60.',
  ],
  [
    'This short name belongs to a framework that ships with Plumbline. Choose another one.',
    'Dieser Kurzname gehört einem Rahmenwerk, das mit Plumbline kommt. Wählen Sie einen anderen.',
  ],
  ['The framework needs a title.', 'Das Rahmenwerk braucht einen Titel.'],
  [
    'Say under which licence you use the text. It is shown with the framework.',
    'Sagen Sie, unter welcher Lizenz Sie den Text verwenden. Sie steht beim Rahmenwerk.',
  ],
  [
    '{0} rows have problems, so nothing was taken in. Correct the file and choose it again.',
    '{0} Zeilen haben Probleme, deshalb wurde nichts übernommen. Korrigieren Sie die Datei und wählen Sie sie noch einmal.',
  ],
  [
    'What was read from the file did not arrive whole. Choose the file again.',
    'Was aus der Datei gelesen wurde, kam nicht ganz an. Wählen Sie die Datei noch einmal.',
  ],
  [
    'This file is broken or not complete. Open it in the program it came from and save it again.',
    'Diese Datei ist beschädigt oder unvollständig. Öffnen Sie sie in dem Programm, aus dem sie kam, und sichern Sie sie neu.',
  ],
  [
    'This is no OSCAL file: it holds no object. Choose a catalog in JSON.',
    'Das ist keine OSCAL-Datei: Sie enthält kein Objekt. Wählen Sie einen Katalog in JSON.',
  ],
  [
    'This is an OSCAL {0}. A framework comes from a catalog; choose the catalog it is made for.',
    'Das ist ein OSCAL-Dokument „{0}“. Ein Rahmenwerk kommt aus einem Katalog; wählen Sie den Katalog, für den es gemacht ist.',
  ],
  [
    'This is no OSCAL catalog: there is no "catalog" at its top. Choose a catalog in JSON.',
    'Das ist kein OSCAL-Katalog: Ganz oben steht kein „catalog“. Wählen Sie einen Katalog in JSON.',
  ],
  [
    'This file says OSCAL {0}. Versions 1.0 to 1.2 are read; convert it or ask its publisher for one of these.',
    'Diese Datei nennt OSCAL {0}. Gelesen werden die Versionen 1.0 bis 1.2; wandeln Sie sie um oder fragen Sie den Herausgeber nach einer davon.',
  ],
  [
    'This catalog is not complete: {0} {1}. Ask its publisher for a valid file.',
    'Dieser Katalog ist unvollständig: {0} {1}. Fragen Sie den Herausgeber nach einer gültigen Datei.',
  ],
  ['This file is empty.', 'Diese Datei ist leer.'],
  [
    'This is a workbook of before 2007. Open it and save it as XLSX.',
    'Das ist eine Arbeitsmappe von vor 2007. Öffnen Sie sie und sichern Sie sie als XLSX.',
  ],
  [
    'This is XML. Of OSCAL catalogs the JSON form is read; publishers offer both.',
    'Das ist XML. Von OSCAL-Katalogen wird die JSON-Form gelesen; Herausgeber bieten beide an.',
  ],
  [
    'This file begins like JSON and breaks off or goes wrong: {0}. Get it again from its publisher.',
    'Diese Datei beginnt wie JSON und bricht ab oder wird ungültig: {0}. Holen Sie sie noch einmal vom Herausgeber.',
  ],
  [
    'There are no rows in this file. The first row names the columns: code, title, and if you like parent, group, assessable, guidance, order.',
    'In dieser Datei stehen keine Zeilen. Die erste Zeile nennt die Spalten: code, title und, wenn Sie wollen, parent, group, assessable, guidance, order.',
  ],
  [
    'The sheet "{0}" has the column {1} twice. Keep one of them.',
    'Das Blatt „{0}“ hat die Spalte {1} zweimal. Behalten Sie eine.',
  ],
  [
    'The sheet "{0}" has no column {1}. The first row names the columns.',
    'Das Blatt „{0}“ hat keine Spalte {1}. Die erste Zeile nennt die Spalten.',
  ],
  [
    'There are no rows below the head of the sheet "{0}". Each row becomes a requirement.',
    'Unter dem Kopf des Blatts „{0}“ stehen keine Zeilen. Jede Zeile wird eine Anforderung.',
  ],
  [
    'Ids and short titles only; guidance is our own. The text of the standard is sold by ISO and national bodies.',
    'Nur Nummern und Kurztitel; die Hinweise sind unsere eigenen. Den Text der Norm verkaufen ISO und nationale Normungsorganisationen wie DIN.',
  ],
  [
    'Ids and short titles of our own; guidance is our own. The text of the criteria is AICPA’s and free to read on its site.',
    'Nummern und eigene Kurztitel; die Hinweise sind unsere eigenen. Der Text der Kriterien gehört dem AICPA und ist auf dessen Website frei zu lesen.',
  ],
  [
    'The outcomes are NIST’s text, which is in the public domain in the United States.',
    'Die Ergebnisse sind Text des NIST, in den Vereinigten Staaten gemeinfrei; übersetzt von uns.',
  ],
]
