/**
 * Founding a workspace on this device, with no relay and no account: keys, the first entry, the recovery kit, and the
 * first records, which are ordinary commands from then on.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import type { ShownKit } from '~/lib/engine/commandMap'
import { generateDeviceKeys } from '~/lib/crypto/deviceKeys'
import { confirmPositions, createRecoveryKit } from '~/lib/crypto/recoveryKit'
import { dateInZone } from '~/lib/shared/dates'
import { methodIn } from '~/lib/isms/risk/methodIn'
import type { JsonValue } from '~/lib/shared/json'
import type { Locale } from '~/lib/shared/locale'
import { fail, ok, type Result } from '~/lib/shared/result'
import { foundWorkspace } from '~/lib/sync/joining/founding'
import { createReplica } from '~/lib/vault/replica/createReplica'
import { replicaKeysOf, writeDeviceKeys } from '~/lib/vault/store/deviceKeyStore'
import type { WorkspaceRow } from '~/lib/vault/store/deviceDb'
import type { CommandName, CommandInput, CommandOutput, HostCommandMap } from '../commandMap'
import type { BrowserFacts } from '../commandContext'
import type { Engine } from '../createEngine'
import type { HostParts } from './host'

export interface FoundingOptions {
  /** The demo is a workspace like any other, marked and with a clock of its own. */
  readonly demo?: boolean
  readonly clockOffset?: number
}

/** What a founding is known by before anything of it is written. */
interface FoundedIds {
  readonly workspaceId: string
  readonly memberId: string
  readonly deviceId: string
}

/**
 * Fails with `nameMissing`, and with what writing to the disk fails with; then nothing of it is left. The same command
 * id again, after the worker died, goes on with the workspace that was begun: one founding, one workspace.
 */
export async function createWorkspace(
  host: HostParts,
  input: HostCommandMap['workspace.create']['input'],
  { commandId, ...options }: FoundingOptions & { readonly commandId?: string } = {},
): Promise<Result<{ readonly workspaceId: string; readonly kit?: ShownKit }>> {
  if (input.name.trim() === '')
    return fail('nameMissing', 'Name the organisation. The name is sealed; no relay reads it.', { field: 'name' })
  if (input.personName.trim() === '')
    return fail('nameMissing', 'Say who you are, as others will see it.', { field: 'personName' })
  const clock = { now: () => host.clock.now() + (options.clockOffset ?? 0) }
  const note = foundingNote(host, commandId)
  const begun = await note.read()
  // From here on it is somebody's workspace, and no failure of a repeated founding may touch it.
  if (begun?.answered) return ok({ workspaceId: begun.workspaceId })
  let ids: FoundedIds | undefined = begun
  // In memory only. A founding that is gone on with after the worker died has none: its owner makes a new kit.
  let kit: ShownKit | undefined
  try {
    // Its row comes after its vault: without one, what is there may be half a vault, which nobody has seen.
    if (ids && !(await host.deviceDb.workspaces.get(ids.workspaceId))) {
      await host.erase(ids.workspaceId)
      ids = undefined
    }
    if (!ids) {
      const founded = await writeFounding(host, clock, async (drawn) => {
        ids = drawn
        await note.write(drawn)
      })
      if (!founded.ok) {
        await host.erase(ids!.workspaceId)
        return founded
      }
      ids = founded.value.ids
      kit = founded.value.kit
      await host.deviceDb.workspaces.put(workspaceRow(host, ids.workspaceId, { name: input.name.trim(), ...options }))
    }
    const engine = await host.engine(ids.workspaceId)
    const written = engine.ok
      ? await writeFirstRecords(engine.value, { ...input, ...ids, now: clock.now(), browser: host.browser })
      : engine
    if (written.ok) await note.write({ ...ids, answered: true })
    else await host.erase(ids.workspaceId)
    return written.ok ? ok({ workspaceId: ids.workspaceId, kit }) : written
  } catch (error) {
    // What went wrong first is what the person has to know.
    if (ids) await host.erase(ids.workspaceId).catch(() => undefined)
    throw error
  }
}

type FoundingNote = FoundedIds & { readonly answered?: boolean }

/**
 * Which workspace a command began to found, in this device's preferences: the vault itself can't say whether it is
 * whole.
 */
