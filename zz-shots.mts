import { mkdirSync, writeFileSync } from 'node:fs'
import { chromiumProfile } from './tests/e2e/driver'
const out = process.argv[2]!, language = process.argv[3] ?? 'de-DE', dark = process.argv[4] === 'dark'
const only = process.argv.slice(5)
mkdirSync(out, { recursive: true })
const routes: Record<string, string> = {
  dashboard: '/', needsMe: '/needs-me', context: '/context', issues: '/context?view=issues&open=I-1', roles: '/roles', persons: '/roles?view=persons', policies: '/policies?open=PO-3', policy: '/policies/PO-1', acks: '/policies?view=acknowledgements', 
  risks: '/risks?open=R-3', risk: '/risks/R-3', map: '/risks?view=map', method: '/risks?view=method', treatment: '/treatment', actions: '/treatment?view=actions', acceptances: '/treatment?view=acceptances', soa: '/soa', soarow: '/soa?row=A.8.13', soaversions: '/soa?view=versions', objectives: '/objectives',
  controls: '/controls?open=C-31', evidence: '/evidence', tasks: '/tasks', calendar: '/tasks?view=calendar', assets: '/assets', suppliers: '/suppliers', incidents: '/incidents?open=IN-1', people: '/people', training: '/people?view=training', metrics: '/metrics', metric: '/metrics/M-1', audits: '/audits', audit: '/audits/AU-1', findings: '/audits?view=findings', programme: '/audits?view=programme', reviews: '/reviews', review: '/reviews/MR-1', ncs: '/nonconformities', nc: '/nonconformities/NC-1', improvements: '/improvements', frameworks: '/frameworks?at=A.8.13', reports: '/reports', readiness: '/readiness', general: '/workspace', members: '/workspace/members', sync: '/workspace/sync', backup: '/workspace/backup', integrity: '/workspace/integrity', recovery: '/workspace/recovery',
}
const profile = await chromiumProfile({ width: 1280, height: 800, language, dark })
try {
  const app = await profile.app('/start')
  app.on('pageerror', (error) => console.log('pageerror', String(error).slice(0, 300)))
  app.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warn') console.log(m.type(), m.text().slice(0, 200)) })
  await app.waitForSelector('h1')
  if (only.length === 0 || only.includes('start')) await app.screenshot({ path: `${out}/start.png` as `${string}.png` })
  await app.evaluate(() => void (location.hash = '#/demo'))
  await app.waitForSelector('nav[aria-label]', { timeout: 180000 })
  await new Promise((r) => setTimeout(r, 4000))
  const report: string[] = []
  for (const [name, to] of Object.entries(routes)) {
    if (only.length > 0 && !only.includes(name)) continue
    await app.evaluate((hash) => void (location.hash = hash), to)
    await new Promise((r) => setTimeout(r, 1800))
    await app.waitForFunction(() => !document.querySelector('[aria-busy=true]'), { timeout: 20000 }).catch(() => undefined)
    await app.screenshot({ path: `${out}/${name}.png` as `${string}.png` })
    const found = await app.evaluate(() => {
      const lines: string[] = []
      for (const el of document.querySelectorAll<HTMLElement>('button, h1, h2, h3, th, label, [role=tab], nav a, dt')) {
        const box = el.getBoundingClientRect()
        if (box.width === 0 || box.bottom < 0 || box.top > 800) continue
        const text = el.innerText?.trim().replace(/\s+/g, ' ')
        if (!text) continue
        if (el.scrollWidth > el.clientWidth + 1 && getComputedStyle(el).overflow !== 'visible') lines.push(`cut: ${text.slice(0, 80)}`)
        if (el.matches('button, [role=tab], th, nav a') && box.height > 44 && text.length < 60 && getComputedStyle(el).whiteSpace !== 'nowrap') lines.push(`tall ${Math.round(box.height)}: ${text.slice(0, 80)}`)
        if (box.right > 1281) lines.push(`out: ${text.slice(0, 80)}`)
      }
      for (const el of document.querySelectorAll<HTMLElement>('nav a .truncate, button .truncate, th .truncate, dt.truncate')) if (el.scrollWidth > el.clientWidth + 1) lines.push(`truncated: ${el.innerText.slice(0, 60)}`)
      return [...new Set(lines)]
    })
    const words = await app.evaluate(() => document.body.innerText)
    const english = [...new Set(words.match(/\b(of the|and the|is not|Nothing|Nobody|Open the|days?|waits?|due|late|Owner|Status of|not yet)\b[^\n]{0,40}/g) ?? [])].slice(0, 8)
    report.push(`## ${name}`, ...found, ...english.map((e) => `EN? ${e}`))
  }
  console.log(report.join('\n'))
  if (only.length === 0 || only.includes('popup')) {
    const popup = await profile.popupTab()
    await popup.setViewport({ width: 400, height: 600 })
    await new Promise((r) => setTimeout(r, 2500))
    await popup.screenshot({ path: `${out}/popup.png` as `${string}.png` })
    await popup.keyboard.press('Tab')
    const tabs = await popup.$$('[role=tab]')
    await tabs[1]?.click()
    await new Promise((r) => setTimeout(r, 1500))
    await popup.screenshot({ path: `${out}/popup-capture.png` as `${string}.png` })
    const panel = await profile.browser.newPage()
    await panel.setViewport({ width: 380, height: 800 })
    await panel.goto(`${profile.origin}/sidepanel.html`)
    await new Promise((r) => setTimeout(r, 2500))
    await panel.screenshot({ path: `${out}/panel.png` as `${string}.png` })
  }
} finally { await profile.close() }
