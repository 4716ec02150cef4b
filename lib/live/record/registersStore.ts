import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useRecords } from './useRecords'

/** Registers that the rules of several areas read. */
export const useRegisters = defineStore('registers', () => {
  const assets = useRecords('asset')
  const suppliers = useRecords('supplier')
  const documents = useRecords('document')
  const obligations = useRecords('obligation')
  const comments = useRecords('comment')
  /** Comments decide nothing, so no verdict waits for them. */
  const ready = computed(() => [assets, suppliers, documents, obligations].every((rows) => rows.value !== undefined))
  return { assets, suppliers, documents, obligations, comments, ready }
})
