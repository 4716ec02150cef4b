/** What a capture found out about itself, where its record is short: in the reader's language, and with its reason. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import CheckBlock from '~/components/evidence/rail/CheckBlock.vue'
import CapturedCheck from '~/components/panel/CapturedCheck.vue'
import { demoSurface, text, type DemoSurface } from '../demoSurface'

let surface: DemoSurface
beforeAll(async () => {
  surface = await demoSurface()
})
afterAll(() => surface.close())

it("the list of today says how complete a capture is in the reader's language, never the sentence its maker's device wrote", async () => {
  const draw = async (completeness: string | undefined, locale: 'en' | 'de') =>
    text(
      await surface.draw(
        CapturedCheck,
        { row: { id: 'ev_1', kind: 'evidence', completeness, completenessNote: 'Rows 12 to 40 are missing' } },
        locale,
      ),
    )
  expect([
    await draw('complete', 'de'),
    await draw('partial', 'de'),
    await draw('unknown', 'de'),
    await draw(undefined, 'de'),
  ]).toEqual(['Vollständig', 'Teilweise', 'Vollständigkeit unbekannt', 'Vollständigkeit unbekannt'])
  expect([await draw('complete', 'en'), await draw('partial', 'en'), await draw('unknown', 'en')]).toEqual([
    'Complete',
    'Partial',
    'Completeness not known',
  ])
})

it('a capture of unknown completeness says why, as a partial one does', async () => {
  const draw = async (completeness: string) =>
    text(
      await surface.draw(
        CheckBlock,
        {
          record: undefined,
          view: {
            row: { id: 'ev_1', kind: 'evidence', completeness, completenessNote: 'The browser shows its own viewer' },
          },
        },
        'en',
      ),
    )
  expect([await draw('unknown'), await draw('partial')]).toEqual([
    expect.stringContaining('The browser shows its own viewer'),
    expect.stringContaining('The browser shows its own viewer'),
  ])
  expect(await draw('complete')).not.toContain('viewer')
})
