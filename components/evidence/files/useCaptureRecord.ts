import { computed, type ComputedRef } from 'vue'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { useLiveQuery } from '~/lib/live/engine/useLiveQuery'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { parseCaptureRecord, type CaptureRecord } from './readCaptureRecord'
import { useReadFile } from '~/lib/live/evidence/useFile'

/** The sealed record of a capture, once its bytes are on this device. */
export function useCaptureRecord(row: () => Evidence | undefined): ComputedRef<CaptureRecord | undefined> {
  const session = useSession()
  const readHeld = useReadFile()
  const read = useLiveQuery(async () => {
    const { vault } = session
    const sha256 = row()?.captureRecord?.sha256
    if (!vault || sha256 === undefined) return undefined
    const held = await readHeld(sha256)
    return held?.type === 'here' ? { sha256, record: parseCaptureRecord(await held.bytes.text()) } : undefined
  }, [() => session.vault, () => row()?.captureRecord?.sha256]).value
  return computed(() => (read.value?.sha256 === row()?.captureRecord?.sha256 ? read.value?.record : undefined))
}
