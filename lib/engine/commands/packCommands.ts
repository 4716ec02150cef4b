/**
 * The engine's part in an evidence pack (isms.md 7.4): it signs the list of members that all seals hang on, and files a
 * written pack as an evidence of source `generated`, with a custody step for each evidence that went out. The pack
 * itself is written by a worker of the page, which only reads.
 */

import { mayWrite } from '~/lib/records/classes'
import { evidence as evidenceKind } from '~/lib/records/kinds/evidence'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { Person } from '~/lib/records/kinds/person'
import type { Settings } from '~/lib/records/kinds/settings'
import { originalFiles } from '~/lib/isms/evidence/integrity'
import { isPackRecord, manifestName } from '~/lib/isms/pack/selection'
import { readManifest } from '~/lib/pack/bag'
import { fingerprintOf } from '~/lib/pack/keys'
import { deviceEntry, membersBytes, type MembersDocument } from '~/lib/pack/members'
import { sha256HexOf } from '~/lib/crypto/digest'
import { fromBase64Url, toBase64Url, toHex, utf8 } from '~/lib/shared/bytes'
import { sha256 } from '~/lib/shared/hash'
import { newRecordId } from '~/lib/shared/ids'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import { kindTable } from '~/lib/vault/store/tables'
import type { CommandInput, CommandOutput } from '../commandMap'
import type { EngineContext, Handlers } from '../commandContext'
import { commitDraft, draftWithFiles, filesAndLinks, statement, writer } from './evidence/evidenceDraft'
import { storeFiles } from './evidence/evidenceFiles'
import { nextRef } from './records/recordCommands'

export const packCommands = {
  'pack.fingerprint': fingerprint,
  'pack.members': signMembers,
  'pack.sign': signManifest,
  'pack.record': record,
} satisfies Partial<Handlers>

const ownFingerprint = (ctx: EngineContext, deviceId: string): string =>
  fingerprintOf(fromBase64Url(ctx.replica.access().devices[deviceId]!.signKey))

/** Fails with `notAdmitted`. */
function fingerprint(ctx: EngineContext): Promise<Result<CommandOutput<'pack.fingerprint'>>> {
  const { actor } = ctx
  if (!actor)
    return Promise.resolve(
      fail('notAdmitted', 'This device is not a member of the workspace now, so its key vouches for nothing.'),
    )
  return Promise.resolve(ok({ fingerprint: ownFingerprint(ctx, actor.deviceId), role: actor.role }))
}

const notAdmitted = () =>
  fail(
    'notAdmitted',
    'This device is not a member of the workspace now, so its signature would vouch for nothing. Ask an owner to let it in.',
  )
const notAllowed = () => fail('notAllowed', 'Your role reads evidence and exports none. Ask a lead for the pack.')

/**
 * Signatures of ECDSA are never twice the same: the one over a list is kept, so that the same state makes the same
 * pack.
 */
const signatureRow = 'packMembers'
interface KeptSignature {
  readonly hash: string
  readonly signature: string
}

/** Fails with `notAdmitted` or `notAllowed`. */
async function signMembers(ctx: EngineContext): Promise<Result<CommandOutput<'pack.members'>>> {
  const { actor } = ctx
  if (!actor) return notAdmitted()
  if (!mayWrite(actor.role, evidenceKind.class)) return notAllowed()
  const document = await membersDocument(ctx, actor)
  const bytes = membersBytes(document)
  const hash = toHex(sha256(bytes))
  const kept = (await ctx.vault.meta.get(signatureRow))?.value as KeptSignature | undefined
  if (kept?.hash === hash) return ok({ document: document as unknown as JsonValue, signature: kept.signature })
  const signature = toBase64Url(await ctx.replica.signer().sign(bytes))
  await ctx.vault.meta.put({ key: signatureRow, value: { hash, signature } satisfies KeptSignature })
  return ok({ document: document as unknown as JsonValue, signature })
}

/**
 * The signature that the whole pack hangs on. A page could ask for any bytes to be signed: only text that reads as a
 * manifest of a payload, with the list of members that this device vouched for last, is. Fails with `notAdmitted`,
 * `notAllowed` or `manifestDiffers`.
 */
async function signManifest(
  ctx: EngineContext,
  { manifest }: CommandInput<'pack.sign'>,
): Promise<Result<CommandOutput<'pack.sign'>>> {
  const { actor } = ctx
  if (!actor) return notAdmitted()
  if (!mayWrite(actor.role, evidenceKind.class)) return notAllowed()
  const kept = (await ctx.vault.meta.get(signatureRow))?.value as KeptSignature | undefined
  const files = readManifest(manifest)
  if (
    !files ||
    ![...files.keys()].every((path) => path.startsWith('data/')) ||
    !kept ||
    files.get('data/access/members.json') !== kept.hash
  ) {
    return fail('manifestDiffers', 'The manifest is not the one of this pack. Write the pack again.')
  }
  return ok({ signature: toBase64Url(await ctx.replica.signer().sign(utf8(manifest))) })
}

/** In the order they came; of one moment by id, as the tables hold them. */
const byComing = (a: { readonly from: string }, b: { readonly from: string }): number =>
  Date.parse(a.from) - Date.parse(b.from)

