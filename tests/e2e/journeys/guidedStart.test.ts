/**
 * The first hour: answers become scope, roles, frameworks and a plan of tasks with dates, in steps that can be left and
 * taken up again.
 */

import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProfile, until, type ChromiumProfile } from '../driver'
import { createWorkspace } from '../firstRun'
import { find, follow, gone, keys, picture, press, write } from '../person'
import { sees, text } from '../ui'

let profile: ChromiumProfile
let app: Page
const errors: string[] = []

beforeAll(async () => {
  profile = await chromiumProfile({ width: 1280, height: 800 })
  app = await profile.app()
  app.on('pageerror', (error) => errors.push(error instanceof Error ? error.message : String(error)))
  await createWorkspace(app, { name: 'Harbour & Sons', person: 'Ada Lindqvist' })
})
afterAll(() => profile.close())

const choose = async (label: RegExp | string, value: string): Promise<void> => {
  const list = await find(app, 'combobox', label)
  await list.evaluate((element, wanted) => {
    const select = element as HTMLSelectElement
    select.value = [...select.options].find((option) => option.text.startsWith(wanted))!.value
    select.dispatchEvent(new Event('change', { bubbles: true }))
  }, value)
}

describe('guided start', () => {
  it('4.3: scope in a sentence, sector and size; what is too short is said', async () => {
    await find(app, 'heading', 'An ISMS that runs, from day one')
    for (const [gap, words] of [
      ['our product', 'Harbour Desk'],
      ['team or unit', 'the product team'],
      ['places', 'Malmö'],
      ['customers', 'ports of Northern Europe'],
    ] as const)
      await write(app, gap, words)
    await choose('Sector', 'Software')
    await write(app, 'People who work for you', '24')
    await press(app, 'Save and go on')
    await sees(app, 'Frameworks, and the day if there is one.')
  })

  it('is taken up where it was left: frameworks, roles, and what exists already', async () => {
    await app.reload()
    await find(app, 'checkbox', /SOC 2/)
    await press(app, /SOC 2/, { role: 'checkbox' })
    await press(app, 'Save and go on')
    await choose(/^Top management: /, 'Somebody new')
    await write(app, 'Top management: Name', 'Erik Holm')
    await press(app, 'Save and go on')
    await press(app, 'Risk register', { role: 'checkbox' })
    await picture(app, 'guide-have')
    await press(app, 'Save and go on')
    await press(app, 'Look at the plan')
  })

  it('shows the plan before it is written; a line is dropped, and all of it becomes records with dates at once', async () => {
    await find(app, 'dialog', 'Your plan')
    await find(app, 'heading', 'Check')
    await picture(app, 'guide-plan')
    const whole = Number(/Write (\d+) records/.exec(await text(app))![1])
    expect(whole).toBeGreaterThan(20)
    await press(app, 'Laws and contracts to look at: All', { role: 'checkbox' })
    await until(async () => Number(/Write (\d+) records/.exec(await text(app))![1]) < whole, 'fewer records')
    await press(app, /^Write \d+ records/)
    await gone(app, 'dialog', 'Your plan')
    await follow(app, /^Tasks/)
    await sees(app, /[Bb]ring in the risk register|risk register/)
    await picture(app, 'guide-tasks')
    await follow(app, /^Audits/)
    await sees(app, 'First internal audit')
  })

  it('5.3: says who decides; what auditors ask stands beside it', async () => {
    await follow(app, /^Roles/)
    await sees(app, 'Erik Holm')
    await press(app, /What auditors ask/)
    await sees(app, /authorit/i)
    await picture(app, 'guide-help')
    await keys(app, 'Escape')
  })

  it('6.1.2: picks two of forty common risks, and they stand in the register', async () => {
    await follow(app, 'Dashboard')
    await press(app, 'Pick risks')
    await find(app, 'dialog', 'Forty common risks')
    for (const risk of [/[Rr]ansomware/, /[Ff]ormer|[Ll]eav/]) await press(app, risk, { role: 'checkbox' })
    await picture(app, 'guide-risks')
    await press(app, 'Add 2 risks')
    await gone(app, 'dialog', 'Forty common risks')
    await app.evaluate(() => void (location.hash = '/risks'))
    await sees(app, '2 open')
    await sees(app, 'R-2')
    expect(await text(app)).not.toContain('R-3')
    expect(errors).toEqual([])
  })
})
