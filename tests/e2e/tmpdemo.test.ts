import { expect, it } from 'vitest'
import { chromiumProfile } from './driver'
import { find } from './person'
it('times', async () => {
  const profile = await chromiumProfile({ width: 1280, height: 800 })
  try {
    const app = await profile.app()
    await find(app, 'heading', 'An ISMS that runs, from day one')
    const worker = await (await profile.worker()).createCDPSession()
    await worker.send('Profiler.enable'); await worker.send('Profiler.setSamplingInterval', { interval: 1000 }); await worker.send('Profiler.start')
    const t = Date.now()
    await app.evaluate(() => { location.hash = '#/demo' })
    await find(app, 'heading', 'Dashboard', { timeout: 120_000 })
    console.log('MS', Date.now() - t)
    const { profile: p } = await worker.send('Profiler.stop')
    ;(await import('node:fs')).writeFileSync('/tmp/worker.cpuprofile', JSON.stringify(p))
    expect(1).toBe(1)
  } finally { await profile.close() }
}, 200_000)
