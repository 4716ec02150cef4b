export const interestedParty = {
  one: 'Interested party',
  many: 'Interested parties',
  new: 'New party',
  empty: {
    title: 'No interested parties yet',
    text: 'Customers, employees, owners, regulators: whoever expects something of your information security.',
  },
  fields: {
    name: 'Name',
    category: 'Category',
    needs: 'Needs and expectations',
    climateNeed: 'Needs on climate change',
    owner: 'Owner',
    status: 'Status',
    reviewedOn: 'Reviewed on',
  },
  sections: { main: 'Interested party', more: 'More' },
  values: {
    category: {
      customer: 'Customer',
      employee: 'Employee',
      owner: 'Owner',
      regulator: 'Regulator',
      supplier: 'Supplier',
      partner: 'Partner',
      insurer: 'Insurer',
      public: 'Public',
      other: 'Other',
    },
    status: { active: 'Active', closed: 'Closed' },
  },
}
