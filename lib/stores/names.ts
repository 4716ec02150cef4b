import { defineStore } from 'pinia'
import { useDirectory } from '../composables/useRecords'

/** Every record by id, for names in links: shared by all that show references. */
export const useNameStore = defineStore('names', () => ({ byId: useDirectory() }))
