export const policy = {
  one: 'Richtlinie', many: 'Richtlinien', new: 'Neue Richtlinie',
  empty: { title: 'Noch keine Richtlinien', text: 'Beginnen Sie mit der Informationssicherheitspolitik. Ein Ausgangstext spart die erste Stunde.' },
  fields: {
    title: 'Richtlinie', level: 'Ebene', body: 'Text', owner: 'Eigentümer', approvers: 'Freigegeben von', audience: 'Adressaten',
    attest: 'Zur Kenntnis zu nehmen', reviewEvery: 'Prüfen alle', effectiveFrom: 'Gültig ab', reattest: 'Erneut zur Kenntnis nehmen',
    changeSummary: 'Was sich änderte', setsObjectives: 'Gibt Rahmen für Ziele (5.2 b)', commitsRequirements: 'Verpflichtet auf Anforderungen (5.2 c)',
    commitsImprovement: 'Verpflichtet auf Verbesserung (5.2 d)', reqs: 'Anforderungen', controls: 'Maßnahmen', classification: 'Klassifizierung',
    retiredOn: 'Außer Kraft am', replacedBy: 'Ersetzt durch',
  },
  sections: { document: 'Dokument', approval: 'Freigabe', commitments: 'Verpflichtungen', reach: 'Reichweite', end: 'Ende', more: 'Mehr' },
  values: {
    level: { top: 'Politik', topic: 'Themenspezifisch', procedure: 'Verfahren', standard: 'Standard' },
    classification: { public: 'Öffentlich', internal: 'Intern', confidential: 'Vertraulich' },
  },
}