function foundingNote(
  { deviceDb }: Pick<HostParts, 'deviceDb'>,
  commandId: string | undefined,
): { read(): Promise<FoundingNote | undefined>; write(note: FoundingNote): Promise<void> } {
  const key = `founding/${commandId}`
  return {
    read: async () =>
      commandId === undefined ? undefined : ((await deviceDb.preferences.get(key))?.value as FoundingNote | undefined),
    async write(note) {
      if (commandId !== undefined) await deviceDb.preferences.put({ key, value: { ...note } })
    },
  }
}

/**
 * Keys, first entry and recovery kit in a fresh vault, its log begun; the caller adds the row and the first records.
 * `begin` is told, and may note, which workspace it will be before anything is written. The words of the kit are in the
 * answer alone. Fails with what writing to the disk fails with.
 */
export async function writeFounding(
  host: HostParts,
  clock: { now(): number },
  begin: (ids: FoundedIds) => Promise<void>,
): Promise<Result<{ readonly ids: FoundedIds; readonly kit: ShownKit }>> {
  const { random } = host
  const keys = await generateDeviceKeys()
  const kit = await createRecoveryKit(random)
  const { workspaceId, memberId, genesis } = await foundWorkspace(keys, kit.sealed, { random, clock })
  const ids = { workspaceId, memberId, deviceId: keys.deviceId }
  await begin(ids)
  const vault = await host.openVault(workspaceId)
  await writeDeviceKeys(vault, keys)
  const replica = await createReplica({
    workspaceId,
    vault,
    keys: replicaKeysOf(keys, vault),
    random,
    now: () => clock.now(),
  })
  const taken = await replica.ingest([genesis], 'device')
  await replica.close()
  return taken.ok ? ok({ ids, kit: { words: kit.words, confirmPositions: confirmPositions(random) } }) : taken
}

/** A row of the workspace list; the hue is drawn, so that two workspaces are told apart at a glance. */
export const workspaceRow = (
  host: Pick<HostParts, 'random' | 'clock'>,
  id: string,
  facts: Pick<WorkspaceRow, 'name'> & Partial<WorkspaceRow>,
): WorkspaceRow => ({
  id,
  hue: Math.round((host.random(1)[0]! * 360) / 256),
  demo: false,
  clockOffset: 0,
  createdAt: host.clock.now(),
  openedAt: host.clock.now(),
  state: 'open',
  kitConfirmed: false,
  ...facts,
})

interface FirstFacts {
  readonly name: string
  readonly personName: string
  readonly personTitle?: string
  readonly timeZone: string
  readonly locale?: Locale
  readonly memberId: string
  readonly deviceId: string
  readonly now: number
  readonly browser: BrowserFacts
}

/** One command after the other, each with an id of its own, so that doing it again does nothing twice. */
async function writeFirstRecords(engine: Engine, facts: FirstFacts): Promise<Result<unknown>> {
  const run = <N extends CommandName>(
    step: string,
    name: N,
    input: CommandInput<N>,
  ): Promise<Result<CommandOutput<N>>> => engine.run(`found-${engine.workspaceId.slice(0, 16)}-${step}`, name, input)
  const ismsStart = dateInZone(new Date(facts.now).toISOString(), facts.timeZone)
  const settings = await run('settings', 'record.create', {
    kind: 'settings',
    fields: { timeZone: facts.timeZone, ismsStart },
  })
  if (!settings.ok) return settings
  const scope = await run('scope', 'record.create', { kind: 'scope', fields: { orgName: facts.name.trim() } })
  if (!scope.ok) return scope
  const method = await run('method', 'record.create', {
    kind: 'riskMethod',
    fields: fieldValues<JsonValue>({ ...methodIn(facts.locale ?? 'en') }),
  })
  if (!method.ok) return method
  const title = facts.personTitle?.trim()
  const person = await run('person', 'record.create', {
    kind: 'person',
    fields: { name: facts.personName.trim(), ...(title && { title }) },
  })
  if (!person.ok) return person
  const names = await run('names', 'record.edit', {
    edits: [
      {
        kind: 'settings',
        id: 'settings_main',
        changes: [
          { op: 'put', field: 'memberNames', element: facts.memberId, value: facts.personName.trim() },
          { op: 'put', field: 'deviceNames', element: facts.deviceId, value: deviceName(facts.browser) },
        ],
      },
    ],
  })
  if (!names.ok) return names
  return run('bind', 'member.bind', { memberId: facts.memberId, personId: person.value.id })
}

/** What a device is called until somebody names it. */
export const deviceName = ({ name, os }: BrowserFacts): string => (os === '' ? name : `${name} on ${os}`)
