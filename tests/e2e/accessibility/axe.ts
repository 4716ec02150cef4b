/** Axe over a page: what it finds serious or critical, by WCAG 2.2 A and AA and its best practices. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'puppeteer-core'
import { until } from '../driver'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules that find nothing worse than moderate, which nobody asks for here, and walk the whole page for it. */
const nothingSerious: RunOptions['rules'] = Object.fromEntries(
  ['region', 'landmark-unique', 'page-has-heading-one', 'heading-order'].map((id) => [id, { enabled: false }]),
)
const everything: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: nothingSerious,
  resultTypes: ['violations'],
  preload: false,
}
/** What a scheme changes is colour alone: structure and names were looked at in the other one. */
const colours: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  resultTypes: ['violations'],
  preload: false,
}

type Scheme = 'light' | 'dark'

/**
 * What axe finds, with the elements it means; of colours, only where `select` fits. Pages of an extension run no
 * injected element, so the source is evaluated.
 */
export async function violations(
  page: Page,
  only: 'everything' | 'colours' = 'everything',
  select = '*',
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    const session = await page.createCDPSession()
    await session.send('Runtime.evaluate', { expression: source })
    await session.detach()
  }
  const results = (await page.evaluate(
    async (options, selector) => {
      const { axe } = globalThis as unknown as {
        axe: { configure(spec: unknown): void; run(context: unknown, options: unknown): Promise<unknown> }
      }
      axe.configure({ rules: [{ id: 'color-contrast', selector }] })
      return (await axe.run(document, options)) as never
    },
    (only === 'colours' ? colours : everything) as never,
    select,
  )) as AxeResults
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(
        (node) =>
          `${impact} ${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`,
      ),
    )
}

/**
 * Marks every text whose colours have not been judged in this scheme since the page was loaded, and counts them. Text
 * in the flow, drawn in the same colour and size on the same grounds, gives the same contrast: it is judged the first
 * time it stands in plain sight. What lies over something (placed, faded at its edge, out of sight) is judged each
 * time.
 */
const markUnjudged = (page: Page, scheme: Scheme): Promise<number> =>
  page.evaluate((now) => {
    const memory = globalThis as { judgedColours?: Record<string, Set<string>> }
    const judged = ((memory.judgedColours ??= {})[now] ??= new Set())
    const opaque = (colour: string): boolean =>
      !colour.startsWith('rgba') && !colour.includes('/') && colour !== 'transparent'
    /**
     * What is seen behind a text in this element, up to the first ground that covers; undefined where that is not its
     * ancestors' alone.
     */
    const grounds = new Map<Element, string | undefined>()
    const ground = (element: Element | null): string | undefined => {
      if (!element) return ''
      if (grounds.has(element)) return grounds.get(element)
      const style = getComputedStyle(element)
      const own = [style.backgroundColor, style.backgroundImage, style.filter, style.mixBlendMode].join(' ')
      const covers = opaque(style.backgroundColor) && style.backgroundImage === 'none'
      const behind = covers ? '' : ground(element.parentElement)
      const placed =
        !covers && (style.position === 'absolute' || style.position === 'fixed' || style.transform !== 'none')
      const found = placed || behind === undefined ? undefined : `${own}<${behind}`
      grounds.set(element, found)
      return found
    }
    const fades = new Map<Element, string>()
    const fade = (element: Element | null): string => {
      if (!element) return ''
      const known = fades.get(element)
      if (known !== undefined) return known
      const { opacity } = getComputedStyle(element)
      const found = (opacity === '1' ? '' : `${opacity} `) + fade(element.parentElement)
      fades.set(element, found)
      return found
    }
    let unjudged = 0
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      element.removeAttribute('data-unjudged')
      // What axe judges: words of more than one letter, and what stands in a field.
      const field = element.matches(
        'textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=color], [type=file])',
      )
      const said = field
        ? (element as HTMLInputElement).value || ((element as HTMLInputElement).placeholder ?? '')
        : [...element.childNodes]
            .map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : ''))
            .join('')
            .trim()
      if (said.length < 2 || !element.checkVisibility()) continue
      const style = getComputedStyle(element)
      // Said, not seen.
      if (style.position === 'absolute' && element.offsetWidth <= 1) continue
      const behind = ground(element)
      const look =
        behind === undefined
          ? undefined
          : [
              style.color,
              style.fontSize,
              style.fontWeight,
              style.textShadow,
              style.textDecorationLine,
              element.parentElement && getComputedStyle(element.parentElement).color,
              element.tagName === 'A',
              fade(element),
              behind,
            ].join('|')
      if (look !== undefined && judged.has(look)) continue
      element.setAttribute('data-unjudged', '')
      unjudged++
      // Nothing disabled and nothing covered is judged: such a text speaks for no other.
      if (
        look === undefined ||
        said.replace(/[^\p{L}\p{N}]/gu, '').length < 2 ||
        element.closest(':disabled, [aria-disabled=true], [inert]')
      )
        continue
      const range = document.createRange()
      range.selectNodeContents(element)
      const box = (field ? element : range).getBoundingClientRect()
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      if (top && (element.contains(top) || top === element)) judged.add(look)
    }
    return unjudged
  }, scheme)

/** Light or dark, as the system says it; nothing moves. */
export async function scheme(page: Page, value: Scheme): Promise<void> {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ])
  await until(
    () => page.evaluate((dark) => document.documentElement.classList.contains('dark') === dark, value === 'dark'),
    `${value} to be on`,
  )
}

/**
 * Everything in the scheme that is on, then the colours of the other, which stays on: a switch redraws the whole page.
 */
export async function violationsInBoth(page: Page): Promise<string[]> {
  const [first, second] = await schemes(page)
  const found = [...(await violationsIn(page, first))]
  await scheme(page, second)
  if ((await markUnjudged(page, second)) > 0)
    found.push(...(await violations(page, 'colours', '[data-unjudged]')).map((line) => `${second}: ${line}`))
  return found
}

/**
 * Everything in the scheme that is not on, which stays on. Over many screens each scheme has every other one: what
 * screens share (and nearly all of it is shared, by tokens and components) is judged in both.
 */
export async function violationsInTurn(page: Page): Promise<string[]> {
  const [, other] = await schemes(page)
  return [...(await violationsIn(page, other))]
}

async function schemes(page: Page): Promise<readonly [on: Scheme, off: Scheme]> {
  return (await page.evaluate(() => document.documentElement.classList.contains('dark')))
    ? ['dark', 'light']
    : ['light', 'dark']
}
async function violationsIn(page: Page, wanted: Scheme): Promise<readonly string[]> {
  await scheme(page, wanted)
  await markUnjudged(page, wanted)
  return (await violations(page, 'everything', '[data-unjudged]')).map((line) => `${wanted}: ${line}`)
}
