/**
 * A risk register comes in from a table and goes out again, in the extension as shipped: mapping, dry run, one commit,
 * one undo.
 */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violationsInBoth } from '../accessibility/axe'
import { chromiumProfile, until, type ChromiumProfile } from '../driver'
import { createWorkspace } from '../firstRun'
import { find, keys, picture, press } from '../person'
import { sees } from '../ui'

let profile: ChromiumProfile
let app: Page
const errors: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'plumbline-table-'))
const table = join(folder, 'Risikoregister.csv')
/** As a German spreadsheet saves it: semicolons, CRLF, days with points; one row names a person nobody knows. */
const rows = [
  '\ufeffNummer;Risk;Owner;Current likelihood;Current impact;Assessed;Treatment;Bemerkung',
  ...Array.from(
    { length: 40 },
    (_, n) =>
      `ALT-${n};"Ausfall von System ${n}; ganz";${n === 7 ? 'Niemand' : 'Ada Quill'};${1 + (n % 5)};3;0${1 + (n % 9)}.05.2026;Modify;egal`,
  ),
].join('\r\n')

beforeAll(async () => {
  writeFileSync(table, rows)
  profile = await chromiumProfile({ width: 1280, height: 800 })
  app = await profile.app('/start')
  app.on('pageerror', (error) => errors.push(error instanceof Error ? error.message : String(error)))
  app.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())))
  await createWorkspace(app, { name: 'Quillmere', person: 'Ada Quill' })
})
afterAll(async () => {
  await profile.close()
  rmSync(folder, { recursive: true, force: true })
})

const clean = async (name: string): Promise<void> => {
  await picture(app, `exchange-${name}`)
  expect(await violationsInBoth(app), name).toEqual([])
}

describe('tables', () => {
  it('comes in: columns by their heads, errors first, the rest as one', async () => {
    await app.evaluate(() => void (location.hash = '#/reports/import?kind=risk'))
    await find(app, 'heading', 'Import')
    await clean('file')
    await ((await app.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>).uploadFile(table)
    await sees(app, 'One column is not imported.')
    await clean('columns')
    await press(app, 'Dry run')
    await sees(app, 'Unknown record')
    await sees(app, '“Niemand”')
    await clean('dry-run')
    await (await app.waitForSelector('input[type=checkbox]'))!.click()
    await press(app, 'Import 39 rows')
    await sees(app, '39 records imported')
    await sees(app, '39 open')
    await sees(app, 'Ausfall von System 8; ganz')
  })

  it('is undone as one, and comes in again from the same file', async () => {
    await keys(app, 'u')
    await sees(app, 'Taken back')
    await until(
      async () => !(await app.evaluate(() => document.body.innerText)).includes('Ausfall von System 8'),
      'the risks to be archived',
    )
    await app.evaluate(() => void (location.hash = '#/reports/import?kind=risk'))
    await ((await app.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>).uploadFile(table)
    await sees(app, 'One column is not imported.')
    await press(app, 'Dry run')
    await sees(app, 'Unknown record')
    await (await app.waitForSelector('input[type=checkbox]'))!.click()
    await press(app, 'Import 39 rows')
    await sees(app, '39 open')
  })

  it('goes out: what is shown, and all of it to be imported again', async () => {
    const client = await app.createCDPSession()
    await client.send('Browser.setDownloadBehavior' as never, { behavior: 'allow', downloadPath: folder } as never)
    await press(app, 'Export')
    await press(app, 'All columns, importable, CSV')
    const file = join(folder, 'Risks.csv')
    await until(() => existsSync(file), 'the file', 30_000)
    const text = readFileSync(file, 'utf8')
    expect(text.split('\r\n').filter((line) => line.includes('Ausfall von System'))).toHaveLength(39)
    expect(text).toContain('2026-05-09')
    expect(errors).toEqual([])
  })
})
