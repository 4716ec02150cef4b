/** What is said about documents that are not as they should be, by the schema or by their own references. */

/** What may be wrong with a document; the interface has a sentence for each. */
export const problemCodes = [
  'required',
  'unknownMember',
  'uuid',
  'instant',
  'token',
  'line',
  'address',
  'text',
  'type',
  'empty',
  'word',
  'other',
  'undefinedUuid',
  'usedTwice',
  'undefinedRole',
  'leadsNowhere',
  'unknownControl',
  'unknownStatement',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** One thing that is wrong, and where: a JSON pointer from the root of the document. */
export interface OscalProblem {
  readonly path: string
  readonly code: ProblemCode
  /** The member, id or word it is about. */
  readonly about: string
  /** The same as an English sentence. */
  readonly message: string
}

export const problem = (path: string, code: ProblemCode, about = ''): OscalProblem => ({
  path,
  code,
  about,
  message: sentences[code](about),
})

const sentences: Readonly<Record<ProblemCode, (about: string) => string>> = {
  required: (about) => `The member ${about} is missing.`,
  unknownMember: () => 'OSCAL has no such member here.',
  uuid: () => 'A UUID of version 4 or 5 is needed.',
  instant: () => 'A date and time with its zone is needed, such as 2026-05-01T10:00:00Z.',
  token: () => 'A token is needed: a letter or _ first, then letters, digits, ., - and _.',
  line: () => 'One line of text is needed.',
  address: () => 'An address (URI) is needed.',
  text: () => 'Text without line breaks and without blanks around it is needed.',
  type: () => 'Another kind of value is needed.',
  empty: () => 'An empty list is not allowed; leave the member out.',
  word: () => 'OSCAL does not know this word here.',
  other: (about) => about,
  undefinedUuid: (about) => `${about} is not defined in the document.`,
  usedTwice: (about) => `${about} is used twice.`,
  undefinedRole: (about) => `The role ${about} is not defined in the document.`,
  leadsNowhere: (about) => `${about} leads nowhere in the document.`,
  unknownControl: (about) => `The catalogue has no control ${about}.`,
  unknownStatement: (about) => `The catalogue has no statement ${about}.`,
}
