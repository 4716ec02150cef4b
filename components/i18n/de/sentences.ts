import type { SentenceRow } from '~/lib/shared/sentences'

export const sentences: readonly SentenceRow[] = []
