export const audit = {
  one: 'Audit', many: 'Audits', new: 'Neues Audit',
  empty: { title: 'Noch keine Audits', text: 'Vor jedem Zertifizierungsaudit steht ein internes Audit durch jemanden, der die Arbeit nicht selbst getan hat.' },
  fields: {
    title: 'Audit', programme: 'Programm', type: 'Art', objectives: 'Ziele', scope: 'Umfang', criteria: 'Kriterien',
    methods: 'Methoden', leadAuditor: 'Leitender Auditor', auditors: 'Auditoren', auditees: 'Auditierte', plannedFrom: 'Geplant ab',
    plannedTo: 'Geplant bis', performedFrom: 'Durchgeführt ab', performedTo: 'Durchgeführt bis', windowFrom: 'Nachweise ab',
    windowTo: 'Nachweise bis', status: 'Status', summary: 'Zusammenfassung', conclusion: 'Schlussfolgerung', distribution: 'Berichtet an',
    reportedOn: 'Berichtet am', report: 'Berichtsdatei',
  },
  sections: { plan: 'Plan', people: 'Personen', performance: 'Durchführung', report: 'Berichtsdatei', more: 'Mehr' },
  values: {
    type: {
      internal: 'Intern', stage1: 'Stufe 1', stage2: 'Stufe 2', surveillance: 'Überwachung', recertification: 'Rezertifizierung',
      soc2Type1: 'SOC 2 Typ 1', soc2Type2: 'SOC 2 Typ 2', supplier: 'Lieferant',
    },
    status: { planned: 'Geplant', inProgress: 'Läuft', reporting: 'Bericht in Arbeit', completed: 'Abgeschlossen', cancelled: 'Abgesagt' },
    conclusion: { conforms: 'Konform', conformsWithMinors: 'Konform, mit Nebenabweichungen', doesNotConform: 'Nicht konform' },
  },
}
