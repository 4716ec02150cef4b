/** Hands and eyes of a person at a page: finds things by role and accessible name (exact or a pattern), clicks, types, reads. */

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ElementHandle, Page, SerializedAXNode } from 'puppeteer-core'
import { root, until } from './driver'

type Name = string | RegExp

/** Only parts of the page under this named region, dialog, row … count. */
export interface Where {
  readonly within?: { readonly role: string; readonly name: Name }
  readonly timeout?: number
}

const fits = (node: SerializedAXNode, role: string, name: Name): boolean => {
  const said = (node.name ?? '').replace(/\s+/g, ' ').trim()
  // "Edit Owner" finds "Edit Owner: Ada Lindqvist": what a field is called, whatever stands in it.
  return node.role === role && (typeof name === 'string' ? said === name || said.startsWith(`${name}:`) : name.test(said))
}

function search(node: SerializedAXNode | null | undefined, role: string, name: Name): SerializedAXNode | undefined {
  if (!node) return undefined
  if (fits(node, role, name)) return node
  for (const child of node.children ?? []) {
    const found = search(child, role, name)
    if (found) return found
  }
  return undefined
}

async function nodeOf(page: Page, role: string, name: Name, where: Where): Promise<SerializedAXNode | undefined> {
  // A page in the middle of a navigation has no tree; the caller asks again.
  const tree = await page.accessibility.snapshot({ interestingOnly: false }).catch(() => null)
  const region = where.within ? search(tree, where.within.role, where.within.name) : tree
  return search(region, role, name)
}

/** The thing with this role and name, as soon as it is there. */
export async function find(page: Page, role: string, name: Name, where: Where = {}): Promise<ElementHandle> {
  let handle: ElementHandle | null = null
  await until(async () => {
    const node = await nodeOf(page, role, name, where)
    handle = node ? await node.elementHandle().catch(() => null) : null
    return handle !== null
  }, `${role} ${String(name)} on ${page.url()}`, where.timeout)
  return handle!
}

export const has = async (page: Page, role: string, name: Name, where: Where = {}): Promise<boolean> => (await nodeOf(page, role, name, where)) !== undefined
export const gone = (page: Page, role: string, name: Name, where: Where = {}): Promise<void> => until(async () => !(await has(page, role, name, where)), `${role} ${String(name)} to be gone`, where.timeout)

/** What stands in the accessibility tree for a thing: its state, value, whether it is disabled. */
export async function look(page: Page, role: string, name: Name, where: Where = {}): Promise<SerializedAXNode> {
  await find(page, role, name, where)
  return (await nodeOf(page, role, name, where))!
}

/** Waits until a thing can be used. */
export const enabled = (page: Page, name: Name, where: Where & { readonly role?: string } = {}): Promise<void> =>
  until(async () => (await nodeOf(page, where.role ?? 'button', name, where))?.disabled !== true, `${where.role ?? 'button'} ${String(name)} to be enabled`, where.timeout)

/** Clicks with the mouse; what is re-rendered between finding and clicking is found again. */
export async function press(page: Page, name: Name, where: Where & { readonly role?: string } = {}): Promise<void> {
  await clicked(page, where.role ?? 'button', name, where)
}

async function clicked(page: Page, role: string, name: Name, where: Where): Promise<ElementHandle> {
  const end = Date.now() + (where.timeout ?? 15_000)
  await enabled(page, name, { ...where, role })
  for (;;) {
    const handle = await find(page, role, name, where)
    try {
      // Nobody clicks in a tab that is not in front, and the browser would not draw it.
      if (await page.evaluate(() => document.visibilityState === 'hidden')) await page.bringToFront()
      await handle.click()
      return handle
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}

export const follow = (page: Page, name: Name, where: Where = {}): Promise<void> => press(page, name, { ...where, role: 'link' })

/** Empties a field and types into it, key by key. */
export async function write(page: Page, label: Name, value: string, where: Where & { readonly role?: string } = {}): Promise<void> {
  const field = await clicked(page, where.role ?? 'textbox', label, where)
  await field.evaluate((element) => (element as HTMLInputElement).select?.())
  if (value === '') await page.keyboard.press('Backspace')
  else await page.keyboard.type(value)
}

/** Presses keys one after the other, for whatever has the focus. */
export async function keys(page: Page, ...names: readonly Parameters<Page['keyboard']['press']>[0][]): Promise<void> {
  for (const name of names) await page.keyboard.press(name)
}

const pictures = join(root, 'tests', '.artifacts', 'e2e')

/** A picture of what the person sees, for a look afterwards. Nothing depends on it. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) }).catch(() => undefined)
}
