/**
 * policy-typing: how long a pressed key takes to its paint in a policy of 20,000 words that somebody else writes in at
 * the same time, against bare Tiptap with the same text in the same browser. Both get the same key in the same
 * paragraph every 100 ms (120 words a minute), measured in the page from the key to after the next frame; the other one
 * writes a letter every 200 ms, throughout. The two take turns of 20 keys, so that whatever else the machine does falls
 * on both; four runs of 100 keys each, the first of which warms up and is dropped. What is told is the median of the
 * runs' figures, and each run's beside it. The builds are the shipped ones, the engine runs in its worker.
 */

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { build as bundle } from 'esbuild'
import type { Browser, Page } from 'puppeteer-core'
import { bench, describe } from 'vitest'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import { root, startRelay, startSite, webProfile } from '../e2e/driver'
import { createWorkspace } from '../e2e/firstRun'
import { tell } from './figure'

const bar = 1.5
const runs = 3
const turns = 5
const keysPerTurn = 20
/**
 * The other one writes 60 words a minute; the measured one 120, so that letters are pressed like letters, not in one
 * burst.
 */
const othersKeyMs = 200
const keyMs = 100

const words = [
  'access',
  'information',
  'systems',
  'is',
  'given',
  'for',
  'a',
  'task',
  'to',
  'named',
  'person',
  'and',
  'no',
  'longer',
  'than',
  'the',
  'lasts',
  'owners',
  'decide',
  'who',
]
const sentence = (n: number): string =>
  Array.from({ length: 50 }, (_, i) => words[(n * 7 + i * 3) % words.length]).join(' ')
const text = Array.from(
  { length: 400 },
  (_, n) =>
    `${n % 20 === 0 ? `## Section ${n / 20 + 1}\n\n` : ''}Paragraph ${n} says that **${sentence(n).slice(0, 20)}** ${sentence(n)}.`,
).join('\n\n')

/** Bare Tiptap: the starter kit and the text, in the same measure. */
async function bareSite(): Promise<Awaited<ReturnType<typeof startSite>>> {
  const made = await bundle({
    stdin: {
      contents: `import { Editor } from '@tiptap/core'\nimport StarterKit from '@tiptap/starter-kit'\nnew Editor({ element: document.querySelector('#text'), extensions: [StarterKit], content: ${JSON.stringify({ type: 'doc', content: readMarkdown(text) })} })`,
      resolveDir: root,
      loader: 'js',
    },
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
    target: 'es2022',
  })
  const style =
    'body{margin:0;height:100vh;display:flex}main{overflow-y:auto;flex:1}#text{width:540px;margin:0 auto;font:15.5px/26px serif}'
  return startSite({
    '/': `<!doctype html><meta charset="utf-8"><style>${style}</style><main><div id="text"></div></main><script>${made.outputFiles[0]!.text.replaceAll('</script', '<\\/script')}</script>`,
  })
}

