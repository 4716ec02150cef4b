import { fieldValues } from '~/lib/records/fieldValues'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useNames } from '../record/useNames'
import type { StatementType } from '~/lib/records/defineRecord'
import type { AnyRecord } from '~/lib/records/registry'
import { judgeAuthority, type Maker } from '~/lib/isms/statement/authority'
import { indexedLookup, type RecordLookup } from '~/lib/isms/statement/composites'
import { restsOnDoubt } from '~/lib/isms/statement/doubt'
import { mayOverrideBlanks } from '~/lib/isms/statement/neededFacts'
import { authorityFacts } from '~/lib/isms/statement/signer'
import { decidedProfile, standingOf, type Standing } from '~/lib/isms/statement/statementStanding'
import { fail, type Result } from '~/lib/shared/result'
import { isJsonObject } from '~/lib/shared/json'
import type { StatementRow } from '~/lib/vault/store/tables'
import { useStatementRows } from './statementRowsStore'
import { useSession } from '../workspace/sessionStore'

const none: readonly StatementRow[] = []

/** Statements and what they say about the records of this workspace, live (ST4, ST7, ST8, ST12). Nothing is stored. */
export const useStatements = defineStore('statements', () => {
  const statementRows = useStatementRows()
  const session = useSession()
  const names = useNames()

  const statementsOf = (recordId: string): readonly StatementRow[] => statementRows.statementsOf.get(recordId) ?? none
  const roles = computed(() => (statementRows.statements ?? []).filter((row) => row.subjectKind === 'roleAssignment'))

  /** Reverse references by kind and field; each list is built on first use and again when records change. */
  const lookup = computed((): RecordLookup => {
    const byId = names.value
    const found = indexedLookup(
      (kind) => [...byId.values()].filter((row) => row.kind === kind),
      (id) => byId.get(id),
    )
    return { ...found, get: (kind, id) => (kind === 'settings' ? session.settings : found.get(kind, id)) }
  })

  /** Hashing is the expensive part: cached per row and profile until a record or a statement changes. */
  const kept = computed(() => {
    void statementRows.statements
    void lookup.value
    void session.today
    return new WeakMap<AnyRecord, Map<string, Standing>>()
  })

  /** The standing of a record, by default under the profile that decides its kind. Undefined if the kind has none. */
  function standing(row: AnyRecord, profile = decidedProfile(row.kind)?.profile): Standing | undefined {
    if (profile === undefined) return undefined
    const cache = kept.value
    const known = cache.get(row)?.get(profile)
    if (known) return known
    const made = standingOf(row, profile, statementsOf(row.id), lookup.value, session.today)
    const own = cache.get(row) ?? new Map<string, Standing>()
    cache.set(row, own.set(profile, made))
    return made
  }

  /** ST16: whether a decision on a record relies on a device that somebody else may have used. */
  const isDoubtful = (row: AnyRecord): boolean =>
    restsOnDoubt(row, { statements: statementsOf(row.id), lookup: lookup.value, today: session.today })

  /**
   * Whether the person on this device may make a statement of `type` about the record, using the same rule that judges
   * it later. Fails with a message that names who may. `validUntil` matters for acceptances (TR4).
   */
  function maySign(row: AnyRecord, type: StatementType, profile: string, validUntil?: string): Result<void> {
    const facts = factsOf(row, type, profile, validUntil)
    return facts
      ? judgeAuthority(type, facts.signer, facts.subject)
      : fail('notAllowed', 'This device is not (or no longer) a member of the workspace. Ask an owner.')
  }

  /** ST15: whether the person on this device may approve a record with required fields blank, giving a reason. */
  const mayLeaveOpen = (row: AnyRecord, profile: string): boolean =>
    ((facts) => facts !== undefined && mayOverrideBlanks(facts.signer))(factsOf(row, 'approve', profile))

  function factsOf(
    row: AnyRecord,
    type: StatementType,
    profile: string,
    validUntil?: string,
  ): ReturnType<typeof authorityFacts> | undefined {
    const { ownMember } = session
    if (!ownMember?.active) return undefined
    const found = standing(row, profile)
    const fields = {
      ...fieldValues(row),
      ...(isJsonObject(found?.content['fields']) ? found.content['fields'] : {}),
    }
    const composite = isJsonObject(found?.content['records']) ? found.content['records'] : {}
    return authorityFacts(
      {
        role: session.role,
        memberId: ownMember.memberId,
        personId: session.personId,
        ...((found) => ({ dependsOn: found?.parties, isOnWord: (found?.onWordOf.length ?? 0) > 0 }))(
          session.onWord.now(ownMember.memberId),
        ),
      },
      {
        type,
        kind: row.kind,
        id: row.id,
        profile,
        fields,
        composite,
        validUntil: validUntil ?? (type === 'accept' ? session.today : undefined),
        makers: makersNamed(row),
        time: session.nowMs,
      },
      roles.value,
      lookup.value.get,
    )
  }

  /**
   * The makers according to the record and its seals, for deciding whether to offer the button; the command asks the
   * log (makers.ts).
   */
  const makersNamed = (row: AnyRecord): readonly Maker[] => [
    { memberId: row.createdBy, personIds: [row.createdBy] },
    ...statementsOf(row.id)
      .filter(({ type }) => type === 'captureSeal')
      .map(({ memberId, personId }) => ({ memberId, personIds: personId === undefined ? [] : [personId] })),
  ]

  return { statementsOf, lookup, standing, isDoubtful, maySign, mayLeaveOpen, roles }
})
