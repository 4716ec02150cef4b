export const auditProgramme = {
  one: 'Audit programme', many: 'Audit programmes', new: 'New programme',
  empty: { title: 'No audit programme yet', text: 'What is audited when over the cycle, so that every clause and control has its turn.' },
  fields: {
    title: 'Title', from: 'From', to: 'To', objectives: 'Objectives', frequency: 'Frequency', methods: 'Methods',
    responsibilities: 'Responsibilities', reqs: 'Requirements (empty: all)', importance: 'Importance of processes',
    previousResults: 'Earlier results', resources: 'Resources', programmeRisks: 'Risks to the programme',
  },
  sections: { programme: 'Programme', procedure: 'Procedure', more: 'More' },
  values: {},
}
