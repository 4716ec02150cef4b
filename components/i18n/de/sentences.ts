import { captureSentences } from './sentences/capture'
import { frameworkSentences } from './sentences/frameworks'
import { keySentences } from './sentences/keys'
import { oscalSentences } from './sentences/oscal'
import { packSentences } from './sentences/packs'
import { recordSentences } from './sentences/records'
import { reportSentences } from './sentences/reports'
import { syncSentences } from './sentences/sync'
import { tableSentences } from './sentences/tables'
import type { SentenceRow } from '~/lib/shared/sentences'

/** What the code says in English, said in German. A structure test names each sentence that is missing here. */
export const sentences: readonly SentenceRow[] = [
  ...captureSentences,
  ...frameworkSentences,
  ...keySentences,
  ...oscalSentences,
  ...packSentences,
  ...recordSentences,
  ...reportSentences,
  ...syncSentences,
  ...tableSentences,
]
