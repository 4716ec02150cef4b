export const evidence = {
  one: 'Nachweis', many: 'Nachweise', new: 'Neuer Nachweis',
  fields: {
    title: 'Titel', source: 'Quelle', files: 'Dateien', capturedAt: 'Erfasst', capturedBy: 'Erfasst von', url: 'Adresse',
    system: 'System', environment: 'Umgebung', account: 'Angemeldet als', captureRecord: 'Erfassungsprotokoll', recipe: 'Rezept',
    coversFrom: 'Deckt ab von', coversTo: 'Deckt ab bis', expiresOn: 'Endet am', freshFor: 'Aktuell für', populationNote: 'Grundgesamtheit',
    completeness: 'Vollständigkeit', completenessNote: 'Was fehlt', controls: 'Maßnahmen', reqs: 'Anforderungen', subjects: 'Über',
    supersedes: 'Ersetzt', redactedFrom: 'Geschwärzt aus', redactionReason: 'Warum geschwärzt', sensitivity: 'Schutzbedarf',
    collectedFrom: 'Erhalten von', note: 'Notiz', pageText: 'Text der Seite',
  },
  sections: { what: 'Was es ist', origin: 'Woher es kommt', coverage: 'Was es abdeckt', links: 'Verknüpft', more: 'Mehr' },
  values: {
    source: { capture: 'Erfassung', upload: 'Hochgeladen', link: 'Verweis', generated: 'Erzeugt' },
    environment: { production: 'Produktion', staging: 'Vorproduktion', test: 'Test', other: 'Sonstige' },
    completeness: { complete: 'Vollständig', partial: 'Teilweise', unknown: 'Unbekannt' },
    sensitivity: { normal: 'Normal', restricted: 'Eingeschränkt' },
  },
}
