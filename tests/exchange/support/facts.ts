import { frameworks, soaRequirements } from '~/lib/content/catalogue/catalogue'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { matrixHash } from '~/lib/isms/risk/level'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { createReferences, knownOf } from '~/lib/exchange/tables/references'
import type { ImportFacts } from '~/lib/exchange/tables/workingRow'
import { englishWords } from './words'

export const words = englishWords()

/** What a dry run knows beside the table: the records there are, and the method in use. */
export function factsFor(kind: Kind, records: readonly AnyRecord[], more: Partial<ImportFacts> = {}): ImportFacts {
  const references = createReferences({
    requirements: frameworks.flatMap(({ requirements }) => requirements.map(({ id }) => id)),
  })
  for (const record of records) references.add(knownOf(record))
  let n = 0
  return {
    kind,
    words,
    references,
    timeZone: 'Europe/Berlin',
    files: [],
    existing: records.filter((record) => record.kind === kind),
    matrix: { likelihood: 5, impact: 5, hash: matrixHash(defaultMethod.grid) },
    soaRequirements: new Set(soaRequirements('iso27001-2022').map(({ id }) => id)),
    newId: () => `${recordKind(kind).prefix.toLowerCase()}_new${++n}`,
    ...more,
  }
}
