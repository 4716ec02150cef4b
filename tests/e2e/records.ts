/** Editing records as a person does it: pages, fields by their label, links by search, days, signatures. */

import type { ElementHandle, Page } from 'puppeteer-core'
import { until } from './driver'
import { find, follow, gone, has, look, press, type Where } from './person'
import { nameTheNew } from './work'

/** The day of this machine, `n` days from now, as a date field takes it. */
export function dayIn(n: number): string {
  const day = new Date()
  day.setDate(day.getDate() + n)
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join(
    '-',
  )
}

/** A page by its name in the sidebar (counts and clause numbers stand behind it), and one of its tabs. */
export async function openPage(app: Page, name: string, tab?: string): Promise<void> {
  await app.bringToFront()
  await follow(app, new RegExp(`^${name}\\b`), { within: { role: 'navigation', name: /.*/ } })
  await find(app, 'heading', new RegExp(`^${name === 'Applicability' ? 'Statement of Applicability' : name}`))
  if (tab) await press(app, new RegExp(`^${tab}\\b`), { role: 'tab' })
}

/** The ref of the record whose drawer is open. */
export async function openRef(app: Page): Promise<string> {
  const ref = await app.evaluate(() =>
    [...document.querySelectorAll('aside[aria-label]')]
      .map((drawer) => drawer.getAttribute('aria-label') ?? '')
      .find((name) => /^[A-Z]+(-\w+)+$/.test(name)),
  )
  if (!ref) throw new Error(`no drawer of a record is open on ${app.url()}`)
  return ref
}

/** A new record of the open register; answers with its ref once its drawer shows it under this title. */
export async function newRecord(app: Page, button: string, field: string, title: string): Promise<string> {
  await press(app, button)
  await nameTheNew(app, field, title)
  return openRef(app)
}

/** One of several: opens the choice of a field and takes an option. */
export async function choose(app: Page, label: string, option: string | RegExp, where: Where = {}): Promise<void> {
  await press(app, `Edit ${label}`, where)
  await press(app, option, { role: 'option' })
  await gone(app, 'listbox', /.*/)
}

/** Answers a question with one of its buttons, and waits until the answer stands. */
export async function answer(app: Page, question: string | RegExp, said: string): Promise<void> {
  const where = { within: { role: 'radiogroup', name: question } } as const
  await press(app, said, { ...where, role: 'radio' })
  await until(async () => (await look(app, 'radio', said, where)).checked === true, `${said} to ${String(question)}`)
}

/** Opens a field for typing and waits until it has the focus; pressed again where it moved away under the pointer. */
async function open(app: Page, label: string, where: Where): Promise<ElementHandle> {
  const hasFocus = async (): Promise<boolean> =>
    (await app.evaluate(() => document.activeElement?.getAttribute('aria-label'))) === label
  await press(app, `Edit ${label}`, where)
  await until(hasFocus, `the focus in ${label}`, 3_000).catch(async () => {
    await press(app, `Edit ${label}`, where)
    await until(hasFocus, `the focus in ${label}, pressed again`)
  })
  return (await app.evaluateHandle(() => document.activeElement)).asElement() as ElementHandle
}

/** One line of text, or a number. */
export async function line(app: Page, label: string, text: string, where: Where = {}): Promise<void> {
  await open(app, label, where)
  await app.keyboard.type(text)
  await app.keyboard.press('Enter')
  await gone(app, 'textbox', label, where)
}

