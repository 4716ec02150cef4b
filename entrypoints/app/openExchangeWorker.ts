/** The worker that reads and writes tables; a page starts one when it needs it. */
export const openExchangeWorker = (): Worker => new Worker(new URL('../workers/exchange.worker.ts', import.meta.url), { type: 'module', name: 'exchange' })
