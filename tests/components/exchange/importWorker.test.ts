import { describe, expect, it } from 'vitest'
import { createImportWorker } from '~/components/exchange/import/importWorker'
import type { ExchangeClient } from '~/lib/live/exchange/exchangeWorker'

/** Workers that write down what they are asked; `dryRun` never ends until the worker does. */
function desk() {
  const asked: string[] = []
  let workers = 0
  const broken: unknown[] = []
  const start = (): ExchangeClient => {
    const name = `worker ${++workers}`
    let stop = (_: Error): void => undefined
    const ended = new Promise<never>((_, reject) => (stop = reject))
    ended.catch(() => undefined)
    const call = new Proxy(
      {},
      {
        get: (_, word) =>
          word === 'then'
            ? undefined
            : () => {
                asked.push(`${name} ${String(word)}`)
                return word === 'dryRun' ? ended : Promise.resolve(word)
              },
      },
    ) as ExchangeClient['call']
    return { call, end: () => stop(new Error('ended')) }
  }
  const worker = createImportWorker({
    start,
    fill: async (call) => void (await call.read([], 'en')),
    broke: (error) => void broken.push(error),
  })
  return { worker, asked, broken }
}

describe('the worker of an import', () => {
  it('a cancelled job breaks nothing; the next worker is given the file again before it answers, once', async () => {
    const { worker, asked, broken } = desk()
    await worker.during('read', 'a.csv', ({ call }) => call().read([], 'en'))
    worker.filled()
    const run = worker.during('dryRun', 'a.csv', async ({ holding }) => (await holding()).dryRun({} as never))
    await Promise.resolve()
    expect(worker.job.value?.name).toBe('dryRun')
    worker.end()
    expect(await run).toBeUndefined()
    expect([worker.job.value, broken]).toEqual([undefined, []])
    await (await worker.holding()).guess(0, 'asset', 'en', undefined)
    await (await worker.holding()).options(0, 'asset', 'name', 0)
    expect(asked).toEqual(['worker 1 read', 'worker 1 dryRun', 'worker 2 read', 'worker 2 guess', 'worker 2 options'])
  })

  it('a worker that breaks by itself is told', async () => {
    const { worker, broken } = desk()
    await worker.during('hash', '', () => Promise.reject(new Error('out of memory')))
    expect(broken).toHaveLength(1)
  })
})
