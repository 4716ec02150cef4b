/**
 * `access/members.json`: who held which key, in which role, from when to when. Signed by the device that exports, so
 * that all seals of a pack hang on one fingerprint that two people can compare. Names are chosen so that in the
 * canonical text `"deviceId":"…","fingerprint":"…"` stand side by side: a line of shell looks for that.
 */

import { fromBase64Url, utf8ToString, type Bytes } from '../shared/bytes'
import { deviceIdOf } from '../shared/deviceId'
import { canonicalBytes, canonicalJson, isJsonObject } from '../shared/json'
import { fingerprintOf } from './keys'

export interface MemberEntry {
  readonly memberId: string
  readonly name: string
  readonly person?: { readonly id: string; readonly ref: string; readonly title?: string | undefined } | undefined
  readonly role: string
  readonly from: string
  readonly until?: string | undefined
}

export interface DeviceEntry {
  /**
   * Instant from which somebody else may have used it, an owner says (ST16). Named so that it stands before the two
   * that a line of shell looks for.
   */
  readonly compromisedSince?: string | undefined
  readonly deviceId: string
  /** Hexadecimal SHA-256 of the raw point. */
  readonly fingerprint: string
  readonly from: string
  readonly until?: string | undefined
  readonly memberId: string
  readonly name: string
  /**
   * Raw points, base64url. The id of a device is the hash of both (`deviceIdOf`), so nobody can give a device other
   * keys.
   */
  readonly agreementKey: string
  readonly signKey: string
}

export interface MembersDocument {
  readonly type: 'plumbline/members'
  readonly v: 1
  readonly workspaceId: string
  readonly organisation: string
  readonly signedBy: { readonly deviceId: string; readonly fingerprint: string; readonly role: string }
  readonly members: readonly MemberEntry[]
  readonly devices: readonly DeviceEntry[]
}

export const membersBytes = (document: MembersDocument): Bytes => canonicalBytes(document)

/** A device with its fingerprint worked out from its key. */
export const deviceEntry = (device: Omit<DeviceEntry, 'fingerprint'>): DeviceEntry => ({
  ...device,
  fingerprint: fingerprintOf(fromBase64Url(device.signKey)),
})

/**
 * Reads what a pack brings; undefined for bytes that are no canonical list, or whose fingerprints are not those of its
 * keys.
 */
export function parseMembers(bytes: Uint8Array): MembersDocument | undefined {
  try {
    const text = utf8ToString(bytes)
    const value: unknown = JSON.parse(text)
    if (
      !isJsonObject(value) ||
      value['type'] !== 'plumbline/members' ||
      value['v'] !== 1 ||
      canonicalJson(value) !== text
    )
      return undefined
    const { signedBy, devices, members } = value
    if (
      typeof value['workspaceId'] !== 'string' ||
      typeof value['organisation'] !== 'string' ||
      !Array.isArray(devices) ||
      !Array.isArray(members)
    )
      return undefined
    const words = (one: unknown, names: readonly string[]): boolean =>
      isJsonObject(one) && names.every((name) => typeof one[name] === 'string')
    const fits =
      words(signedBy, ['deviceId', 'fingerprint', 'role']) &&
      members.every((member) => words(member, ['memberId', 'name', 'role', 'from'])) &&
      devices.every((device) =>
        words(device, ['deviceId', 'agreementKey', 'fingerprint', 'from', 'memberId', 'name', 'signKey']),
      )
    if (!fits) return undefined
    const document = value as unknown as MembersDocument
    const honest = document.devices.every(
      ({ deviceId, agreementKey, signKey, fingerprint }) =>
        fingerprintOf(fromBase64Url(signKey)) === fingerprint &&
        deviceIdOf(fromBase64Url(signKey), fromBase64Url(agreementKey)) === deviceId,
    )
    const ids = new Set(document.devices.map(({ deviceId }) => deviceId))
    const signer = document.devices.find(({ deviceId }) => deviceId === document.signedBy.deviceId)
    return honest && ids.size === document.devices.length && signer?.fingerprint === document.signedBy.fingerprint
      ? document
      : undefined
  } catch {
    return undefined
  }
}
