export const incident = {
  one: 'Vorfall', many: 'Vorfälle', new: 'Neue Meldung',
  empty: { title: 'Keine Ereignisse oder Vorfälle gemeldet', text: 'Melden Sie früh und entscheiden Sie später, ob es ein Vorfall war.' },
  fields: {
    title: 'Was geschah', description: 'Beschreibung', occurredAt: 'Geschehen', detectedAt: 'Bemerkt', reportedBy: 'Gemeldet von',
    isIncident: 'Ereignis oder Vorfall', severity: 'Schwere', category: 'Kategorie', assets: 'Werte', risks: 'Risiken',
    failedControls: 'Maßnahmen, die versagten', pii: 'Personenbezogene Daten betroffen', notifications: 'Wer benachrichtigt wurde', timeline: 'Zeitverlauf',
    status: 'Status', resolvedAt: 'Behoben', lessons: 'Was gelernt wurde', nonconformity: 'Nichtkonformität', owner: 'Eigentümer',
  },
  sections: { report: 'Meldung', response: 'Reaktion', lessons: 'Lehren', more: 'Mehr' },
  values: {
    severity: { 1: 'Niedrig', 2: 'Mittel', 3: 'Hoch', 4: 'Kritisch' },
    isIncident: { undecided: 'Nicht entschieden', event: 'Ereignis', incident: 'Vorfall' },
    category: {
      malware: 'Schadsoftware', phishing: 'Phishing', access: 'Zugriff', dataLoss: 'Datenverlust', availability: 'Verfügbarkeit',
      supplier: 'Lieferant', physical: 'Physisch', other: 'Sonstiges',
    },
    status: { reported: 'Gemeldet', responding: 'In Bearbeitung', resolved: 'Behoben', closed: 'Geschlossen' },
  },
}
