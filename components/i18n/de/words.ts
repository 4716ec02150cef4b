import { de } from '../de'
import type { Words } from '../words'
import { createSay } from '~/lib/shared/sentences'
import { formatOf } from '~/lib/shared/locale'
import { sentences } from './sentences'

const { kind, app } = de
const named = (names: Readonly<Record<string, string>>) => (part: string): string => names[part] ?? part
const format = formatOf('de')

export const words: Words = {
  messages: de,
  say: createSay(sentences, {
    role: named({ ...app.role, none: 'ohne' }),
    kind: (part) => (kind as Readonly<Record<string, { readonly one: string }>>)[part]?.one ?? part,
    day: (part) => (/^\d{4}-\d{2}-\d{2}$/.test(part) ? format.day(part) : part),
    // Figures as English groups them: "18,204".
    number: (part) => (/^[\d,]+(\.\d+)?$/.test(part) ? format.number(Number(part.replaceAll(',', ''))) : part),
  }),
}
