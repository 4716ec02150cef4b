/**
 * Whether a statement entry counts (trust rule "what counts"): its body names the workspace, device and member of the
 * entry that carries it, the inner signature holds without the workspace key, and the log does not hold the statement
 * already. One that does not count makes no row and replaces none; it is listed with the other entries that do not
 * count. Whether its author had the authority is another question, asked of those that count (statementRows.ts, ST6).
 */

import { memberOfDevice, type AccessState } from '~/lib/protocol/access/accessState'
import { statementBytes, type StatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import type { Verifier } from '~/lib/crypto/verifier'
import type { StatementBody } from '~/lib/isms/statement/body'
import { fromBase64Url } from '~/lib/shared/bytes'
import { fail, ok, type Result } from '~/lib/shared/result'
import { statementId } from './statementRows'

export interface StatementCarrier {
  readonly workspaceId: string
  /** Of the entry. */
  readonly deviceId: string
  /** Just before the entry. */
  readonly access: AccessState
  readonly verifier: Verifier
  /** Whether an earlier entry that counts holds the statement of this id. */
  readonly isCounted: (id: string) => boolean | Promise<boolean>
}

/** Fails with `foreignStatement`, `badInnerSignature` or `repeatedStatement`. */
export async function checkStatement(
  plaintext: Pick<StatementPlaintext, 'body' | 'innerSignature'>,
  body: StatementBody,
  carrier: StatementCarrier,
): Promise<Result<void>> {
  const { workspaceId, deviceId, access, verifier, isCounted } = carrier
  const device = access.devices[deviceId]
  const member = memberOfDevice(access, deviceId)
  if (
    !device ||
    !member ||
    body.workspaceId !== workspaceId ||
    body.deviceId !== deviceId ||
    body.memberId !== member.memberId
  ) {
    return fail(
      'foreignStatement',
      'The statement names another device, member or workspace than the one that sent it. It does not count.',
    )
  }
  const { innerSignature: signature } = plaintext
  if (
    !(await verifier.verifyAll([
      { publicKey: fromBase64Url(device.signKey), message: statementBytes(plaintext.body), signature },
    ]))
  ) {
    return fail(
      'badInnerSignature',
      'The signature inside the statement is not that of the device that sent it. It does not count.',
    )
  }
  if (await isCounted(statementId(plaintext.body))) {
    return fail(
      'repeatedStatement',
      'The log holds this statement already, at an earlier position. Sent a second time it does not count.',
    )
  }
  return ok()
}
