/**
 * Hands and eyes of a person at a page: finds things by role and accessible name (exact or a pattern), clicks, types,
 * reads.
 */

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, ElementHandle, Page, SerializedAXNode } from 'puppeteer-core'
import { root, until } from './driver'

type Name = string | RegExp

/** Only parts of the page under this named region, dialog, row … count. */
export interface Where {
  readonly within?: { readonly role: string; readonly name: Name }
  readonly timeout?: number
}

const fits = (said: string, name: Name): boolean => {
  const words = said.replace(/\s+/g, ' ').trim()
  // "Edit Owner" finds "Edit Owner: Ada Lindqvist": what a field is called, whatever stands in it.
  return typeof name === 'string' ? words === name || words.startsWith(`${name}:`) : name.test(words)
}

const sessions = new WeakMap<Page, Promise<CDPSession>>()
function sessionOf(page: Page): Promise<CDPSession> {
  const known = sessions.get(page)
  if (known) return known
  const made = page.createCDPSession()
  sessions.set(page, made)
  return made
}

interface Found {
  readonly disabled: boolean
  /** In the page's own world; null where it was drawn anew meanwhile. */
  element(): Promise<ElementHandle | null>
}

/**
 * The first thing with this role and name. A page that is drawn anew, or left, at this moment gives no answer: it is
 * asked again until it does.
 */