/** Sends a command as the app's own pages do. */
async function command(
  page: Page,
  name: string,
  input: unknown,
): Promise<{ readonly id: string; readonly ref: string }> {
  const result = await page.evaluate(
    async (name, input) => {
      const app = document.querySelector('#app') as unknown as {
        __vue_app__: {
          _context: {
            provides: Record<
              symbol,
              {
                client?: {
                  run(name: string, input: unknown): Promise<{ ok: boolean; value: { id: string; ref: string } }>
                }
              }
            >
          }
        }
      }
      const { provides } = app.__vue_app__._context
      const client = Object.getOwnPropertySymbols(provides)
        .map((key) => provides[key]?.client)
        .find((one) => one !== undefined)
      return client!.run(name, input)
    },
    name,
    input,
  )
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result)}`)
  return result.value
}

/** Puts the caret at the end of the paragraph that begins so. */
async function standIn(page: Page, beginning: string): Promise<void> {
  await page.waitForFunction(
    (beginning) => [...document.querySelectorAll('.ProseMirror p')].some((p) => p.textContent!.startsWith(beginning)),
    { timeout: 60_000, polling: 200 },
    beginning,
  )
  await page.evaluate((beginning) => {
    const paragraph = [...document.querySelectorAll('.ProseMirror p')].find((p) =>
      p.textContent!.startsWith(beginning),
    )!
    paragraph.scrollIntoView({ block: 'center' })
    ;(document.querySelector('.ProseMirror') as HTMLElement).focus({ preventScroll: true })
    getSelection()!.selectAllChildren(paragraph)
    getSelection()!.collapseToEnd()
  }, beginning)
}

/** Milliseconds from the press of a key to after the frame that shows it. */
async function pressed(page: Page): Promise<number> {
  const painted = await page.evaluateHandle(() => ({
    done: new Promise<number>((resolve) => {
      addEventListener(
        'keydown',
        ({ timeStamp }) =>
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now() - timeStamp)
            port2.postMessage(0)
          }),
        { once: true, capture: true },
      )
    }),
  }))
  await page.keyboard.press('x')
  const ms = await painted.evaluate(({ done }) => done)
  await painted.dispose()
  return ms
}

/** Milliseconds of the keys of one run. */
interface Run {
  readonly policy: number[]
  readonly bare: number[]
}

const p95 = (samples: readonly number[]): number =>
  [...samples].sort((a, b) => a - b)[Math.ceil(samples.length * 0.95) - 1]!
const median = (samples: readonly number[]): number =>
  [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)]!

async function measure(): Promise<void> {
  execFileSync(process.execPath, [join(root, 'server', 'dev', 'build.mjs'), 'web', 'relay'], { stdio: 'inherit' })
  const relay = await startRelay()
  const bare = await bareSite()
  // Two people look at two screens; neither is in the background.
  const profile = await webProfile({
    flags: [
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
    ],
  })
  try {
    await compare(profile, relay.url, bare.url)
  } finally {
    await profile.close()
    await relay.close()
    await bare.close()
  }
}

async function compare(
  profile: { readonly browser: Browser; open(url: string): Promise<Page> },
  app: string,
  bare: string,
): Promise<void> {
  const policy = await profile.open(`${app}/#/start`)
  await createWorkspace(policy, { name: 'Bench', person: 'One' })
  const { ref } = await command(policy, 'record.create', {
    kind: 'policy',
    fields: { title: 'Information security policy', level: 'top', body: text },
  })
  const other = await profile.open(`${app}/#/policies/${ref}`)
  await standIn(other, 'Paragraph 210 ')
  await policy.goto(`${app}/#/policies/${ref}`)
  await standIn(policy, 'Paragraph 200 ')
  const plain = await profile.open(bare)
  await standIn(plain, 'Paragraph 200 ')
  // The other tab is behind; its person types through the editor itself.
  await other.evaluate((every) => {
    const { editor } = document.querySelector('.ProseMirror') as unknown as {
      editor: { state: { selection: { from: number } }; commands: { insertContent(text: string): void } }
    }
    setInterval(() => editor.commands.insertContent('y'), every)
  }, othersKeyMs)

  const measured: Run[] = []
  for (let run = 0; run <= runs; run++) {
    const samples: Run = { policy: [], bare: [] }
    for (let turn = 0; turn < turns; turn++) {
      for (const [page, into] of [
        [plain, samples.bare],
        [policy, samples.policy],
      ] as const) {
        await page.bringToFront()
        await standIn(page, 'Paragraph 200 ')
        for (let key = 0; key < keysPerTurn; key++) {
          const began = performance.now()
          into.push(await pressed(page))
          await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + keyMs - performance.now())))
        }
      }
    }
    // The first run warms up.
    if (run > 0) measured.push(samples)
  }
  const [both, typed] = await policy.evaluate(() => [
    document.querySelector('.ProseMirror')!.textContent!.includes('yyyyyyyyyy'),
    document.querySelector('.ProseMirror')!.textContent!.includes('xxxxxxxxxx'),
  ])
  if (!both || !typed) throw new Error('The two did not write in one text.')
  const ratios = measured.map((run) => p95(run.policy) / p95(run.bare))
  const ratio = median(ratios)
  const told = (side: keyof Run): string =>
    `p50 ${median(measured.map((run) => median(run[side]))).toFixed(1)} ms  p95 ${median(measured.map((run) => p95(run[side]))).toFixed(1)} ms  (p95 of the runs ${measured.map((run) => p95(run[side]).toFixed(1)).join(', ')})`
  tell({
    name: 'policy-typing',
    value: ratio,
    bar,
    unit: 'ratio',
    note: `p95, ${text.split(/\s+/).length} words, ${runs} runs of ${turns * keysPerTurn} keys each (${ratios.map((one) => one.toFixed(2)).join(', ')}): two people in the policy ${told('policy')} ÷ bare Tiptap ${told('bare')}`,
  })
}

describe('policy-typing', () => {
  bench('key press to paint, two people in 20,000 words ÷ bare Tiptap', measure, {
    time: 0,
    iterations: 1,
    warmupTime: 0,
    warmupIterations: 0,
  })
})
