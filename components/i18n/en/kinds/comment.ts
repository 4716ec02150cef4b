export const comment = {
  one: 'Comment',
  many: 'Comments',
  new: 'New comment',
  fields: {
    target: 'About',
    field: 'Field',
    body: 'Comment',
    author: 'Author',
    replyTo: 'In reply to',
    mentions: 'Mentions',
    resolvedBy: 'Resolved by',
  },
  sections: { main: 'Comment', more: 'More' },
  values: {},
}
