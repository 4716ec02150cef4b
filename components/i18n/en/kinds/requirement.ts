export const requirement = {
  one: 'Requirement',
  many: 'Requirements',
  new: 'Requirement',
  empty: { title: 'No requirements', text: 'A framework brings them.' },
  fields: {
    framework: 'Framework',
    code: 'Code',
    title: 'Title',
    group: 'Group',
    parent: 'Above',
    assessable: 'Can be assessed',
    guidance: 'Guidance',
    types: 'Type',
    properties: 'Protects',
    order: 'Place',
    oscal: 'OSCAL',
  },
  sections: { main: 'Requirement', more: 'More' },
  values: {
    types: { preventive: 'Preventive', detective: 'Detective', corrective: 'Corrective' },
    properties: { C: 'Confidentiality', I: 'Integrity', A: 'Availability' },
  },
}
