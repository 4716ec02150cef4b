export const exception = {
  one: 'Exception',
  many: 'Exceptions',
  new: 'New exception',
  empty: { title: 'No exceptions', text: 'A permitted deviation from a policy or control, with a reason and an end.' },
  fields: {
    title: 'Title',
    policy: 'Policy',
    control: 'Control',
    reason: 'Reason',
    risk: 'Risk',
    compensating: 'Compensated by',
    requestedBy: 'Asked for by',
    validUntil: 'Until',
    closedOn: 'Closed',
  },
  sections: { main: 'Exception', more: 'More' },
  values: {},
}
