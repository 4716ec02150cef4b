import { computed, shallowRef, watch, type ComputedRef, type ShallowRef, type WritableComputedRef } from 'vue'
import type { TabFacts } from '~/lib/engine/commandMap'
import { emptyStated, formChanges, fromPage, siteOf, statedForm, type SaidOfSite, type StatedForm } from './captureForm'

export interface Stated {
  readonly form: WritableComputedRef<StatedForm>
  /** Fields prefilled by the page that nobody has touched. */
  readonly prefilled: ComputedRef<ReadonlySet<keyof StatedForm>>
  /** A capture that another surface began: the form shows what that one states, until it ends. */
  readonly held: ShallowRef<StatedForm | undefined>
}

/** Without access to the tab its address is unknown: words are kept for the tab until it is. */
const placeOf = (tab: TabFacts | null | undefined): string => (tab ? siteOf(tab.url) || `tab ${tab.tabId}` : '')

/**
 * "Signed in as" and "Environment" belong to a site, the period to the work at hand: who moves to another site never
 * states the account of the one before.
 */
export function useStated(
  tab: Readonly<ShallowRef<TabFacts | null | undefined>>,
  onEdit: (changes: Partial<StatedForm>) => void,
): Stated {
  const said = shallowRef<ReadonlyMap<string, SaidOfSite>>(new Map())
  const covers = shallowRef({ coversFrom: emptyStated.coversFrom, coversTo: emptyStated.coversTo })
  const held = shallowRef<StatedForm>()
  const here = computed<SaidOfSite>(() => said.value.get(placeOf(tab.value)) ?? {})
  const own = computed(() => statedForm(here.value, tab.value?.hints, covers.value))

  watch(
    tab,
    (now, before) => {
      const kept = said.value.get(placeOf(before))
      // The tab was granted meanwhile: what was written for it goes along.
      if (kept && now && before && now.tabId === before.tabId && before.url === '' && now.url !== '')
        said.value = new Map([...said.value, [placeOf(now), { ...said.value.get(placeOf(now)), ...kept }]])
    },
    { flush: 'sync' },
  )

  return {
    held,
    prefilled: computed(() => (held.value ? new Set() : fromPage(here.value, tab.value?.hints))),
    form: computed({
      get: () => held.value ?? own.value,
      set(next) {
        const { account, environment, ...period } = formChanges(held.value ?? own.value, next)
        if (held.value) held.value = next
        else {
          const words = { ...(account !== undefined && { account }), ...(environment !== undefined && { environment }) }
          said.value = new Map([...said.value, [placeOf(tab.value), { ...here.value, ...words }]])
          covers.value = { ...covers.value, ...period }
        }
        onEdit({
          ...(account !== undefined && { account }),
          ...(environment !== undefined && { environment }),
          ...period,
        })
      },
    }),
  }
}
