/** Seiten der Register: ihre Reiter, und was dort steht, wo noch nichts ist. */
export const registers = {
  goTo: '{page} öffnen',
  tab: {
    scope: 'Anwendungsbereich', issues: 'Themen', parties: 'Parteien', obligations: 'Verpflichtungen', roles: 'Rollen', persons: 'Personen',
    policies: 'Richtlinien', documents: 'Dokumente', exceptions: 'Ausnahmen', acknowledgements: 'Kenntnisnahmen', plan: 'Plan', actions: 'Schritte', acceptances: 'Akzeptanzen', objectives: 'Ziele', changes: 'Änderungen',
    suppliers: 'Lieferanten', incidents: 'Vorfälle', competence: 'Kompetenz', training: 'Schulung', communication: 'Kommunikation', metrics: 'Kennzahlen', measurements: 'Messungen',
    reviews: 'Bewertungen', decisions: 'Beschlüsse', nonconformities: 'Nichtkonformitäten', improvements: 'Verbesserungen', feedback: 'Rückmeldungen',
  },
  readiness: {
    none: 'Diese Version gibt kein Urteil zur Auditreife', text: '1 Sache, die sie sehen kann, braucht Aufmerksamkeit. Sie steht auf ihrer eigenen Seite; die Zahl neben jedem Namen in der Navigation zählt sie. | {n} Sachen, die sie sehen kann, brauchen Aufmerksamkeit. Sie stehen auf ihren eigenen Seiten; die Zahl neben jedem Namen in der Navigation zählt sie.',
    nothing: 'Nichts, was sie sehen kann, braucht Aufmerksamkeit. Das heißt nicht, dass Sie reif sind: Kein Abschnitt wird hier als Ganzes beurteilt.', go: '{page} öffnen, {n} zu klären',
  },
  reports: { none: 'Diese Version schreibt keine Berichtsdateien', text: 'Die Erklärung zur Anwendbarkeit druckt von ihrer Seite, live, wie sie dort steht. Nichts, was so gedruckt wird, ist eingefroren oder freigegeben.' },
}
