export const obligation = {
  one: 'Obligation', many: 'Obligations', new: 'New obligation',
  empty: { title: 'No obligations yet', text: 'Each law, contract or promise that asks something of you, and where the ISMS answers it.' },
  fields: {
    title: 'Obligation', source: 'Source', party: 'Owed to', citation: 'Citation', summary: 'What it asks', addressed: 'Answered by',
    owner: 'Owner', reqs: 'Requirements', controls: 'Controls', policies: 'Policies', validFrom: 'In force since',
    reviewedOn: 'Reviewed', reviewEvery: 'Review every', status: 'Status',
  },
  sections: { main: 'Obligation', more: 'More' },
  values: {
    source: { law: 'Law', regulation: 'Regulation', contract: 'Contract', partyNeed: 'Party need', voluntary: 'Voluntary' },
    addressed: { isms: 'The ISMS', elsewhere: 'Elsewhere', no: 'Not answered' }, status: { active: 'Active', ended: 'Ended' },
  },
}
