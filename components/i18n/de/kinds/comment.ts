export const comment = {
  one: 'Kommentar',
  many: 'Kommentare',
  new: 'Neuer Kommentar',
  fields: {
    target: 'Zu',
    field: 'Feld',
    body: 'Kommentar',
    author: 'Verfasser',
    replyTo: 'Antwort auf',
    mentions: 'Erwähnt',
    resolvedBy: 'Erledigt durch',
  },
  sections: { main: 'Kommentar', more: 'Mehr' },
  values: {},
}
