export const asset = {
  one: 'Asset', many: 'Assets', new: 'New asset',
  empty: { title: 'No assets yet', text: 'Begin with the services customers pay for and the information they run on.' },
  fields: {
    name: 'Name', type: 'Type', owner: 'Owner', custodian: 'Custodian', classification: 'Classification', c: 'Confidentiality',
    i: 'Integrity', a: 'Availability', pii: 'Personal data', location: 'Location', supports: 'Supports', supplier: 'Supplier',
    status: 'Status',
  },
  sections: { main: 'Asset', more: 'More' },
  values: {
    type: {
      information: 'Information', service: 'Service', software: 'Software', hardware: 'Hardware', network: 'Network', site: 'Site',
      people: 'People', supplierService: 'Supplier service',
    },
    classification: { public: 'Public', internal: 'Internal', confidential: 'Confidential', secret: 'Secret' },
    status: { planned: 'Planned', inUse: 'In use', retired: 'Retired' }, c: { 1: 'Low', 2: 'Medium', 3: 'High', 4: 'Very high' },
    i: { 1: 'Low', 2: 'Medium', 3: 'High', 4: 'Very high' }, a: { 1: 'Low', 2: 'Medium', 3: 'High', 4: 'Very high' },
  },
}