async function membersDocument(
  ctx: EngineContext,
  actor: NonNullable<EngineContext['actor']>,
): Promise<MembersDocument> {
  const { vault, replica, workspaceId } = ctx
  const access = replica.access()
  const [members, devices, persons, settings, scope] = await Promise.all([
    vault.members.toArray(),
    vault.devices.toArray(),
    kindTable<Person>(vault, 'person').toArray(),
    kindTable<Settings>(vault, 'settings').get('settings_main'),
    replica.readRecord('scope', 'sc_main'),
  ])
  const personOf = new Map(persons.map((row) => [row.id, row]))
  const instant = (ms: number): string => new Date(ms).toISOString()
  const listed = devices
    .flatMap(({ deviceId, memberId, since, until, code, compromisedSince }) => {
      const keys = access.devices[deviceId]
      if (!keys) return []
      const name = settings?.deviceNames[deviceId] ?? (code || 'A')
      return [
        deviceEntry({
          deviceId,
          memberId,
          name,
          from: instant(since),
          until: until === undefined ? undefined : instant(until),
          ...(compromisedSince !== undefined &&
            compromisedSince <= (until ?? Infinity) && { compromisedSince: instant(compromisedSince) }),
          signKey: keys.signKey,
          agreementKey: keys.dhKey,
        }),
      ]
    })
    .sort(byComing)
  return {
    type: 'plumbline/members',
    v: 1,
    workspaceId,
    organisation: scope?.orgName ?? '',
    signedBy: { deviceId: actor.deviceId, fingerprint: ownFingerprint(ctx, actor.deviceId), role: actor.role },
    members: members
      .map(({ memberId, role, personId, since, until }) => {
        const person = personId === undefined ? undefined : personOf.get(personId)
        return {
          memberId,
          role,
          from: instant(since),
          until: until === undefined ? undefined : instant(until),
          name: person?.name ?? settings?.memberNames[memberId] ?? memberId.slice(0, 8),
          person: person && { id: person.id, ref: person.ref, title: person.title },
        }
      })
      .sort(byComing),
    devices: listed,
  }
}

/**
 * Once per draft. Fails with `noDraft`, `notAPack`, `manifestDiffers`, `unknownEvidence`, `notAllowed` or `noKey`;
 * nothing is recorded then.
 */
async function record(
  ctx: EngineContext,
  input: CommandInput<'pack.record'>,
): Promise<Result<CommandOutput<'pack.record'>>> {
  const allowed = writer(ctx)
  if (!allowed.ok) return allowed
  const found = await draftWithFiles(ctx, input.draftId)
  if (!found.ok) return found
  const { draft, files, actor } = found.value
  if (draft.evidenceId !== undefined) return ok({ id: draft.evidenceId, ref: draft.ref ?? '' })
  const manifest = files.find(({ name }) => name === manifestName)
  if (draft.mode !== 'pack' || !manifest)
    return fail('notAPack', 'This draft holds no manifest of a pack. Write the pack again.')
  if ((await sha256HexOf(manifest.bytes)) !== input.manifestHash)
    return fail('manifestDiffers', 'The manifest is not the one of this pack. Write the pack again.')
  const rows = (await kindTable<Evidence>(ctx.vault, 'evidence').bulkGet([...input.evidence])).filter(
    (row) => row !== undefined,
  )
  if (rows.length !== new Set(input.evidence).size || rows.some(isPackRecord))
    return fail('unknownEvidence', 'Some of the evidence is not in this workspace any more. Write the pack again.')

  const stored = await storeFiles(ctx, files)
  if (!stored.ok) return stored
  const id = newRecordId('ev', ctx.random)
  const ref = await nextRef(ctx, 'evidence', id)
  // A pack is custody of what is in it, and named by its manifest: one hash for all of its files.
  const exported = await Promise.all(
    rows.map((row) =>
      statement(ctx, actor, {
        type: 'custody',
        id: row.id,
        profile: 'custody',
        contentHash: row.captureRecord?.sha256 ?? originalsHash(row),
        event: 'exported',
        note: `${ref.shown}, manifest ${input.manifestHash}`,
      }),
    ),
  )
  const filed = await statement(ctx, actor, {
    type: 'custody',
    id,
    profile: 'custody',
    contentHash: input.manifestHash,
    event: 'exported',
  })
  const fields = {
    title: input.title.replace(/\s+/g, ' ').trim().slice(0, 500),
    source: 'generated',
    completeness: 'complete',
    ...filesAndLinks(stored.value, { controls: [], reqs: [] }),
    subjects: [...new Set(input.subjects)],
  }
  return commitDraft(
    ctx,
    { draft, files, stored: stored.value, fields, statements: [filed, ...exported], id, ref },
    { id, ref: ref.shown },
  )
}

/** As at upload: names and hashes of the originals. */
export const originalsHash = (row: Evidence): string =>
  toHex(
    sha256(
      canonicalBytes(
        originalFiles(row).map(([name, file]) => ({
          name,
          mime: file.mime,
          bytes: file.size,
          sha256: file.blob.sha256,
        })),
      ),
    ),
  )
