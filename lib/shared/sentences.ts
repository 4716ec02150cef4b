/**
 * Sentences that the code says itself (failures, what the sync or a check tells) are English. A language brings a table
 * from the English sentence to its own, with `{0}`, `{1}` where the code puts numbers and names, in order:
 *
 *   ['Word {0} is not in the list.', 'Wort {0} steht nicht in der Liste.']
 *
 * The sentence is the key, so that what an older version wrote into the vault, and what crossed a port, is understood
 * as well. A part may be named with how it is spoken: `{0:role}`. A structure test names every sentence that a language
 * lacks.
 */

export type SentenceRow = readonly [english: string, said: string]

/** How parts of a sentence are spoken: "editor" → "Bearbeitung". */
export type Speakers = Readonly<Record<string, (part: string) => string>>

/** The sentence in the language, or as it is where the language has none for it. */
export type Say = (sentence: string) => string

const place = /\{(\d+)(?::(\w+))?\}/g

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

interface Pattern {
  readonly test: RegExp
  /** Which place each group stands for. */
  readonly order: readonly number[]
  readonly said: string
}

function patternOf([english, said]: SentenceRow): Pattern {
  const order: number[] = []
  let source = ''
  let from = 0
  for (const match of english.matchAll(place)) {
    source += `${escaped(english.slice(from, match.index))}(.+?)`
    order.push(Number(match[1]))
    from = match.index + match[0].length
  }
  return { test: new RegExp(`^${source}${escaped(english.slice(from))}$`, 's'), order, said }
}

/** `said` speaks a part that is itself a sentence of the table; every other speaker is handed in. */
export function createSay(rows: readonly SentenceRow[], speakers: Speakers = {}): Say {
  const whole = new Map(rows.filter(([english]) => !/\{\d/.test(english)))
  // The longer its own words, the surer a sentence is meant.
  const patterns = rows
    .filter(([english]) => /\{\d/.test(english))
    .map(patternOf)
    .sort((a, b) => b.test.source.length - a.test.source.length)
  const say: Say = (sentence) => {
    const exact = whole.get(sentence)
    if (exact !== undefined) return exact
    for (const { test, order, said } of patterns) {
      const parts = test.exec(sentence)
      if (!parts) continue
      return said.replace(place, (_, at: string, speaker: string | undefined) => {
        const part = parts[order.indexOf(Number(at)) + 1] ?? ''
        return speaker === 'said' ? say(part) : speaker === undefined ? part : (speakers[speaker]?.(part) ?? part)
      })
    }
    return sentence
  }
  return say
}
