export const obligation = {
  one: 'Verpflichtung', many: 'Verpflichtungen', new: 'Neue Verpflichtung',
  empty: { title: 'Noch keine Verpflichtungen', text: 'Jedes Gesetz, jeder Vertrag, jede Zusage, die etwas von Ihnen verlangt, und wo das ISMS darauf antwortet.' },
  fields: {
    title: 'Verpflichtung', source: 'Quelle', party: 'Gegenüber', citation: 'Fundstelle', summary: 'Was verlangt wird', addressed: 'Beantwortet durch',
    owner: 'Eigentümer', reqs: 'Anforderungen', controls: 'Maßnahmen', policies: 'Richtlinien', validFrom: 'In Kraft seit',
    reviewedOn: 'Geprüft', reviewEvery: 'Prüfen alle', status: 'Status',
  },
  sections: { main: 'Verpflichtung', more: 'Mehr' },
  values: {
    source: { law: 'Gesetz', regulation: 'Verordnung', contract: 'Vertrag', partyNeed: 'Erfordernis einer Partei', voluntary: 'Freiwillig' },
    addressed: { isms: 'Das ISMS', elsewhere: 'Anderswo', no: 'Nicht beantwortet' }, status: { active: 'Aktiv', ended: 'Beendet' },
  },
}
