import { expect, it } from 'vitest'
import { execSync } from 'node:child_process'
import fs from 'node:fs'
import { chromiumProfile } from './driver'
import { find } from './person'
const cpu = (folder: string) => {
  const all = new Set(execSync(`pgrep -f ${folder} || true`).toString().trim().split('\n'))
  const parents = new Map<string, string>()
  for (const p of fs.readdirSync('/proc').filter((x) => /^\d+$/.test(x))) { try { parents.set(p, fs.readFileSync(`/proc/${p}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]!) } catch {} }
  for (let changed = true; changed;) { changed = false; for (const [p, pp] of parents) if (all.has(pp) && !all.has(p)) { all.add(p); changed = true } }
  const out = new Map<string, number>()
  for (const p of all) { try { const s = fs.readFileSync(`/proc/${p}/stat`, 'utf8').split(') ')[1]!.split(' '); const c = fs.readFileSync(`/proc/${p}/cmdline`, 'utf8'); const type = (/--type=([a-z-]+)/.exec(c)?.[1] ?? 'browser') + (/--utility-sub-type=([a-zA-Z.]+)/.exec(c)?.[1] ?? '') + (c.includes('extension-process') ? ' ext' : ''); out.set(`${p} ${type}`, (Number(s[11]) + Number(s[12])) / 100) } catch {} }
  return out
}
it('times', async () => {
  const profile = await chromiumProfile({ width: 1280, height: 800 })
  try {
    const app = await profile.app()
    await find(app, 'heading', 'An ISMS that runs, from day one')
    const target = await profile.worker()
    const worker = await target.createCDPSession()
    await worker.send('Profiler.enable'); await worker.send('Profiler.setSamplingInterval', { interval: 1000 }); await worker.send('Profiler.start')
    const before = cpu(profile.folder)
    const t = Date.now()
    const w = (await target.worker())!
    void app.evaluate(() => { location.hash = '#/demo' })
    let stage = ''
    const tell = (name: string) => { const now = cpu(profile.folder); console.log(name, Date.now() - t, [...now].map(([k, v]) => [k, v - (before.get(k) ?? 0)] as const).filter(([, v]) => v > 0.3).map(([k, v]) => `${k}=${v.toFixed(1)}`).join('  ')) }
    for (;;) {
      const row = await w.evaluate(() => new Promise<string>((resolve) => { const r = indexedDB.open('plumbline'); r.onsuccess = () => { const g = r.result.transaction('preferences').objectStore('preferences').get('demoProgress'); g.onsuccess = () => { r.result.close(); resolve(g.result ? g.result.value.stage : 'none') } } }))
      if (row !== stage) { tell(`${stage} -> ${row}`); stage = row }
      if (stage === 'none' && Date.now() - t > 15000) break
      await new Promise((r) => setTimeout(r, 300))
    }
    await find(app, 'heading', 'Dashboard', { timeout: 120_000 })
    tell('dashboard')
    const { profile: p } = await worker.send('Profiler.stop')
    fs.writeFileSync('/tmp/worker.cpuprofile', JSON.stringify(p))
    expect(1).toBe(1)
  } finally { await profile.close() }
}, 250_000)
