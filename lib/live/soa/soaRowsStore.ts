import { defineStore } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import { useControlFacts } from '../control/controlFactsStore'
import { useEvidence } from '../evidence/evidenceStore'
import { annexA } from '../framework/useCatalogue'
import { useRecords } from '../record/useRecords'
import { useRegisters } from '../record/registersStore'
import { useRisks } from '../risk/risksStore'
import { useSession } from '../workspace/sessionStore'
import { useSettings } from '../workspace/settingsStore'
import { soaIndex, type SoaIndex } from '~/lib/isms/soa/soaIndex'
import { rowsFrom, type SoaRow } from '~/lib/isms/soa/soaRows'

/** The live rows of the Statement of Applicability (SOA1-SOA7); nothing is stored. */
export const useSoaRows = defineStore('soaRows', () => {
  const session = useSession()
  const settings = useSettings()
  const evidenceStore = useEvidence()
  const controlStore = useControlFacts()
  const riskStore = useRisks()
  const registers = useRegisters()
  const entries = useRecords('soaEntry')
  const scopes = useRecords('scope')

  /** What all rows share: a decision about one row does not compute it again. */
  const index: ComputedRef<SoaIndex> = computed(() =>
    soaIndex({
      controls: controlStore.controls ?? [],
      risks: riskStore.risks ?? [],
      evidence: evidenceStore.evidence ?? [],
      evidenceFacts: evidenceStore.factsOf,
      settings: settings.effective,
      today: session.today,
      scope: scopes.value?.[0],
      assets: registers.assets ?? [],
      tests: controlStore.testsSigned,
      suppliers: registers.suppliers ?? [],
      obligations: registers.obligations ?? [],
      actions: riskStore.actions ?? [],
    }),
  )
  let before: { index: SoaIndex; rows: readonly SoaRow[] } | undefined
  const rows: ComputedRef<readonly SoaRow[]> = computed(() => {
    const now = rowsFrom(index.value, annexA(), entries.value ?? [], before)
    before = { index: index.value, rows: now }
    return now
  })
  const ready = computed(() => riskStore.ready && [entries, scopes].every((table) => table.value !== undefined))

  return { rows, index, entries, scopes, ready }
})
