export const audit = {
  one: 'Audit', many: 'Audits', new: 'New audit',
  empty: { title: 'No audits yet', text: 'An internal audit by somebody who did not do the work comes before any certification audit.' },
  fields: {
    title: 'Audit', programme: 'Programme', type: 'Type', objectives: 'Objectives', scope: 'Scope', criteria: 'Criteria',
    methods: 'Methods', leadAuditor: 'Lead auditor', auditors: 'Auditors', auditees: 'Auditees', plannedFrom: 'Planned from',
    plannedTo: 'Planned to', performedFrom: 'Performed from', performedTo: 'Performed to', windowFrom: 'Evidence from',
    windowTo: 'Evidence to', status: 'Status', summary: 'Summary', conclusion: 'Conclusion', distribution: 'Reported to',
    reportedOn: 'Reported on', report: 'Report file',
  },
  sections: { plan: 'Plan', people: 'People', performance: 'Performance', report: 'Report file', more: 'More' },
  values: {
    type: {
      internal: 'Internal', stage1: 'Stage 1', stage2: 'Stage 2', surveillance: 'Surveillance', recertification: 'Recertification',
      soc2Type1: 'SOC 2 type 1', soc2Type2: 'SOC 2 type 2', supplier: 'Supplier',
    },
    status: { planned: 'Planned', inProgress: 'Under way', reporting: 'Reporting', completed: 'Completed', cancelled: 'Cancelled' },
    conclusion: { conforms: 'Conforms', conformsWithMinors: 'Conforms, with minor nonconformities', doesNotConform: 'Does not conform' },
  },
}
