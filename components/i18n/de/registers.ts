/** Seiten der Register: ihre Reiter, und was dort steht, wo noch nichts ist. */
export const registers = {
  tab: {
    scope: 'Anwendungsbereich', issues: 'Themen', parties: 'Parteien', obligations: 'Verpflichtungen', roles: 'Rollen', persons: 'Personen',
    policies: 'Richtlinien', documents: 'Dokumente', exceptions: 'Ausnahmen', acknowledgements: 'Kenntnisnahmen', plan: 'Plan', actions: 'Schritte', acceptances: 'Akzeptanzen', objectives: 'Ziele', changes: 'Änderungen',
    suppliers: 'Lieferanten', incidents: 'Vorfälle', competence: 'Kompetenz', training: 'Schulung', communication: 'Kommunikation', metrics: 'Kennzahlen', measurements: 'Messungen',
    reviews: 'Bewertungen', decisions: 'Beschlüsse', nonconformities: 'Nichtkonformitäten', improvements: 'Verbesserungen', feedback: 'Rückmeldungen',
  },
}
