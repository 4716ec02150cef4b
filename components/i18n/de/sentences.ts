import { captureSentences } from './sentences/capture'
import { exchangeSentences } from './sentences/exchange'
import { keySentences } from './sentences/keys'
import { recordSentences } from './sentences/records'
import { syncSentences } from './sentences/sync'
import type { SentenceRow } from '~/lib/shared/sentences'

/** What the code says in English, said in German. A structure test names each sentence that is missing here. */
export const sentences: readonly SentenceRow[] = [...captureSentences, ...keySentences, ...recordSentences, ...syncSentences, ...exchangeSentences]
