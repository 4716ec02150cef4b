import { useI18n } from 'vue-i18n'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { signerNotes, signerWithNotes, type NoteWords } from '~/lib/isms/statement/signerNotes'
import { useSession } from '../workspace/sessionStore'
import { useDates } from '../ui/useDates'

type Signed = Pick<StatementFact, 'personId' | 'memberId' | 'readmitted' | 'doubtfulSince'>

export interface Signer {
  /** The person, or the member if it was not bound to one. */
  readonly name: (statement: Signed) => string
  /** Remarks that belong next to the signer's name (ST12, ST16). */
  readonly notes: (statement: Signed) => readonly string[]
  /** Name and remarks together, for places without a separate line for remarks. */
  readonly words: (statement: Signed) => string
}

/** Signer names for screens. */
export function useSigner(): Signer {
  const { t } = useI18n()
  return signerOf((key, values) => t(key, values ?? {}), useDates())
}

/** The same with an injected translation. */
export function signerOf(t: NoteWords['t'], dates: Pick<ReturnType<typeof useDates>, 'day'>): Signer {
  const session = useSession()
  const name = (statement: Signed): string =>
    session.nameOfPerson(statement.personId) ?? session.memberName(statement.memberId)
  const notes = (statement: Signed): readonly string[] =>
    signerNotes(statement, { t, day: (ms) => dates.day(ms), nameOfMember: session.memberName })
  return { name, notes, words: (statement) => signerWithNotes(name(statement), notes(statement)) }
}
