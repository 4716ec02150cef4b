export const roleAssignment = {
  one: 'Role', many: 'Roles', new: 'New role',
  empty: {
    title: 'No roles assigned yet',
    text: 'Name top management and who leads the ISMS first. Everybody who approves something later is judged by it.',
  },
  fields: {
    role: 'Role', title: 'Title', responsibilities: 'Responsibilities', authorities: 'Authorities',
    ensuresConformity: 'Ensures conformity (5.3 a)', reportsPerformance: 'Reports performance (5.3 b)', holder: 'Held by',
    deputy: 'Deputy', from: 'From', until: 'Until',
  },
  sections: { role: 'Role', holder: 'Holder', more: 'More' },
  values: {
    role: {
      topManagement: 'Top management', ismsLead: 'ISMS lead', internalAuditor: 'Internal auditor', riskManager: 'Risk manager',
      incidentManager: 'Incident manager', continuityLead: 'Continuity lead', privacyLead: 'Privacy lead', systemOwner: 'System owner',
      other: 'Other',
    },
  },
}
