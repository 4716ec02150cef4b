/** What a capture is linked to and what the person states about it, on its way to the command. Pure. */

import { kindOfId } from '~/lib/records/registry'
import type { TabFacts } from '~/lib/engine/commandMap'
import type { CommandMap } from '~/lib/engine/commandMap'

export interface LinkChoice {
  readonly id: string
  readonly kind: string
  readonly ref: string
  readonly title: string
  readonly why: 'address' | 'lastCapture' | 'request' | 'fromControl' | 'chosen'
  readonly checked: boolean
}

export interface StatedForm {
  readonly account: string
  readonly environment: string
  readonly coversFrom: string
  readonly coversTo: string
}

export const emptyStated: StatedForm = { account: '', environment: '', coversFrom: '', coversTo: '' }

/**
 * Suggested links and those added by hand, each once. What the person ticked or unticked stays as it is when the page
 * or the suggestions change.
 */
export function linkChoices(
  suggested: TabFacts['suggested'],
  added: readonly Omit<LinkChoice, 'checked' | 'why'>[],
  ticks: ReadonlyMap<string, boolean>,
): readonly LinkChoice[] {
  const byHand = new Set(added.map((link) => link.id))
  return [
    ...suggested.map(({ id, kind, ref, title, why, preselected }) => ({
      id,
      kind,
      ref,
      title,
      why,
      checked: ticks.get(id) ?? (preselected || byHand.has(id)),
    })),
    ...added
      .filter((link) => !suggested.some((one) => one.id === link.id))
      .map((link) => ({ ...link, why: 'chosen' as const, checked: ticks.get(link.id) ?? true })),
  ]
}

export interface SplitLinks {
  readonly controls: readonly string[]
  readonly reqs: readonly string[]
  readonly request?: string
}

/** Ticked links by the field they go to. One capture answers one request: the last one ticked. */
export function splitLinks(choices: readonly Pick<LinkChoice, 'id' | 'checked'>[]): SplitLinks {
  const ids = choices.filter((choice) => choice.checked).map((choice) => choice.id)
  const request = ids.findLast((id) => kindOfId(id) === 'evidenceRequest')
  return {
    controls: ids.filter((id) => kindOfId(id) === 'control'),
    reqs: ids.filter((id) => id.includes(':')),
    ...(request !== undefined && { request }),
  }
}

export type Stated = NonNullable<CommandMap['evidence.seal']['input']['stated']>

/** What was stated, without what was left empty. */
export const givenFacts = (form: StatedForm): Stated =>
  Object.fromEntries(Object.entries(form).flatMap(([key, value]) => (value.trim() === '' ? [] : [[key, value.trim()]])))

/** The same; undefined when nothing was. */
export function statedFacts(form: StatedForm): Stated | undefined {
  const given = givenFacts(form)
  return Object.keys(given).length > 0 ? given : undefined
}

/** What a person wrote about a site. A field that was cleared is '', one that was never touched is absent. */
export type SaidOfSite = Partial<Pick<StatedForm, 'account' | 'environment'>>

/** The form for a page: the person's own words, else what the page suggests. What was cleared stays empty. */
export const statedForm = (
  said: SaidOfSite,
  hints: TabFacts['hints'],
  covers: Pick<StatedForm, 'coversFrom' | 'coversTo'>,
): StatedForm => ({
  account: said.account ?? hints?.account ?? '',
  environment: said.environment ?? hints?.environment ?? '',
  ...covers,
})

/** The fields in which two forms differ, with the later's values. */
export const formChanges = (shown: StatedForm, next: StatedForm): Partial<StatedForm> =>
  Object.fromEntries(Object.entries(next).filter(([key, value]) => shown[key as keyof StatedForm] !== value))

/** Which fields hold a suggestion of the page that nobody has touched. */
export const fromPage = (said: SaidOfSite, hints: TabFacts['hints']): ReadonlySet<keyof StatedForm> =>
  new Set(
    (['account', 'environment'] as const).filter((field) => said[field] === undefined && hints?.[field] !== undefined),
  )

/** Why a period can't be sealed as it stands. */
export const periodReversed = ({ coversFrom, coversTo }: StatedForm): boolean =>
  coversFrom !== '' && coversTo !== '' && coversFrom > coversTo

/** Host and path without the scheme, as the page line shows it. */
export const shownAddress = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '')

export const siteOf = (url: string): string => {
  try {
    return new URL(url).host
  } catch {
    return ''
  }
}

/** The letter and hue that stand for a page: no icon is fetched for it. */
export function pageMark(url: string, title: string): { readonly letter: string; readonly hue: number } {
  const site = siteOf(url) || title
  let hash = 0x811c9dc5
  for (const char of site) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193)
  const word = site.split('.').find((part) => !['www', 'console', 'app', 'admin', 'portal'].includes(part)) ?? site
  return { letter: (word.match(/[\p{L}\p{N}]/u)?.[0] ?? '?').toUpperCase(), hue: (hash >>> 0) % 360 }
}
