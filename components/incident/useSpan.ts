import { useI18n } from 'vue-i18n'

/** A span of time in words: "40 min", "3 h 5 min", "2 d 4 h". */
export function spanText(ms: number, t: (key: string, named: Record<string, unknown>) => string): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 60) return t('incident.span.m', { n: minutes })
  const [hours, m] = [Math.floor(minutes / 60), minutes % 60]
  if (hours < 24) return m === 0 ? t('incident.span.h', { n: hours }) : t('incident.span.hm', { h: hours, m })
  const [d, h] = [Math.floor(hours / 24), hours % 24]
  return h === 0 || d > 9 ? t('incident.span.d', { n: d }) : t('incident.span.dh', { d, h })
}

/** The same in the language shown. */
export function useSpan(): (ms: number) => string {
  const { t } = useI18n()
  return (ms) => spanText(ms, t)
}