/** Long text, pasted, kept by leaving the field with Ctrl and Enter. */
export async function longText(app: Page, label: string, text: string, where: Where = {}): Promise<void> {
  const area = await open(app, label, where)
  await app.keyboard.sendCharacter(text)
  await until(
    () => area.evaluate((element, wanted) => (element as HTMLTextAreaElement).value.includes(wanted), text),
    `the text in ${label}`,
  )
  await app.keyboard.down('Control')
  await app.keyboard.press('Enter')
  await app.keyboard.up('Control')
  await find(
    app,
    'button',
    new RegExp(`^Edit ${label}: ${text.slice(0, 20).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
    where,
  )
}

/** What a date field holds is typed in parts that follow the language of the browser; the value itself does not. */
const setDay = (field: ElementHandle, day: string): Promise<void> =>
  field.evaluate((element, value) => {
    ;(element as HTMLInputElement).value = value
    element.dispatchEvent(new Event('input', { bubbles: true }))
    element.dispatchEvent(new Event('change', { bubbles: true }))
  }, day)

/** A day, in a field of a record. */
export async function day(app: Page, label: string, date: string, where: Where = {}): Promise<void> {
  const field = await open(app, label, where)
  await setDay(field, date)
  await app.keyboard.press('Enter')
  await find(app, 'button', new RegExp(`^Edit ${label}: .*${date.slice(0, 4)}`), where)
}

/** A day in a field that stands open, as in a form. */
export async function fillDay(app: Page, label: string | RegExp, date: string, where: Where = {}): Promise<void> {
  await setDay(await find(app, 'Date', label, where), date)
}

/** Adds one link: searches, takes what fits; the list closes by itself. */
export async function link(
  app: Page,
  label: string,
  query: string,
  option: string | RegExp,
  where: Where = {},
): Promise<void> {
  await press(app, `Edit ${label}`, where)
  await find(app, 'listbox', /.*/)
  await app.keyboard.type(query)
  await press(app, option, { role: 'option' })
  await gone(app, 'listbox', /.*/)
}

/** Adds words of a fixed set, whose list stays open until it is left. */
export async function tick(app: Page, label: string, options: readonly string[], where: Where = {}): Promise<void> {
  await press(app, `Edit ${label}`, where)
  for (const option of options) await press(app, new RegExp(`^${option}`), { role: 'option' })
  for (const option of options) await find(app, 'option', new RegExp(`^${option}.*linked`))
  await app.keyboard.press('Escape')
  await gone(app, 'listbox', /.*/)
}

/** Signs: the button that asks, then the one in the dialog that shows what is signed. */
export async function sign(
  app: Page,
  ask: string | RegExp,
  confirm: string | RegExp,
  where: Where = {},
): Promise<void> {
  await press(app, ask, where)
  await confirmSigning(app, confirm)
}

/** Signs in the dialog that stands open; reads again what changed meanwhile. */
export async function confirmSigning(app: Page, confirm: string | RegExp): Promise<void> {
  const dialog = { within: { role: 'dialog', name: /.*/ } }
  const changed = 'I have read the change'
  await until(
    async () => (await has(app, 'button', confirm, dialog)) || (await has(app, 'button', changed, dialog)),
    `${String(confirm)} in a dialog`,
  )
  if (!(await has(app, 'button', changed, dialog))) await press(app, confirm, dialog)
  await until(async () => {
    if (await has(app, 'button', changed, dialog)) {
      await press(app, changed, dialog)
      await press(app, confirm, dialog)
    }
    return !(await has(app, 'dialog', /.*/))
  }, 'the dialog of the signature to be gone')
}

/** Takes an option of a plain select, by its words. */
export async function select(app: Page, label: string | RegExp, option: string, where: Where = {}): Promise<void> {
  const field = await find(app, 'combobox', label, where)
  const wanted = await field.evaluate(
    (element, words) =>
      [...(element as HTMLSelectElement).options].find((one) => one.textContent?.trim() === words)?.value,
    option,
  )
  if (wanted === undefined) throw new Error(`no option "${option}" in ${String(label)}`)
  await field.select(wanted)
}

/** Nobody aims at a button while the page still fills: waits until what is on it has kept its place for a moment. */
export async function still(app: Page): Promise<void> {
  const places = (): Promise<string> =>
    app.evaluate(() => [...document.querySelectorAll('button')].map((one) => one.getBoundingClientRect().top).join())
  for (let before = await places(), same = 0; same < 2;) {
    await new Promise((resolve) => setTimeout(resolve, 60))
    const now = await places()
    same = now === before ? same + 1 : 0
    before = now
  }
}

/** Opens the row that begins with this title; marks behind the title may say more. */
export async function openRow(app: Page, title: string): Promise<void> {
  await press(app, new RegExp(`^${title}`), { role: 'cell' })
  await still(app)
}
