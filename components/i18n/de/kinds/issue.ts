export const issue = {
  one: 'Thema', many: 'Themen', new: 'Neues Thema',
  empty: {
    title: 'Noch keine Themen',
    text: 'Interne und externe Umstände, die die Informationssicherheit berühren. Den Klimawandel muss jede Organisation bedenken.',
  },
  fields: {
    title: 'Thema', description: 'Beschreibung', origin: 'Herkunft', category: 'Kategorie', effect: 'Wirkung',
    effectOnIsms: 'Wirkung auf das ISMS', climate: 'Klimawandel', owner: 'Eigentümer', risks: 'Risiken', improvements: 'Verbesserungen',
    status: 'Status', reviewedOn: 'Geprüft',
  },
  sections: { description: 'Beschreibung', effect: 'Wirkung', state: 'Stand', more: 'Mehr' },
  values: {
    origin: { internal: 'Intern', external: 'Extern' },
    category: {
      political: 'Politisch', economic: 'Wirtschaftlich', social: 'Gesellschaftlich', technological: 'Technologisch', legal: 'Rechtlich',
      environmental: 'Umwelt', structure: 'Struktur', people: 'Personen', process: 'Prozess', finance: 'Finanzen',
      culture: 'Kultur',
    },
    effect: { threat: 'Gefahr', opportunity: 'Chance', both: 'Beides' }, status: { active: 'Aktiv', closed: 'Geschlossen' },
  },
}
