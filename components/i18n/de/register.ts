/** Register: Leiste, Filter, Spalten, Auswahl. */
export const register = {
  search: 'Diese Zeilen filtern', filter: 'Filter', isAny: 'alle', clearAll: 'Filter leeren', columns: 'Spalten',
  rows: 'keine Zeile | {n} Zeile | {n} Zeilen', selectAll: 'Alle auswählen', select: '{ref} auswählen', nothing: 'Keine Zeile passt.', nothingText: 'Die Filter verbergen {n} Zeilen. | Die Filter verbergen {n} Zeile. | Die Filter verbergen {n} Zeilen.',
  archive: 'Archivieren', position: '{n} von {m}', density: 'Zeilenhöhe', compact: 'Kompakt', normal: 'Normal', relaxed: 'Weit', conflict: 'Von zwei Personen geändert: {fields}',
  noWrite: 'Die Rolle {role} schreibt hier nicht. Sie lesen alles.',
  saved: { title: 'Gespeicherte Filter', save: 'Filter speichern', name: 'Name dieses Filters', rename: 'Umbenennen', delete: '{name} wegnehmen', gone: '{name} weggenommen', keys: '{name}: F2 benennt um, Entf nimmt weg' },
}
