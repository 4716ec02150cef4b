export const measurement = {
  one: 'Measurement',
  many: 'Measurements',
  new: 'New measurement',
  empty: { title: 'No measurements yet', text: 'One value for one period, with what it means.' },
  fields: {
    metric: 'Metric',
    periodFrom: 'From',
    periodTo: 'To',
    value: 'Value',
    evaluation: 'What it means',
    followUp: 'What follows',
    measuredOn: 'Measured on',
    measuredBy: 'Measured by',
    evidence: 'Evidence',
  },
  sections: { main: 'Measurement', more: 'More' },
  values: {},
}
