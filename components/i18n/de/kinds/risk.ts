export const risk = {
  one: 'Risiko', many: 'Risiken', new: 'Neues Risiko',
  empty: { title: 'Noch keine Risiken', text: 'Fünf echte sind mehr wert als fünfzig abgeschriebene. Schreiben Sie, was geschehen könnte, warum, und was es kosten würde.' },
  fields: {
    title: 'Risiko', cause: 'Ursache', event: 'Ereignis', consequence: 'Folge', assets: 'Werte', processes: 'Prozesse',
    threats: 'Bedrohungen', vulnerabilities: 'Schwachstellen', issues: 'Themen', properties: 'Berührt', owner: 'Risikoeigentümer',
    controls: 'Maßnahmen', reqs: 'Verlangt von', inherentL: 'Inhärente Wahrscheinlichkeit', inherentI: 'Inhärente Auswirkung',
    currentL: 'Aktuelle Wahrscheinlichkeit', currentI: 'Aktuelle Auswirkung', residualL: 'Verbleibende Wahrscheinlichkeit', residualI: 'Verbleibende Auswirkung',
    rationale: 'Begründung', assessedOn: 'Beurteilt', assessedBy: 'Beurteilt von', matrixHash: 'Bewertet nach', option: 'Behandlung',
    optionReason: 'Warum diese Option', fraud: 'Betrug bedacht', status: 'Status', closedReason: 'Warum geschlossen',
  },
  sections: { description: 'Beschreibung', sources: 'Quellen', assessment: 'Beurteilung', treatment: 'Behandlung', state: 'Stand', more: 'Mehr' },
  values: {
    properties: { C: 'Vertraulichkeit', I: 'Integrität', A: 'Verfügbarkeit' },
    option: { modify: 'Mindern', retain: 'Tragen', avoid: 'Vermeiden', share: 'Teilen' }, status: { open: 'Offen', closed: 'Geschlossen' },
  },
}
