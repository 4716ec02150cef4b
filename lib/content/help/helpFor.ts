import { frameworkOf } from '~/lib/records/derivedIds'
import type { HelpLines } from './helpLines'

/** Loaded on first use, by language and framework; no page includes it up front. */
const loaders: Readonly<Record<string, Readonly<Record<string, () => Promise<HelpLines>>>>> = {
  en: {
    'iso27001-2022': async () => ({ ...(await import('./clauses')).clauseHelp, ...(await import('./annexA')).annexHelp }),
    'soc2-2017r2022': async () => (await import('./soc2')).soc2Help,
  },
  de: {
    'iso27001-2022': async () => ({ ...(await import('./de/clauses')).clauseHelp, ...(await import('./de/annexA')).annexHelp }),
    'soc2-2017r2022': async () => (await import('./de/soc2')).soc2Help,
  },
}

const loaded = new Map<string, Promise<HelpLines>>()

/**
 * What auditors ask for under a requirement: two to four questions or pieces of evidence, in our own words. Empty if
 * there is nothing. Languages without their own texts get the English ones.
 */
export async function helpFor(requirement: string, language = 'en'): Promise<readonly string[]> {
  const framework = frameworkOf(requirement)
  const spoken = loaders[language.slice(0, 2)]?.[framework] ? language.slice(0, 2) : 'en'
  const load = loaders[spoken]?.[framework]
  if (!load) return []
  const key = `${spoken} ${framework}`
  let lines = loaded.get(key)
  if (!lines) loaded.set(key, (lines = load()))
  return (await lines)[requirement.slice(framework.length + 1)] ?? []
}
