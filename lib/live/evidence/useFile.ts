import { computed, type ComputedRef } from 'vue'
import { useCommand } from '../engine/useCommand'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useSession } from '../workspace/sessionStore'
import { readFile, type HeldFile } from '~/lib/vault/store/fileBytes'

export { readFile }

/**
 * Reads a file of the open workspace and hashes its bytes. If they differ from the file, or are missing although the
 * row says they are present, the engine checks and marks the file, so that its seal, its reviews and readiness no
 * longer rely on it.
 */
export function useReadFile(): (sha256: string) => Promise<HeldFile | undefined> {
  const session = useSession()
  const run = useCommand()
  return async (sha256) => {
    const { vault, workspaceId } = session
    if (!vault || workspaceId === undefined) return undefined
    const held = await readFile(vault, sha256)
    if (held.type !== 'here' && held.found)
      void run('integrity.look', { sha256 }, { quiet: true, undo: false, workspaceId })
    return held
  }
}

/**
 * A file in the vault, hashed again whenever its row changes. Undefined while it is being read, or if no hash is given.
 */
export function useFile(sha256: () => string | undefined): ComputedRef<HeldFile | undefined> {
  const session = useSession()
  const readHeld = useReadFile()
  const read = useLiveQuery(async () => {
    const wanted = sha256()
    const file = wanted === undefined ? undefined : await readHeld(wanted)
    return file && wanted !== undefined ? { sha256: wanted, file } : undefined
  }, [() => session.vault, sha256]).value
  return computed(() => (read.value?.sha256 === sha256() ? read.value?.file : undefined))
}
