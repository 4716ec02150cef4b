import { computed, type ComputedRef } from 'vue'
import { useLiveQuery } from './useLiveQuery'
import { useSession } from '../stores/session'
import { readFile, type HeldFile } from '../vault/fileBytes'

export { readFile }

/** A file in the vault, hashed again whenever its row changes. Undefined while it is being read, or if no hash is given. */
export function useFile(sha256: () => string | undefined): ComputedRef<HeldFile | undefined> {
  const session = useSession()
  const read = useLiveQuery(async () => {
    const [{ vault }, wanted] = [session, sha256()]
    return vault && wanted !== undefined ? { sha256: wanted, file: await readFile(vault, wanted) } : undefined
  }, [() => session.vault, sha256]).value
  return computed(() => (read.value?.sha256 === sha256() ? read.value?.file : undefined))
}
