import { describe, expect, it } from 'vitest'
import { createLostStorage } from '~/lib/engine/host/lostStorage'
import { fail, ok, type Result } from '~/lib/shared/result'

const never = (): Promise<Result<number>> => new Promise(() => undefined)

describe('storage that the browser took away', () => {
  it('answers what would wait for ever, with the reason that opening again shows', async () => {
    const storage = createLostStorage(() =>
      Promise.reject(new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError')),
    )
    const waiting = storage.guard(never())
    await storage.lost()
    expect(await waiting).toMatchObject({ ok: false, error: { type: 'diskFull' } })
  })

  it('says that the database was closed where it opens again', async () => {
    const storage = createLostStorage(() => Promise.resolve(1))
    const waiting = storage.guard(never())
    await storage.lost()
    expect(await waiting).toMatchObject({ ok: false, error: { type: 'vaultClosed' } })
  })

  it('leaves answers and bugs as they are', async () => {
    const storage = createLostStorage(() => Promise.resolve(1))
    expect(await storage.guard(Promise.resolve(ok(7)))).toEqual(ok(7))
    expect(await storage.guard(Promise.resolve(fail('x', 'y')))).toEqual(fail('x', 'y'))
    await expect(storage.guard(Promise.reject(new Error('bug')))).rejects.toThrow('bug')
  })
})
