export const evidenceRequest = {
  one: 'Anfrage', many: 'Anfragen', new: 'Neue Anfrage',
  empty: { title: 'Noch keine Anfragen', text: 'Hier bittet ein Auditor um das, was er sehen will. Erfassungen beantworten es unmittelbar.' },
  fields: {
    audit: 'Audit', title: 'Anfrage', description: 'Was verlangt wird', reqs: 'Anforderungen', controls: 'Maßnahmen',
    population: 'Grundgesamtheit', sample: 'Stichprobe', periodFrom: 'Zeitraum ab', periodTo: 'Zeitraum bis', due: 'Fällig', assignee: 'Zugewiesen an',
    verdict: 'Urteil', verdictReason: 'Warum', verdictOn: 'Beurteilt', verdictFor: 'Beurteilte Einreichung', withdrawn: 'Zurückgezogen',
  },
  sections: { asked: 'Was verlangt wird', population: 'Grundgesamtheit und Zeitraum', verdict: 'Urteil', more: 'Mehr' },
  values: { verdict: { accepted: 'Angenommen', rejected: 'Abgelehnt' } },
}
