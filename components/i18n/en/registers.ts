/** Pages of registers: their tabs, and what stands where there is nothing yet. */
export const registers = {
  goTo: 'Open {page}',
  tab: {
    scope: 'Scope', issues: 'Issues', parties: 'Parties', obligations: 'Obligations', roles: 'Roles', persons: 'Persons',
    policies: 'Policies', documents: 'Documents', exceptions: 'Exceptions', acknowledgements: 'Acknowledgements', plan: 'Plan', actions: 'Actions', acceptances: 'Acceptances', objectives: 'Objectives', changes: 'Changes',
    suppliers: 'Suppliers', incidents: 'Incidents', competence: 'Competence', training: 'Training', communication: 'Communication', metrics: 'Metrics', measurements: 'Measurements',
    reviews: 'Reviews', decisions: 'Decisions', nonconformities: 'Nonconformities', improvements: 'Improvements', feedback: 'Feedback',
  },
  readiness: {
    none: 'This version gives no readiness verdict', text: '1 thing it can see needs attention. It stands on its own page; the number beside each name in the navigation counts them. | {n} things it can see need attention. They stand on their own pages; the number beside each name in the navigation counts them.',
    nothing: 'Nothing it can see needs attention. That does not say you are ready: no clause is judged as a whole here.', go: 'Open {page}, {n} to settle',
  },
}
