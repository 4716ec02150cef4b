import type { Asset } from '~/lib/records/kinds/asset'

export interface AssetNeed {
  readonly c: number | undefined
  readonly i: number | undefined
  readonly a: number | undefined
}

/**
 * RS11: the protection need of an asset: per property, the highest of its own and of all assets it supports,
 * transitively. Cycles are visited once; assets that have not arrived count as nothing (MG14).
 */
export function effectiveNeed(asset: Asset, assets: ReadonlyMap<string, Asset>): AssetNeed {
  const seen = new Set([asset.id])
  const queue = [asset]
  let need: AssetNeed = { c: asset.c, i: asset.i, a: asset.a }
  for (let next = queue.pop(); next; next = queue.pop()) {
    need = { c: highest(need.c, next.c), i: highest(need.i, next.i), a: highest(need.a, next.a) }
    for (const id of next.supports) {
      const supported = assets.get(id)
      if (supported && !seen.has(id)) {
        seen.add(id)
        queue.push(supported)
      }
    }
  }
  return need
}

function highest(x: number | undefined, y: number | undefined): number | undefined {
  if (x === undefined) return y
  return y === undefined || x > y ? x : y
}
