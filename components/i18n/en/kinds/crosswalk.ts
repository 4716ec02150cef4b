export const crosswalk = {
  one: 'Mapping',
  many: 'Mappings',
  new: 'New mapping',
  empty: { title: 'No mapping of your own', text: 'Shipped mappings are read-only; what you add stands beside them.' },
  fields: {
    source: 'From',
    target: 'To',
    relation: 'Relation',
    rationale: 'Why',
    confidence: 'Confidence',
    status: 'Status',
  },
  sections: { main: 'Mapping', more: 'More' },
  values: {
    relation: {
      equal: 'Equal',
      subset: 'Lies inside',
      superset: 'Asks more',
      intersects: 'Overlaps',
      none: 'No counterpart',
    },
    confidence: { high: 'High', medium: 'Medium', low: 'Low' },
    status: { draft: 'Draft', reviewed: 'Reviewed' },
  },
}
