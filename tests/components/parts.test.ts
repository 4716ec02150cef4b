import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { hueOf, initialsOf } from '~/components/base/personLook'
import FreshnessRing from '~/components/glyph/FreshnessRing.vue'
import LevelBars from '~/components/glyph/LevelBars.vue'
import StateGlyph from '~/components/glyph/StateGlyph.vue'
import { stateNames } from '~/components/glyph/states'
import { createMessages } from '~/components/i18n'
import { en } from '~/components/i18n/en'
import { backlinksOf } from '~/components/record/links/backlinks'
import { syncLine } from '~/components/shell/sync/syncLineWords'
import { decisionByLetter, moveCell } from '~/components/soa/soaGrid'
import { moveCaret, textDifference } from '~/lib/live/record/textDifference'
import { keyName } from '~/lib/live/ui/useKeys'
import { demoRecords } from '~/lib/content/demo/demoRecords'
import { demoId, demoRow } from '~/lib/content/demo/demoRecord'

const draw = async (component: Parameters<typeof h>[0], props: Record<string, unknown>): Promise<string> =>
  renderToString(createSSRApp({ render: () => h(component as never, props) }).use(createMessages('en', en)))

describe('glyphs', () => {
  it('gives every state its own shape, not only its own colour', async () => {
    const shapes = await Promise.all(
      stateNames.map(
        async (state) =>
          [
            state,
            (await draw(StateGlyph, { state, decorative: true }))
              .replace(/(fill|stroke)="[^"]*"/g, '')
              .replace(/data-v-\w+/g, ''),
          ] as const,
      ),
    )
    const same = shapes.filter(([state, shape], at) =>
      shapes.some(
        ([other, drawn], before) =>
          before < at &&
          drawn === shape &&
          ![
            ['ineffective', 'blocker'],
            ['partial', 'inProgress'],
            ['planned', 'undecided'],
          ].some((pair) => pair.includes(state) && pair.includes(other)),
      ),
    )
    expect(same.map(([state]) => state)).toEqual([])
  })

  it('says its state in words to those who do not see it', async () => {
    expect(await draw(StateGlyph, { state: 'notVerified' })).toContain('aria-label="Not verified"')
    expect(await draw(StateGlyph, { state: 'notVerified', decorative: true })).toContain('aria-hidden="true"')
  })

  it('fills as many bars as the level counts, brought onto four', async () => {
    const filled = async (level: number, of: number): Promise<number> =>
      [...(await draw(LevelBars, { level, of })).matchAll(/--level-bar-/g)].length
    expect(await Promise.all([filled(1, 4), filled(3, 4), filled(4, 4), filled(3, 3), filled(2, 3)])).toEqual([
      1, 3, 4, 4, 3,
    ])
    expect(await draw(LevelBars, {})).toContain('stroke-dasharray')
  })

  it('shows the share of validity left, and dashes where none is', async () => {
    expect(await draw(FreshnessRing, { state: 'fresh', share: 0.5 })).toMatch(/stroke-dasharray="15\.7/)
    expect(await draw(FreshnessRing, { state: 'expired' })).toContain('--fail-dot')
  })
})

describe('sync line', () => {
  const status = { state: 'synced', headSeq: 1 } as const
  it('puts the worst first', () => {
    expect(syncLine({ ...status, state: 'halted' }, 3, 2, '').key).toBe('app.sync.halted')
    expect(syncLine(status, 3, 2, '').key).toBe('app.sync.notSent')
    expect(syncLine(status, 3, 0, '')).toMatchObject({ key: 'app.sync.waiting', plural: 3 })
    expect(syncLine({ ...status, state: 'offline' }, 3, 0, '').key).toBe('app.sync.offline')
    expect(syncLine(status, 0, 0, '09:41')).toMatchObject({
      key: 'app.sync.synced',
      tone: 'ok',
      params: { time: '09:41' },
    })
    expect(syncLine(undefined, 5, 0, '').key).toBe('app.sync.none')
  })
})

describe('long text', () => {
  it('finds the one difference that makes the one text into the other', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (head, middle, tail) => {
          const [before, after] = [head + tail, head + middle + tail]
          for (const [a, b] of [
            [before, after],
            [after, before],
          ] as const) {
            const found = textDifference(a, b)
            expect(
              found === undefined ? a : a.slice(0, found.at) + found.inserted + a.slice(found.at + found.removed),
            ).toBe(b)
          }
        },
      ),
    )
  })
  it('never cuts a character in two', () =>
    expect(textDifference('a😀b', 'a😁b')).toEqual({ at: 1, removed: 2, inserted: '😁' }))
  it('keeps the caret where the person had it', () => {
    const inserted = { at: 2, removed: 0, inserted: 'xyz' }
    expect([moveCaret(1, inserted), moveCaret(2, inserted), moveCaret(5, inserted)]).toEqual([1, 2, 8])
    expect(moveCaret(4, { at: 2, removed: 5, inserted: '' })).toBe(2)
  })
})

describe('grid, keys, persons, links', () => {
  it('moves within the grid and stops at its border', () => {
    expect(moveCell({ row: 0, column: 0 }, 'up', 93)).toEqual({ row: 0, column: 0 })
    expect(moveCell({ row: 92, column: 3 }, 'down', 93)).toEqual({ row: 92, column: 3 })
    expect(moveCell({ row: 5, column: 1 }, 'end', 93)).toEqual({ row: 5, column: 3 })
    expect(
      decisionByLetter('n', [
        { value: 'applicable', label: 'Applicable' },
        { value: 'notApplicable', label: 'Not applicable' },
      ]),
    ).toBe('notApplicable')
  })
  it('names keys the same on every system', () => {
    const key = (name: string, held: Partial<KeyboardEvent> = {}): string =>
      keyName({ key: name, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false, ...held })
    expect([
      key('k', { metaKey: true }),
      key('K', { ctrlKey: true }),
      key('J', { shiftKey: true }),
      key('?', { shiftKey: true }),
      key('ArrowDown'),
      key(' '),
    ]).toEqual(['mod+k', 'mod+k', 'shift+j', '?', 'down', 'space'])
  })
  it('knows a person by two letters and a steady hue', () => {
    expect([initialsOf('Head of Platform'), initialsOf('Ines'), initialsOf('')]).toEqual(['HP', 'IN', '?'])
    expect(hueOf('pe_1')).toBe(hueOf('pe_1'))
    expect(hueOf('pe_1') % 15).toBe(0)
  })
  it('finds what points at a record, whatever the field', () => {
    const rows = demoRecords().map((record) => demoRow(record))
    const found = backlinksOf(demoId('C-31'), rows as never)
    expect([...new Set(found.map((row) => row.kind))]).toEqual(
      expect.arrayContaining(['controlTest', 'evidence', 'evidenceRequest', 'risk', 'task']),
    )
    expect(found.some((row) => row.ref === 'R-7')).toBe(true)
    expect(found.every((row) => row.id !== demoId('C-31'))).toBe(true)
    const comment = rows.find((row) => row.kind === 'comment')!
    expect(backlinksOf((comment as unknown as { target: string }).target, rows as never).map(({ id }) => id)).toContain(
      comment.id,
    )
  })
})
