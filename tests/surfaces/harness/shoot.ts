/**
 * Takes pictures of the surfaces at their sizes: `npx tsx tests/surfaces/harness/shoot.ts OUT [name …]`. Light and
 * dark, 2×. `--width 1440,768,390` pictures pages at other widths than their own, `--lang en,de` in these languages,
 * `--theme dark` in one scheme only.
 */

import { mkdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { shots, type Shot } from './shots'
import { createStage, outside } from './stage'

const {
  values: only,
  positionals: [out = '/tmp/surfaces', ...names],
} = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string' },
    lang: { type: 'string', default: 'en' },
    theme: { type: 'string', default: 'light,dark' },
  },
})
await mkdir(out, { recursive: true })
const stage = await createStage(process.env['CHROME_PATH'] ?? '/usr/bin/chromium')
const widths = (shot: Shot): readonly (readonly [number, number])[] =>
  only.width && !/surface=(popup|panel)/.test(shot.query)
    ? only.width.split(',').map((width) => [Number(width), Number(width) < 500 ? 844 : 900])
    : [shot.size]
const languages = only.lang.split(',')

try {
  for (const shot of shots.filter((one) => names.length === 0 || names.includes(one.name))) {
    for (const size of widths(shot))
      for (const lang of languages)
        for (const theme of (shot.light ? ['light'] : ['light', 'dark']).filter((one) => only.theme.includes(one))) {
          try {
            const page = await stage.open(shot, { size, lang, theme, scale: 2 }, (what) =>
              console.error(shot.name, what),
            )
            for (const found of await page.evaluate(outside))
              console.error(`${shot.name} ${size[0]} ${lang}: outside the window: ${found}`)
            const width = only.width ? `-${size[0]}` : ''
            await page.screenshot({
              path: `${out}/${shot.name}${width}${languages.length > 1 || lang !== 'en' ? `-${lang}` : ''}${theme === 'dark' ? '-dark' : ''}.png`,
            })
          } catch (error) {
            console.error(shot.name, String(error))
          }
        }
  }
} finally {
  await stage.close()
}
