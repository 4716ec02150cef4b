import { chromiumProfile } from './e2e/driver'
import { find, follow, press } from './e2e/person'
import { writeFileSync, mkdirSync } from 'node:fs'
const dark = process.argv[2] === 'dark'
const out = '/tmp/shots'; mkdirSync(out, { recursive: true })
const profile = await chromiumProfile({ width: 1280, height: 800, dark })
const app = await profile.app('/demo')
const errors: string[] = []
app.on('pageerror', (e) => errors.push(String(e))); app.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warn') errors.push(m.text()) })
const shot = async (name: string, page = app) => { await new Promise((r) => setTimeout(r, 500)); await page.screenshot({ path: `${out}/${name}${dark ? '-dark' : ''}.png` }); console.log('shot', name) }
const go = (route: string) => app.evaluate((r) => { location.hash = r }, route)
try {
  await find(app, 'heading', 'Dashboard', { timeout: 180_000 })
  await go('/evidence?view=packs'); await find(app, 'heading', 'Evidence'); await new Promise((r) => setTimeout(r, 1500)); await shot('packs-empty')
  await press(app, 'New pack', { }).catch(async () => { await app.click('[data-act=new-pack]') })
  await app.waitForSelector('[data-survey=evidence]', { timeout: 60_000 }); await shot('dialog-window')
  // by audit
  await go('/audits/IA-2026-1'); await new Promise((r) => setTimeout(r, 2500)); await shot('audit')
  await follow(app, 'Evidence pack').catch((e) => console.log('follow', String(e).slice(0, 200)))
  await app.waitForSelector('[data-survey=evidence]', { timeout: 60_000 }); await shot('dialog-audit')
  await app.click('[data-act=write-pack]')
  await new Promise((r) => setTimeout(r, 700)); await shot('progress')
  await app.waitForFunction(() => /The pack is written/.test(document.body.textContent ?? ''), { timeout: 240_000 }); await shot('done')
  await go('/evidence?view=packs'); await new Promise((r) => setTimeout(r, 1500)); await app.keyboard.press('Escape'); await new Promise((r) => setTimeout(r, 800)); await shot('packs')
} catch (e) { console.log('ERR', e); await shot('error').catch(() => undefined) }
console.log(errors.slice(0, 20).join('\n'))
await profile.close()
