import { it } from 'vitest'
import { demoState, type StateFixture } from '~/lib/isms/demo/demoState'
import { evaluate } from '~/lib/isms/readiness/evaluate'
const input = (f: StateFixture) => {
  const s = demoState(f)
  const history = new Map<string, unknown[]>()
  for (const c of s.changes) history.set(c.recordId, [...(history.get(c.recordId) ?? []), c])
  return { today: s.today, put: s.rows, statements: s.statements, files: [...s.blobs], members: s.members, conflicts: s.conflicts, history: [...history] as never }
}
it('x', () => {
  for (const f of ['demo', 'fixed', 'empty'] as const) {
    const s = demoState(f)
    const ref = new Map(s.rows.map((r) => [r.id, r.ref || r.id]))
    const t = performance.now()
    const results = evaluate(input(f) as never)
    console.log(f, results.length, performance.now() - t)
    const fails = results.filter((r) => r.status === 'fail')
    console.log(fails.length, fails.filter((r) => r.severity === 'blocker').length)
    for (const r of fails) console.log(' ', r.id, r.severity, r.stage, r.since ?? '-', `${r.failing.length}/${r.total}`, r.failing.map((id) => id.split('~').map((x) => ref.get(x) ?? x).join('~')).join(' '))
  }
})
