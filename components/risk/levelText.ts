import { isLevel, type Stage } from '~/lib/isms/risk/level'

type Levels = readonly { readonly label: string }[]
type Translate = (key: string) => string

/** The word of a level as the method has it. */
export const levelLabel = ({ level }: Stage, levels: Levels, t: Translate): string =>
  isLevel(level)
    ? (levels[level - 1]?.label ?? String(level))
    : t(level === 'offScale' ? 'risk.offScale' : 'risk.unset')

/** "High 3×4": level and score in one line; undefined for what was never scored. */
export const levelText = (stage: Stage, levels: Levels, t: Translate): string | undefined =>
  stage.level === 'unset' ? undefined : `${levelLabel(stage, levels, t)} ${stage.l ?? '–'}×${stage.i ?? '–'}`
