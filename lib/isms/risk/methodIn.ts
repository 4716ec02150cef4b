import type { Locale } from '../../shared/locale'
import type { LevelStep, ScaleStep } from '~/lib/records/kinds/riskMethod'
import { defaultMethod } from './defaultMethod'

const german: {
  readonly likelihood: readonly ScaleStep[]
  readonly impact: readonly ScaleStep[]
  readonly levels: readonly LevelStep[]
} = {
  likelihood: [
    { label: 'Selten', meaning: 'Nicht zu erwarten; seltener als einmal in zehn Jahren.' },
    { label: 'Unwahrscheinlich', meaning: 'Könnte einmal in drei bis zehn Jahren geschehen.' },
    { label: 'Möglich', meaning: 'Könnte einmal in ein bis drei Jahren geschehen.' },
    { label: 'Wahrscheinlich', meaning: 'Etwa einmal im Jahr zu erwarten.' },
    { label: 'Fast sicher', meaning: 'Mehrmals im Jahr zu erwarten.' },
  ],
  impact: [
    { label: 'Unbedeutend', meaning: 'Geht in der täglichen Arbeit unter; draußen bemerkt es niemand.' },
    { label: 'Gering', meaning: 'Stunden zusätzlicher Arbeit; ein einzelner Kunde bemerkt es.' },
    { label: 'Spürbar', meaning: 'Ein Tag Störung, oder eine Beschwerde, die schriftlich beantwortet werden muss.' },
    { label: 'Groß', meaning: 'Mehrere Tage Störung, Vertragsbruch oder Meldung an eine Behörde.' },
    { label: 'Schwer', meaning: 'Die Organisation übersteht es vielleicht nicht, oder Menschen kommen zu Schaden.' },
  ],
  levels: [
    { label: 'Niedrig', colour: 'level1' },
    { label: 'Mittel', colour: 'level2' },
    { label: 'Hoch', colour: 'level3' },
    { label: 'Kritisch', colour: 'level4' },
  ],
}

export type DefaultMethod = Omit<typeof defaultMethod, 'likelihood' | 'impact' | 'levels'> & typeof german

/**
 * RS0: the method a workspace starts with, in the language of the person who creates it. From then on its texts are
 * content.
 */
export const methodIn = (locale: Locale): DefaultMethod =>
  locale === 'de' ? { ...defaultMethod, ...german } : defaultMethod
