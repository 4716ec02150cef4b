/** Kataloge. */
export const frameworks = {
  title: 'Rahmenwerke', clauses: 'Abschnitte 4 bis 10', annex: 'Anhang A', search: 'Abschnitt oder Maßnahme suchen', count: '{n} Anforderungen', guidance: 'Wonach Auditoren sehen', licence: 'Lizenz', controls: 'Maßnahmen', risks: 'Risiken', evidence: 'Nachweise', none: 'Noch ist nichts damit verknüpft.', decision: 'Entscheidung', open: 'In der Erklärung öffnen',
  types: 'Art', properties: 'Schützt',
}
