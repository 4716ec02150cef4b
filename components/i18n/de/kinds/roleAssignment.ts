export const roleAssignment = {
  one: 'Rolle', many: 'Rollen', new: 'Neue Rolle',
  empty: {
    title: 'Noch keine Rollen vergeben',
    text: 'Benennen Sie zuerst die oberste Leitung und wer das ISMS leitet. Danach wird jeder beurteilt, der später etwas freigibt.',
  },
  fields: {
    role: 'Rolle', title: 'Bezeichnung', responsibilities: 'Verantwortlichkeiten', authorities: 'Befugnisse',
    ensuresConformity: 'Stellt Konformität sicher (5.3 a)', reportsPerformance: 'Berichtet die Leistung (5.3 b)', holder: 'Rolleninhaber',
    deputy: 'Vertretung', from: 'Von', until: 'Bis',
  },
  sections: { role: 'Rolle', holder: 'Rolleninhaber', more: 'Mehr' },
  values: {
    role: {
      topManagement: 'Oberste Leitung', ismsLead: 'ISMS-Leitung', internalAuditor: 'Interner Auditor', riskManager: 'Risikomanager',
      incidentManager: 'Vorfallmanager', continuityLead: 'Leitung Kontinuität', privacyLead: 'Leitung Datenschutz', systemOwner: 'Systemeigentümer',
      other: 'Sonstige',
    },
  },
}
