/** The warnings shown before a workspace is removed from this device, as message keys with their parameters. Pure. */

import type { FilesOut } from '~/lib/live/workspace/useFilesOut'
import type { SyncStatus } from '~/lib/vault/store/tables'

export interface EraseLine {
  readonly key: 'demo' | 'alone' | 'remains' | 'waiting' | 'files'
  readonly n: number
}

/** Files count apart: a relay may have taken every change and not a file. Without a relay everything is lost anyway. */
export function eraseLines({
  demo,
  status,
  waiting,
  files,
}: {
  readonly demo: boolean
  readonly status: SyncStatus | undefined
  readonly waiting: number
  readonly files: FilesOut
}): readonly EraseLine[] {
  if (demo) return [{ key: 'demo', n: 0 }]
  const alone = (status?.state ?? 'none') === 'none'
  return [
    { key: alone ? 'alone' : 'remains', n: 0 },
    ...(waiting > 0 ? [{ key: 'waiting', n: waiting } as const] : []),
    ...(!alone && files.waiting > 0 ? [{ key: 'files', n: files.waiting } as const] : []),
  ]
}
