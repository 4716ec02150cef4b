/** What every fan-out does. `settle` waits until published messages had time to arrive. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toBytes } from '~/lib/shared/bytes'
import type { Fanout, FanoutMessage } from '~/server/fanout'

export function fanoutContract(
  name: string,
  create: () => Promise<{ readonly fanout: Fanout; readonly settle: () => Promise<void> }>,
): void {
  describe(`${name} keeps the contract of fan-outs`, () => {
    let fanout: Fanout
    let settle: () => Promise<void>
    beforeEach(async () => ({ fanout, settle } = await create()))
    afterEach(() => fanout.close())

    it('tells every subscriber of the workspace, in order, and nobody else', async () => {
      const heard: Record<string, FanoutMessage[]> = { first: [], second: [], other: [] }
      fanout.subscribe('a', (message) => heard.first!.push(message))
      fanout.subscribe('a', (message) => heard.second!.push(message))
      fanout.subscribe('b', (message) => heard.other!.push(message))
      const messages: FanoutMessage[] = [
        { type: 'advanced', seq: 1 },
        { type: 'presence', from: 'x', bytes: toBytes(Uint8Array.of(1, 2, 3)) },
        { type: 'advanced', seq: 2 },
      ]
      for (const message of messages) fanout.publish('a', message)
      await settle()
      expect(heard.first).toEqual(messages)
      expect(heard.second).toEqual(messages)
      expect(heard.other).toEqual([])
    })

    it('is silent after unsubscribing, also when that happens while a message is told', async () => {
      const heard: number[] = []
      const stop = fanout.subscribe('a', (message) => {
        if (message.type === 'advanced') heard.push(message.seq)
        stop()
      })
      fanout.publish('a', { type: 'advanced', seq: 1 })
      await settle()
      fanout.publish('a', { type: 'advanced', seq: 2 })
      await settle()
      expect(heard).toEqual([1])
    })

    it('goes on telling the others when one is silent, until all are', async () => {
      const heard: string[] = []
      const stops = ['a', 'b', 'c'].map((name) => fanout.subscribe('w', () => heard.push(name)))
      for (const stop of [...stops, stops[0]!]) {
        stop()
        fanout.publish('w', { type: 'advanced', seq: 1 })
        await settle()
      }
      expect(heard).toEqual(['b', 'c', 'c'])
      fanout.subscribe('w', () => heard.push('d'))
      // Who left before leaves nobody else when it leaves again.
      stops[2]!()
      fanout.publish('w', { type: 'advanced', seq: 2 })
      await settle()
      expect(heard.at(-1)).toBe('d')
      await fanout.close()
      fanout.publish('w', { type: 'advanced', seq: 3 })
      await settle()
      expect(heard).toHaveLength(4)
    })

    it('takes messages that nobody hears', () => {
      expect(() => fanout.publish('nobody', { type: 'advanced', seq: 1 })).not.toThrow()
    })
  })
}
