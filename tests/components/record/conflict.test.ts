/** MG1: a real conflict of two engines, as the panel shows it, and settled from it. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createMessages } from '~/components/i18n'
import { en } from '~/components/i18n/en'
import ConflictPanel from '~/components/record/conflict/ConflictPanel.vue'
import { conflictSides, type ConflictSide } from '~/components/record/conflict/conflictSides'
import { writerOf } from '~/components/record/statement/staleApproval'
import { trailOfFields } from '~/lib/vault/history/readTrail'
import type { TrailRow } from '~/lib/vault/store/tables'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

// The library's button needs its build plugin; what matters here is what it says.
vi.mock('@nuxt/ui/components/Button.vue', () => ({
  default: (_: unknown, { attrs }: { readonly attrs: { readonly label?: string } }) => h('button', attrs.label),
}))

let world: World
let alice: Person
let bob: Person
let id: string

const title = async (person: Person): Promise<string> => (await person.rows('risk'))[0]!.title as string
const sidesOf = async (person: Person) =>
  conflictSides(await trailOfFields(person.vault, [[id, 'title']]), await title(person))

beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  bob = await join(world, alice, 'Bob', 'editor')
  id = (await alice.must('record.create', { kind: 'risk', fields: { title: 'T' } })).id
  await settle(alice, bob)
  await alice.must('record.edit', {
    edits: [{ kind: 'risk', id, changes: [{ op: 'set', field: 'title', value: 'As Alice says' }] }],
  })
  world.now += 240_000
  await bob.must('record.edit', {
    edits: [{ kind: 'risk', id, changes: [{ op: 'set', field: 'title', value: 'As Bob says' }] }],
  })
  await settle(alice, bob)
})
afterEach(closeEverybody)

describe('a conflict (MG1)', () => {
  it('has two sides with their own authors, devices and times, the same on both devices', async () => {
    const [conflict, ...more] = await sidesOf(alice)
    expect(more).toEqual([])
    expect(await sidesOf(bob)).toEqual([conflict])
    expect(conflict!.inUse.value).toBe(await title(alice))
    const by = new Map([conflict!.inUse, conflict!.other].map((side) => [side.value, side]))
    const devices = await alice.vault.devices.toArray()
    const own = devices.find((device) => device.own)!
    const other = devices.find((device) => !device.own)!
    expect(by.get('As Alice says')).toEqual({
      value: 'As Alice says',
      memberId: own.memberId,
      deviceId: own.deviceId,
      time: world.now - 240_000,
    })
    expect(by.get('As Bob says')).toEqual({
      value: 'As Bob says',
      memberId: other.memberId,
      deviceId: other.deviceId,
      time: world.now,
    })
  })

  it('is drawn with both values, names, times, devices, and what keeping and using would do', async () => {
    const [conflict] = await sidesOf(alice)
    const own = (await alice.vault.devices.toArray()).find((device) => device.own)!
    const words = (side: ConflictSide) => {
      const mine = side.memberId === own.memberId
      return {
        value: String(side.value),
        name: mine ? 'Alice' : 'Bob',
        personId: side.memberId,
        device: mine ? 'device A' : 'device B',
        time: mine ? '1 Jun 09:00' : '1 Jun 09:04',
      }
    }
    const draw = (writable: boolean): Promise<string> =>
      renderToString(
        createSSRApp({
          render: () =>
            h(ConflictPanel, {
              about: 'R-1, Title',
              inUse: words(conflict!.inUse),
              other: words(conflict!.other),
              writable,
            }),
        }).use(createMessages('en', en)),
      )
    const html = (await draw(true)).replace(/<!--.*?-->/g, '')
    for (const text of [
      'Changed by two people',
      'R-1, Title',
      'As Alice says',
      'As Bob says',
      '1 Jun 09:00, device A',
      '1 Jun 09:04, device B',
      'in use',
      `Neither saw the other. ${conflict!.inUse.value} is in use`,
      `Keep ${conflict!.inUse.value}`,
      `Use ${conflict!.other.value}`,
    ])
      expect(html).toContain(text)
    expect(html.indexOf('in use')).toBeLessThan(html.indexOf(String(conflict!.other.value)))
    const long = 'Driver location history copied by a contractor'
    const longer = await renderToString(
      createSSRApp({
        render: () =>
          h(ConflictPanel, {
            about: 'R-1, Title',
            inUse: { ...words(conflict!.inUse), value: long },
            other: words(conflict!.other),
            writable: true,
          }),
      }).use(createMessages('en', en)),
    )
    for (const text of [long, 'Keep the one in use', 'Use the other']) expect(longer).toContain(text)
    const readOnly = await draw(false)
    expect(readOnly).not.toContain('Keep As')
    expect(readOnly).toContain('Somebody who may change this settles it.')
  })

  it('is settled by taking the other value, and then shown no more', async () => {
    const [conflict] = await sidesOf(alice)
    await alice.must('conflict.settle', { trailId: conflict!.trailId, use: 'other' })
    expect(await title(alice)).toBe(conflict!.other.value)
    expect(await sidesOf(alice)).toEqual([])
    await settle(alice, bob)
    expect(await sidesOf(bob)).toEqual([])
    expect(await title(bob)).toBe(conflict!.other.value)
  })

  it('is settled by keeping, too', async () => {
    const [conflict] = await sidesOf(bob)
    await bob.must('conflict.settle', { trailId: conflict!.trailId, use: 'kept' })
    expect(await title(bob)).toBe(conflict!.inUse.value)
    expect(await sidesOf(bob)).toEqual([])
  })

  it('shows the later entry as in use where it won the merge: neither side is taken for lost', () => {
    const row = {
      id: 'c/r/title',
      commandId: 'c',
      kind: 'risk',
      recordId: 'r',
      field: 'title',
      before: 'T',
      after: 'later',
      deviceId: 'd2',
      memberId: 'm2',
      time: 2,
      seq: 9,
      concurrent: true,
      lost: false,
      conflict: 'risk',
      rival: { value: 'earlier', deviceId: 'd1', memberId: 'm1', time: 1 },
    } as const satisfies TrailRow
    expect(conflictSides([row], 'later')[0]).toMatchObject({
      inUse: { value: 'later', memberId: 'm2' },
      other: { value: 'earlier', memberId: 'm1' },
    })
    expect(conflictSides([{ ...row, lost: true }], 'earlier')[0]).toMatchObject({
      inUse: { value: 'earlier' },
      other: { value: 'later' },
    })
    expect(conflictSides([{ ...row, conflict: undefined, settled: true } as never], 'later')).toEqual([])
  })

  it('names who wrote the value in use, not who lost', async () => {
    const [conflict] = await sidesOf(alice)
    expect(writerOf(await alice.trail(), 'title')).toMatchObject({
      after: conflict!.inUse.value,
      memberId: conflict!.inUse.memberId,
    })
  })
})
