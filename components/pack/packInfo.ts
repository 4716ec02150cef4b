/** What is kept of an export beside its manifest: `pack.json` of its record. Fields are only ever added. */

import type { PackSelection } from '~/lib/isms/pack/selection'
import type { PackSummary } from '~/lib/pack/writePack'
import { isJsonObject } from '~/lib/shared/json'

export const infoName = 'pack.json'

export interface PackInfo {
  readonly v: 1
  readonly description: string
  readonly selection: PackSelection
  readonly manifestHash: string
  /** Of the ZIP. */
  readonly zipBytes: number
  readonly summary: PackSummary
}

export const packInfoText = (info: PackInfo): string => `${JSON.stringify(info, null, 2)}\n`

/** Undefined for bytes that another version wrote and this one can't read. */
export function parsePackInfo(text: string | undefined): PackInfo | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (
      !isJsonObject(value) ||
      value['v'] !== 1 ||
      typeof value['description'] !== 'string' ||
      typeof value['manifestHash'] !== 'string' ||
      !isJsonObject(value['summary']) ||
      !Array.isArray(value['summary']['leftOut'])
    )
      return undefined
    return value as unknown as PackInfo
  } catch {
    return undefined
  }
}
