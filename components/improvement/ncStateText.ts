import type { NcStanding } from '~/lib/isms/improvement/ncState'
import type { Format } from '~/lib/shared/locale'

/** CA1 in words, and the round where it is not the first. */
export const ncStateText = (
  { state, round }: NcStanding,
  t: (key: string, named?: Record<string, unknown>) => string,
  format: Format,
): { readonly state: string; readonly round: string | undefined } => ({
  state: t(`improvement.state.${state}`),
  round: round > 1 ? format.inSentence(t('improvement.round', { n: round })) : undefined,
})
