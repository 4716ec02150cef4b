export const objective = {
  one: 'Objective', many: 'Objectives', new: 'New objective',
  empty: { title: 'No objectives yet', text: 'What information security shall achieve, by when, and how you will know.' },
  fields: {
    title: 'Title', statement: 'Statement', policyLink: 'From policy', owner: 'Owner', metrics: 'Metrics', target: 'Target',
    plan: 'What will be done', resources: 'Resources', due: 'Due', evaluation: 'How results are judged', risks: 'Risks',
    status: 'Status', closedOn: 'Closed on', result: 'Result',
  },
  sections: { objective: 'Objective', plan: 'Plan', result: 'Result', more: 'More' },
  values: { status: { planned: 'Planned', inProgress: 'Under way', achieved: 'Achieved', missed: 'Missed', cancelled: 'Cancelled' } },
}
