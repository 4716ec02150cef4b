import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useRecords } from '../record/useRecords'
import { useStatementRows } from '../statement/statementRowsStore'
import { useSession } from '../workspace/sessionStore'
import { evidenceFacts as factsOfEvidence } from '~/lib/isms/evidence/evidenceFacts'
import { requestState } from '~/lib/isms/evidence/requestState'
import { readHeldFiles } from '~/lib/vault/views/heldFiles'
import type { EvidenceFacts } from '~/lib/isms/evidence/usable'

/** Evidence with its review, its files and its seal, and what auditors requested; nothing is stored. */
export const useEvidence = defineStore('evidence', () => {
  const session = useSession()
  const statementRows = useStatementRows()
  const evidence = useRecords('evidence')
  const requests = useRecords('evidenceRequest')
  const submissions = useRecords('evidenceSubmission')
  const files = useLiveQuery(
    () => session.vault && readHeldFiles(session.vault),
    () => session.vault,
  ).value

  const evidenceFacts = computed(() => {
    // Until they are read, files count as present: a register must not flash "missing" while it opens.
    const held = files.value?.of ?? (() => ({ state: 'present' as const }))
    return new Map(
      (evidence.value ?? []).map((row): [string, EvidenceFacts] => [
        row.id,
        factsOfEvidence(row, {
          statements: statementRows.statementsOf.get(row.id) ?? [],
          held,
          today: session.today,
        }),
      ]),
    )
  })
  const factsOf = (id: string): EvidenceFacts =>
    evidenceFacts.value.get(id) ?? { reviewState: 'unreviewed', blobState: 'pending', seal: 'integrityOnly' }
  const requestStates = computed(
    () => new Map((requests.value ?? []).map((row) => [row.id, requestState(row, submissions.value ?? [])])),
  )
  const ready = computed(
    () => statementRows.ready && [evidence, requests, submissions, files].every((rows) => rows.value !== undefined),
  )

  return { evidence, evidenceFacts, factsOf, requests, submissions, requestStates, ready }
})
