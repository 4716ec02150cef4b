/** The command behind "Let relay time fall": an owner's alone, said at the next entry, before anything that waits. */

import { afterEach, expect, it } from 'vitest'
import { joins, levelProfiles, openProfile, stopProfiles, refused } from '../../sync/support/profile'
import { startRelay, until, type TestRelay } from '../../sync/support/relay'

let relay: TestRelay | undefined
afterEach(async () => {
  await stopProfiles()
  await relay?.close()
})

it('is refused to an editor, and heals a relay whose last entry is of 2100 for an owner', async () => {
  let offset = 0
  relay = await startRelay({ clock: { now: () => Date.now() + offset } })
  const alice = await openProfile('Alice')
  const ws = await alice.found('Quillmere', 'Ana Lindqvist')
  await alice.run(ws, 'relay.connect', { url: relay.url })
  await alice.shows(ws, 'synced')
  const { link } = await alice.run(ws, 'invite.create', {
    role: 'editor',
    personName: 'Lea Brandt',
    expiresInDays: 7,
    admit: 'atOnce',
  })
  await levelProfiles(ws, alice)
  const lea = await openProfile('Lea')
  await joins(lea, link)
  await lea.shows(ws, 'synced')
  await levelProfiles(ws, alice, lea)
  const engine = await alice.engine(ws)

  offset = 80 * 365 * 86_400_000
  await alice.run(ws, 'record.create', { kind: 'risk', fields: { title: 'Written in 2100' } })
  await levelProfiles(ws, alice, lea)
  offset = 0
  await alice.run(ws, 'record.create', { kind: 'risk', fields: { title: 'Waits' } })
  await until(() => engine.status()?.cause === 'clockPaused', 'paused')
  expect(refused(await lea.attempt(ws, 'relay.resetTime', null))).toBe('roleMayNotWrite')
  expect(engine.status()?.cause).toBe('clockPaused')
  await alice.run(ws, 'relay.resetTime', null)
  await levelProfiles(ws, alice, lea)
  const head = engine.replica.head()
  expect(head.relayTime).toBeLessThan(Date.now() + 60_000)
  expect((await (await lea.engine(ws)).replica.vault.log.get(head.seq))!.relayTime).toBe(head.relayTime)
})
