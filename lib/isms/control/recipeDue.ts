import type { EffectiveSettings } from '../workspace/effectiveSettings'
import { freshness } from '../evidence/freshness'
import type { CaptureRecipe } from '~/lib/records/kinds/captureRecipe'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'

export interface RecipeDue {
  readonly state: 'never' | 'due' | 'soon' | 'later'
  /** The last capture made with this recipe. */
  readonly last: Evidence | undefined
  /** Day on which that evidence stops being fresh: the next capture is due before it. */
  readonly due: string | undefined
}

/**
 * The newest evidence of each recipe: evidence that names the recipe, or was captured at exactly its URL without naming
 * another.
 */
export function latestByRecipe(
  recipes: readonly Pick<CaptureRecipe, 'id' | 'url'>[],
  evidence: readonly Evidence[],
): ReadonlyMap<string, Evidence> {
  const idsByUrl = new Map<string, string[]>()
  for (const { id, url } of recipes) if (url !== undefined) idsByUrl.set(url, [...(idsByUrl.get(url) ?? []), id])
  const latest = new Map<string, Evidence>()
  for (const row of evidence) {
    if (row.archivedOn !== undefined) continue
    for (const id of row.recipe === undefined ? (idsByUrl.get(row.url ?? '') ?? []) : [row.recipe]) {
      const known = latest.get(id)
      if (!known || takenAt(row) > takenAt(known)) latest.set(id, row)
    }
  }
  return latest
}

const takenAt = ({ capturedAt, createdAt }: Evidence): string => capturedAt ?? createdAt

/** When a recipe is due again: when its last evidence expires under the strictest of its controls (EV3, EV4). */
export function recipeDue(
  recipe: Pick<CaptureRecipe, 'controls'>,
  last: Evidence | undefined,
  {
    controlOf,
    settings,
    today,
  }: {
    readonly controlOf: (id: string) => Control | undefined
    readonly settings: Pick<EffectiveSettings, 'timeZone' | 'evidenceMaxAge' | 'evidenceWarnDays'>
    readonly today: string
  },
): RecipeDue {
  if (!last) return { state: 'never', last, due: undefined }
  const controls = recipe.controls.map(controlOf).filter((control) => control !== undefined)
  const ends = (controls.length > 0 ? controls : [undefined]).map((control) =>
    freshness(last, settings, { today, control }),
  )
  const first = ends.reduce((a, b) => (b.end < a.end ? b : a))
  return {
    state: first.state === 'expired' ? 'due' : first.state === 'expiring' ? 'soon' : 'later',
    last,
    due: first.end,
  }
}
