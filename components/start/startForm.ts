/** What keeps a workspace from being created, a kit from being read, a link from being tried. Pure. */

export interface CreateForm {
  readonly name: string
  readonly personName: string
  readonly personTitle: string
  readonly timeZone: string
}

export function createProblem(
  form: CreateForm,
  zones: readonly string[],
): 'needName' | 'needPerson' | 'needZone' | undefined {
  if (form.name.trim() === '') return 'needName'
  if (form.personName.trim() === '') return 'needPerson'
  return zones.includes(form.timeZone) ? undefined : 'needZone'
}

export const kitLength = 24
/** Words as somebody types or pastes them from the paper: numbers, commas and line ends between them are left out. */
export const kitWords = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]+/g) ?? []

/** The first position (from 1) whose typed word is not the one on the paper; `undefined` where all are. */
export const wrongPosition = (
  words: readonly string[],
  positions: readonly number[],
  typed: Readonly<Record<string, string>>,
): number | undefined =>
  positions.find((position) => words[position - 1] !== (typed[String(position)] ?? '').trim().toLowerCase())

/** The part of an address that makes an invitation: what follows `#/join/`, or the bare token. */
export function linkToken(text: string): string | undefined {
  const token = text.trim().replace(/^.*#\/join\//s, '')
  return /^[A-Za-z0-9_-]{200,}$/.test(token) ? token : undefined
}