async function nodeOf(page: Page, role: string, name: Name, { within }: Where): Promise<Found | undefined> {
  for (let attempt = 0; ; attempt++) {
    try {
      const hidden = await page.evaluate(() => document.visibilityState === 'hidden')
      return await (hidden ? inTree : inView)(page, role, name, within)
    } catch {
      // Nothing is there to be seen of a page that is gone.
      if (attempt === 20 || page.isClosed()) return undefined
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/**
 * Asks the browser for things of that role only, which is cheap on a large page. A tab that is not drawn never answers
 * it; there the whole tree is read.
 */
async function inView(page: Page, role: string, name: Name, within: Where['within']): Promise<Found | undefined> {
  const session = await sessionOf(page)
  const {
    root: { backendNodeId: whole },
  } = await session.send('DOM.getDocument', { depth: 0 })
  const first = async (backendNodeId: number, role: string, name: Name) => {
    const { nodes } = await session.send('Accessibility.queryAXTree', { backendNodeId, role })
    return nodes.find(
      (one) => !one.ignored && one.backendDOMNodeId !== undefined && fits(String(one.name?.value ?? ''), name),
    )
  }
  const region = within ? (await first(whole, within.role, within.name))?.backendDOMNodeId : whole
  const node = region === undefined ? undefined : await first(region, role, name)
  const realm = (
    page.mainFrame() as unknown as { mainRealm(): { adoptBackendNode(id: number): Promise<ElementHandle> } }
  ).mainRealm()
  return (
    node && {
      disabled: node.properties?.some((one) => one.name === 'disabled' && one.value.value === true) === true,
      // Words stand in the element around them.
      element: async () => {
        const handle = await realm.adoptBackendNode(node.backendDOMNodeId!).catch(() => null)
        return handle && role === 'StaticText'
          ? ((await handle.evaluateHandle((words) => words.parentElement)) as ElementHandle)
          : handle
      },
    }
  )
}

async function inTree(page: Page, role: string, name: Name, within: Where['within']): Promise<Found | undefined> {
  const search = (
    node: SerializedAXNode | null | undefined,
    role: string,
    name: Name,
  ): SerializedAXNode | undefined => {
    if (!node) return undefined
    if (node.role === role && fits(node.name ?? '', name)) return node
    for (const child of node.children ?? []) {
      const found = search(child, role, name)
      if (found) return found
    }
    return undefined
  }
  const tree = await page.accessibility.snapshot({ interestingOnly: false })
  const node = search(within ? search(tree, within.role, within.name) : tree, role, name)
  return node && { disabled: node.disabled === true, element: () => node.elementHandle().catch(() => null) }
}

/** The thing with this role and name, as soon as it is there. */
export async function find(
  page: Page,
  role: string,
  name: Name,
  where: Where = {},
  needs: { readonly enabled?: boolean } = {},
): Promise<ElementHandle> {
  let handle: ElementHandle | null = null
  await until(
    async () => {
      const node = await nodeOf(page, role, name, where)
      handle = node && !(needs.enabled && node.disabled) ? await node.element() : null
      return handle !== null
    },
    `${role} ${String(name)}${needs.enabled ? ' to be there and enabled' : ''} on ${page.url()}`,
    where.timeout,
  )
  return handle!
}

export const has = async (page: Page, role: string, name: Name, where: Where = {}): Promise<boolean> =>
  (await nodeOf(page, role, name, where)) !== undefined
export const gone = (page: Page, role: string, name: Name, where: Where = {}): Promise<void> =>
  until(async () => !(await has(page, role, name, where)), `${role} ${String(name)} to be gone`, where.timeout)

/** What stands in the accessibility tree for a thing: its state, value, whether it is disabled. */
export async function look(page: Page, role: string, name: Name, where: Where = {}): Promise<SerializedAXNode> {
  const element = await find(page, role, name, where)
  return (await page.accessibility.snapshot({ root: element, interestingOnly: false }))!
}

/** Waits until a thing can be used. */
export const enabled = (page: Page, name: Name, where: Where & { readonly role?: string } = {}): Promise<void> =>
  until(
    async () => (await nodeOf(page, where.role ?? 'button', name, where))?.disabled === false,
    `${where.role ?? 'button'} ${String(name)} to be enabled`,
    where.timeout,
  )

/** Clicks with the mouse; what is re-rendered or moves away between finding and clicking is found again. */
export async function press(page: Page, name: Name, where: Where & { readonly role?: string } = {}): Promise<void> {
  await clicked(page, where.role ?? 'button', name, where)
}

async function clicked(page: Page, role: string, name: Name, where: Where): Promise<ElementHandle> {
  const end = Date.now() + (where.timeout ?? 30_000)
  for (;;) {
    const handle = await find(page, role, name, where, { enabled: true })
    try {
      // Nobody clicks in a tab that is not in front, and the browser would not draw it.
      if (await page.evaluate(() => document.visibilityState === 'hidden')) await page.bringToFront()
      const missed = await watchTheHand(handle)
      await handle.click()
      if (!(await missed())) return handle
      if (Date.now() > end) throw new Error(`${role} ${String(name)} lies under something else on ${page.url()}.`)
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}

/** What moves between looking and pressing is missed: the press then does nothing, and the person sees so. */
async function watchTheHand(handle: ElementHandle): Promise<() => Promise<boolean>> {
  const pressed = await handle.evaluateHandle((element) => {
    const state = { missed: false }
    let first = true
    let clicked = false
    let turnedOff = false
    // A button may be off for a moment (a text that is being saved) between the press and the letting go: then nothing
    // was clicked.
    const watch = new MutationObserver(() => void (turnedOff = true))
    watch.observe(element, { attributes: true, attributeFilter: ['disabled'] })
    const check = (event: Event): void => {
      if (first) state.missed = !event.composedPath().includes(element)
      first = false
      if (event.type === 'click') clicked = true
      if (!state.missed) return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    const kinds = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'] as const
    for (const kind of kinds) window.addEventListener(kind, check, true)
    return Object.assign(state, {
      end: (): boolean => {
        for (const kind of kinds) window.removeEventListener(kind, check, true)
        if (watch.takeRecords().length > 0) turnedOff = true
        watch.disconnect()
        return state.missed || (!clicked && (turnedOff || element.matches(':disabled')))
      },
    })
  })
  // A page that was left was hit.
  return () => pressed.evaluate((state) => state.end()).catch(() => false)
}

export const follow = (page: Page, name: Name, where: Where = {}): Promise<void> =>
  press(page, name, { ...where, role: 'link' })

/** Empties a field and types into it, key by key. */
export async function write(
  page: Page,
  label: Name,
  value: string,
  where: Where & { readonly role?: string } = {},
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const field = await clicked(page, where.role ?? 'textbox', label, where)
    await field.evaluate((element) => (element as HTMLInputElement).select?.())
    if (value === '') return page.keyboard.press('Backspace')
    await page.keyboard.type(value)
    // A dialog that opens takes the focus for a moment: what was typed by then is typed again, as a person would.
    const said = await field.evaluate((element) => (element as HTMLInputElement).value ?? '').catch(() => '')
    const torn = said !== value && said !== '' && (value.endsWith(said) || value.startsWith(said))
    if (!torn || attempt === 2) return
  }
}

/** Presses keys one after the other, for whatever has the focus. */
export async function keys(page: Page, ...names: readonly Parameters<Page['keyboard']['press']>[0][]): Promise<void> {
  for (const name of names) await page.keyboard.press(name)
}

const pictures = join(root, 'tests', '.artifacts', 'e2e')

/**
 * A picture of what the person sees, for a look afterwards: of what went wrong always, of the rest where `E2E_PICTURES`
 * is set. Nothing depends on it.
 */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env['E2E_PICTURES'] && !/failed|^a11y-/.test(name)) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) }).catch(() => undefined)
}
