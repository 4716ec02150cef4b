export const feedback = {
  one: 'Feedback',
  many: 'Feedback',
  new: 'New feedback',
  empty: {
    title: 'No feedback yet',
    text: 'What customers, auditors and other parties say. Management review asks for it.',
  },
  fields: { party: 'Party', receivedOn: 'Received', summary: 'Summary', sentiment: 'Sentiment', links: 'Links' },
  sections: { main: 'Feedback', more: 'More' },
  values: { sentiment: { positive: 'Positive', neutral: 'Neutral', negative: 'Negative' } },
}
