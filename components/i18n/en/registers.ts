/** Pages of registers: their tabs, and what stands where there is nothing yet. */
export const registers = {
  tab: {
    scope: 'Scope', issues: 'Issues', parties: 'Parties', obligations: 'Obligations', roles: 'Roles', persons: 'Persons',
    policies: 'Policies', documents: 'Documents', exceptions: 'Exceptions', acknowledgements: 'Acknowledgements', plan: 'Plan', actions: 'Actions', acceptances: 'Acceptances', objectives: 'Objectives', changes: 'Changes',
    suppliers: 'Suppliers', incidents: 'Incidents', competence: 'Competence', training: 'Training', communication: 'Communication', metrics: 'Metrics', measurements: 'Measurements',
    reviews: 'Reviews', decisions: 'Decisions', nonconformities: 'Nonconformities', improvements: 'Improvements', feedback: 'Feedback',
  },
}
