/** Ereignisse und Vorfälle (A.5.24 bis A.5.28, A.6.8). */
export const incident = {
  path: 'Wo es steht', clock: { toDetect: 'Bis bemerkt', toResolve: 'Bis behoben', running: 'Läuft seit', unknown: 'unbekannt' },
  span: { m: '{n} Min.', h: '{n} Std.', hm: '{h} Std. {m} Min.', d: '{n} T', dh: '{d} T {h} Std.' },
  decision: { question: 'Ereignis oder Vorfall?', undecided: 'Nicht entschieden', event: 'Ereignis', incident: 'Vorfall', hint: 'Ein Ereignis kann von Belang sein. Ein Vorfall hat dem, was Sie schützen, geschadet oder hätte es wahrscheinlich.' },
  severity: { label: 'Schwere' },
  setNow: 'Jetzt',
  timeline: { title: 'Zeitverlauf', none: 'Noch nichts notiert. Kurze Notizen währenddessen sind mehr wert als ein Bericht danach.', when: 'Wann', what: 'Was geschah', add: 'Notieren', edit: 'Diese Notiz ändern', remove: 'Diese Notiz entfernen' },
  notify: { title: 'Wer es erfahren hat', none: 'Noch hat es niemand erfahren.', day: 'Tag', who: 'Wer, und wie', add: 'Hinzufügen', pii: 'Vielleicht sind personenbezogene Daten betroffen. Prüfen Sie, ob eine Behörde oder die Betroffenen es erfahren müssen, und bis wann.' },
  nc: { open: 'Nichtkonformität eröffnen', done: '{ref} eröffnet', opened: 'Nichtkonformität' },
  advance: { responding: 'Bearbeitung beginnen', resolved: 'Als behoben melden', closed: 'Schließen', reopen: 'Wieder öffnen' }, blocked: 'Vor dem Schließen: {needs}.', needs: { isIncident: 'Ereignis oder Vorfall entscheiden', lessons: 'aufschreiben, was gelernt wurde' },
  problem: {
    undecided: 'Ohne Entscheidung geschlossen.', undecidedText: 'Entscheiden Sie, ob es ein Ereignis oder ein Vorfall war.', lessonsMissing: 'Ohne Lehren geschlossen.', lessonsMissingText: 'Schreiben Sie auf, was gelernt wurde (A.5.27).',
    lessonsLate: 'Keine Lehren festgehalten.', lessonsLateText: 'Vor mehr als zwei Wochen behoben; schreiben Sie auf, was gelernt wurde (A.5.27).', notResolved: 'Behoben, aber wann, ist nicht gesetzt.', notResolvedText: 'Setzen Sie den Zeitpunkt, damit die Dauer bis zur Behebung bekannt ist.',
  },
  column: { clock: 'Dauer' },
}
