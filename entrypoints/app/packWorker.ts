import PackWorker from '../workers/pack.worker.ts?worker'

/** Bundlers must see which file becomes a worker where it is composed; `new URL(…, import.meta.url)` is lost in the extension's build. */
export const packWorker = (): Worker => new PackWorker({ name: 'plumbline-pack' })
