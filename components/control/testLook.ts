import type { StateName } from '../glyph/states'
import type { ControlTest } from '~/lib/records/kinds/controlTest'
import type { ApprovalState } from '~/lib/isms/statement/approvalState'

const ofResult = { effective: 'verified', partlyEffective: 'partial', ineffective: 'ineffective' } as const

/** A test speaks by its result once it is signed; before that it is a draft whatever it says. */
export const testGlyph = (test: Pick<ControlTest, 'result'>, signature: ApprovalState): StateName =>
  signature === 'current'
    ? test.result === undefined
      ? 'notVerified'
      : ofResult[test.result]
    : signature === 'stale'
      ? 'warning'
      : signature === 'void' || signature === 'revoked' || signature === 'rejected'
        ? 'noControl'
        : 'planned'

/** Message that says where its signature stands. */
export const signatureKey = (signature: ApprovalState): string =>
  `control.test.${signature === 'none' ? 'draft' : signature === 'current' ? 'signed' : signature}`
