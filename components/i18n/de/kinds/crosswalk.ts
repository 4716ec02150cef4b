export const crosswalk = {
  one: 'Zuordnung',
  many: 'Zuordnungen',
  new: 'Neue Zuordnung',
  empty: {
    title: 'Keine eigene Zuordnung',
    text: 'Mitgelieferte Zuordnungen sind nur zu lesen; was Sie ergänzen, steht daneben.',
  },
  fields: {
    source: 'Von',
    target: 'Nach',
    relation: 'Beziehung',
    rationale: 'Warum',
    confidence: 'Gewissheit',
    status: 'Status',
  },
  sections: { main: 'Zuordnung', more: 'Mehr' },
  values: {
    relation: {
      equal: 'Gleich',
      subset: 'Liegt darin',
      superset: 'Verlangt mehr',
      intersects: 'Überschneidet sich',
      none: 'Kein Gegenstück',
    },
    confidence: { high: 'Hoch', medium: 'Mittel', low: 'Niedrig' },
    status: { draft: 'Entwurf', reviewed: 'Geprüft' },
  },
}
