import type { SentenceRow } from '~/lib/shared/sentences'

/** OSCAL-Dokumente, hinein und hinaus. */
export const oscalSentences: readonly SentenceRow[] = [
  ['Open a workspace first.', 'Öffnen Sie zuerst einen Arbeitsbereich.'],
  ['Cancelled. Nothing was written.', 'Abgebrochen. Nichts wurde geschrieben.'],
  ['Records of this kind are never imported.', 'Einträge dieser Art werden nie importiert.'],
  [
    'The same record stands twice in what is to be imported.',
    'Derselbe Eintrag steht zweimal in dem, was importiert werden soll.',
  ],
  [
    'Somebody changed one of these records since the dry run. Nothing was imported; read the file again.',
    'Jemand hat einen dieser Einträge seit dem Probelauf geändert. Nichts wurde importiert; lesen Sie die Datei noch einmal.',
  ],
  [
    'The audit looks at no requirement of {0}. Add checklist items, or choose another framework.',
    'Das Audit betrachtet keine Anforderung von {0}. Fügen Sie Prüfpunkte hinzu, oder wählen Sie ein anderes Rahmenwerk.',
  ],
  [
    '{0} has not begun: set the first day it was performed on, then export its results.',
    '{0} hat nicht begonnen: Setzen Sie den ersten Tag der Durchführung, dann exportieren Sie die Ergebnisse.',
  ],
  [
    'There is no control to describe. Add controls first.',
    'Es gibt keine Maßnahme zu beschreiben. Legen Sie zuerst Maßnahmen an.',
  ],
  [
    'No control answers to a requirement of {0}. Link controls to its requirements, or choose another framework.',
    'Keine Maßnahme erfüllt eine Anforderung von {0}. Verknüpfen Sie Maßnahmen mit den Anforderungen, oder wählen Sie ein anderes Rahmenwerk.',
  ],
  [
    'No requirement of {0} is mapped to another framework. Add mappings in Frameworks first.',
    'Keine Anforderung von {0} ist einem anderen Rahmenwerk zugeordnet. Legen Sie zuerst unter Rahmenwerke Zuordnungen an.',
  ],
  [
    'There is no open nonconformity and no risk above the criteria, so there is nothing to plan. A plan of action needs one item at least.',
    'Es gibt keine offene Nichtkonformität und kein Risiko über den Kriterien, also nichts zu planen. Ein Maßnahmenplan braucht mindestens einen Posten.',
  ],
  [
    'A system security plan describes the scope. Write the name of the organisation and the scope statement first (Context, Scope).',
    'Ein Systemsicherheitsplan beschreibt den Anwendungsbereich. Schreiben Sie zuerst den Namen der Organisation und den Anwendungsbereich (Kontext, Anwendungsbereich).',
  ],
  [
    'The framework is not in this workspace. Choose another one.',
    'Das Rahmenwerk ist nicht in diesem Arbeitsbereich. Wählen Sie ein anderes.',
  ],
  [
    'The document does not pass its own checks, so it is not offered. First: {0}: {1}',
    'Das Dokument besteht seine eigenen Prüfungen nicht, deshalb wird es nicht angeboten. Zuerst: {0}: {1}',
  ],
  ['Choose the audit that the document is about.', 'Wählen Sie das Audit, von dem das Dokument handelt.'],
  [
    'The file is larger than 50 MB. Split it, or export a smaller part where it comes from.',
    'Die Datei ist größer als 50 MB. Teilen Sie sie, oder exportieren Sie dort, wo sie herkommt, einen kleineren Teil.',
  ],
  [
    'The file is not UTF-8 text. Save it as JSON in UTF-8.',
    'Die Datei ist kein Text in UTF-8. Sichern Sie sie als JSON in UTF-8.',
  ],
  [
    'This is XML. Export the JSON form of the document where it comes from.',
    'Das ist XML. Exportieren Sie dort, wo das Dokument herkommt, seine JSON-Form.',
  ],
  [
    'This is not a JSON document. OSCAL files in YAML or XML are converted to JSON first.',
    'Das ist kein JSON-Dokument. OSCAL-Dateien in YAML oder XML werden zuerst in JSON umgewandelt.',
  ],
  [
    'The file is nested deeper than {0} levels. No OSCAL document is; the file is damaged or hostile.',
    'Die Datei ist tiefer als {0} Ebenen verschachtelt. Das ist kein OSCAL-Dokument; die Datei ist beschädigt oder feindlich.',
  ],
  ['The file is not valid JSON: {0}.', 'Die Datei ist kein gültiges JSON: {0}.'],
  ['This is not a JSON document.', 'Das ist kein JSON-Dokument.'],
  [
    'The file holds more than 3 million values. Split it.',
    'Die Datei enthält mehr als 3 Millionen Werte. Teilen Sie sie.',
  ],
  [
    'The text at {0} is longer than a million characters. Shorten it.',
    'Der Text bei {0} ist länger als eine Million Zeichen. Kürzen Sie ihn.',
  ],
  [
    'The text at {0} holds half of a character. Save the file anew where it comes from.',
    'Der Text bei {0} enthält ein halbes Zeichen. Sichern Sie die Datei dort neu, wo sie herkommt.',
  ],
  [
    'The member {0} at {1} is not allowed in a document.',
    'Das Element {0} bei {1} ist in einem Dokument nicht erlaubt.',
  ],
  [
    'This is a catalogue. Import it in Frameworks, where its requirements are shown before they are taken over.',
    'Das ist ein Katalog. Importieren Sie ihn unter Rahmenwerke, wo seine Anforderungen gezeigt werden, bevor sie übernommen werden.',
  ],
  [
    'An assessment plan says what somebody is going to look at; there is no record to make of it. Import the results.',
    'Ein Prüfplan sagt, was jemand ansehen wird; daraus wird kein Eintrag. Importieren Sie die Ergebnisse.',
  ],
  ['Your role may not write records of this kind.', 'Ihre Rolle darf Einträge dieser Art nicht schreiben.'],
  [
    'This is JSON, but no OSCAL document: its root is {0}. Expected is one of {1}.',
    'Das ist JSON, aber kein OSCAL-Dokument: Seine Wurzel ist {0}. Erwartet wird eine von {1}.',
  ],
  ['The member {0} holds no document.', 'Das Element {0} enthält kein Dokument.'],
  [
    'The document does not say its OSCAL version (metadata, oscal-version).',
    'Das Dokument nennt seine OSCAL-Version nicht (metadata, oscal-version).',
  ],
  [
    'The document is OSCAL {0}. {1}. Convert it, or export it anew in a version that is read.',
    'Das Dokument ist OSCAL {0}. {1:said}. Wandeln Sie es um, oder exportieren Sie es neu in einer Version, die gelesen wird.',
  ],
  ['Mappings are read from version 1.2', 'Zuordnungen werden ab Version 1.2 gelesen'],
  ['Versions 1.0 to 1.2 are read', 'Gelesen werden die Versionen 1.0 bis 1.2'],
]
