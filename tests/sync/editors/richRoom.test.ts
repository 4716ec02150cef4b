/** Rich fields in rooms: shared XML in pages, Markdown in the field (isms.md 2.1, MG5). */

import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { tree } from '../../richText/trees'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import { canonicalBlocks } from '~/lib/richText/richTree'
import { canonicalMarkdown } from '~/lib/richText/writeMarkdown'
import { portPair, type Port } from '~/lib/shared/port'
import { fail, ok, type Result } from '~/lib/shared/result'
import { connectEditor, type EditorConnection, type EditorDocument } from '~/lib/sync/editors/connectEditor'
import { createEditorRoom, type EditorRoom } from '~/lib/sync/editors/editorRoom'
import { fillFragment, fragmentBlocks, updateFragment } from '~/lib/sync/editors/richFragment'
import { rebaseSteps, applySteps } from '~/lib/vault/books/textMerge'

const policy =
  '# Access\n\nAccess is given for a task, to a **named** person.\n\n- Joiners\n- Leavers\n\nRights end on the last day.'

function createField(initial: string) {
  const side = {
    value: initial,
    writes: [] as { base: string; value: string; at: number }[],
    refuse: undefined as string | undefined,
    lives: 0,
    room: undefined as EditorRoom | undefined,
    ports: [] as Port[],
    connect(): Port {
      const [page, engine] = portPair()
      side.ports.push(engine)
      side.room ??= createEditorRoom(
        {
          read: () => side.value,
          write(base, value): Promise<Result<unknown>> {
            if (side.refuse) return Promise.resolve(fail('roleMayNotWrite', side.refuse))
            side.writes.push({ base, value, at: performance.now() })
            side.value = applySteps(side.value, rebaseSteps(base, value, side.value))
            return Promise.resolve(ok())
          },
        },
        { session: `life ${++side.lives}`, shape: 'rich' },
      )
      engine.onMessage(side.room.join(engine))
      return page
    },
    /** Somebody on another device changes the field. */
    change(value: string) {
      side.value = value
      side.room?.refresh()
    },
    kill() {
      const dead = side.ports.splice(0)
      side.room?.close()
      side.room = undefined
      for (const port of dead) port.close()
    },
  }
  return side
}

const open: EditorConnection[] = []
function openPage(side: { connect(): Port }, onRefused?: (message: string) => void) {
  const documents: EditorDocument[] = []
  const connection = connectEditor(() => side.connect(), {
    shape: 'rich',
    onDocument: (document) => documents.push(document),
    onRefused,
  })
  open.push(connection)
  return { connection, documents, blocks: () => fragmentBlocks(connection.current.fragment) }
}
type Page = ReturnType<typeof openPage>
const until = async (condition: () => boolean, what = ''): Promise<void> => {
  for (let i = 0; i < 400 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(condition(), what).toBe(true)
}
/** The text run of a page that holds `words`, as an editor would find it. */
function runWith(page: Page, words: string): Y.XmlText {
  const find = (parent: Y.XmlFragment): Y.XmlText | undefined => {
    for (const child of parent.toArray()) {
      const found =
        child instanceof Y.XmlText
          ? String(
              child
                .toDelta()
                .map((part: { insert: string }) => part.insert)
                .join(''),
            ).includes(words)
            ? child
            : undefined
          : child instanceof Y.XmlFragment
            ? find(child)
            : undefined
      if (found) return found
    }
    return undefined
  }
  return find(page.connection.current.fragment)!
}
const textOf = (run: Y.XmlText): string =>
  run
    .toDelta()
    .map((part: { insert: string }) => part.insert)
    .join('')
const type = (page: Page, after: string, words: string): void => {
  const run = runWith(page, after)
  run.insert(textOf(run).indexOf(after) + after.length, words)
}

afterEach(() => {
  for (const connection of open.splice(0)) connection.destroy()
})

describe('rich text in rooms', () => {
  it('two pages write in one policy; the field keeps its Markdown', async () => {
    const side = createField(policy)
    const [left, right] = [openPage(side), openPage(side)]
    await until(() => left.connection.synced && right.connection.synced)
    expect(left.blocks()).toEqual(readMarkdown(policy))
    type(left, 'for a task', ' alone')
    type(right, 'last day', ' of work')
    await until(
      () => side.value === policy.replace('for a task', 'for a task alone').replace('last day', 'last day of work'),
    )
    await until(() => JSON.stringify(left.blocks()) === JSON.stringify(right.blocks()))
    side.room!.close()
  })

  it('opening a policy of another spelling writes nothing; an edit touches its own paragraph', async () => {
    const foreign = 'Access\n======\n\n* one\n* two\n\nText of __old__.'
    const side = createField(foreign)
    const page = openPage(side)
    await until(() => page.connection.synced)
    page.connection.current.awareness.setLocalState({ name: 'Alice' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(side.writes).toEqual([])
    type(page, ' two'.trim(), ' and a half')
    await until(() => side.value === 'Access\n======\n\n- one\n- two and a half\n\nText of __old__.')
    side.room!.close()
  })

  it('a change from elsewhere leaves the caret, the half-typed word and the empty line where they are', async () => {
    const side = createField(policy)
    const page = openPage(side)
    await until(() => page.connection.synced)
    const run = runWith(page, 'Rights end')
    type(page, 'last day.', ' And ')
    page.connection.current.fragment.insert(page.connection.current.fragment.length, [new Y.XmlElement('paragraph')])
    const caret = Y.createRelativePositionFromTypeIndex(run, textOf(run).length)
    await until(() => side.value.endsWith('last day. And'))
    side.change(
      side.value
        .replace('# Access', '# Access and identity')
        .replace('- Leavers', '- Movers\n- Leavers')
        .replace('Rights end', 'All rights end'),
    )
    await until(() => textOf(run).startsWith('All rights end'))
    expect(textOf(run)).toBe('All rights end on the last day. And ')
    const place = Y.createAbsolutePositionFromRelativePosition(caret, page.connection.current.doc)!
    expect([place.type === run, place.index]).toEqual([true, textOf(run).length])
    expect(page.blocks().at(-1)).toEqual({ type: 'paragraph' })
    run.insert(textOf(run).length, 'then')
    await until(() => side.value.endsWith('All rights end on the last day. And then'))
    expect(side.value).toContain('# Access and identity')
    expect(side.value).toContain('- Movers')
    side.room!.close()
  })

  it('what was typed while the engine was away is there once, in the policy of now', async () => {
    const side = createField('Kept __as it was__.\n\nSecond.')
    const page = openPage(side)
    await until(() => page.connection.synced)
    type(page, 'Second.', ' Saved.')
    await until(() => side.value.endsWith('Saved.') && page.connection.saved)
    side.kill()
    side.value = side.value.replace('Second.', 'Second one.')
    type(page, 'Saved.', ' Typed while away.')
    await until(() => page.documents.length === 2 && page.connection.synced)
    await until(() => side.value === 'Kept __as it was__.\n\nSecond one. Saved. Typed while away.', side.value)
    await until(() => JSON.stringify(page.blocks()) === JSON.stringify(readMarkdown(side.value)))
    side.room!.close()
  })

  it('who may not write is told why, and nothing changes', async () => {
    const side = createField(policy)
    side.refuse = 'Your role is viewer. Ask a lead.'
    const messages: string[] = []
    const page = openPage(side, (message) => messages.push(message))
    await until(() => page.connection.synced)
    type(page, 'Rights', ' x')
    await until(() => messages.length === 1)
    expect(messages).toEqual(['Your role is viewer. Ask a lead.'])
    expect(side.value).toBe(policy)
    side.room!.close()
  })

  it('20,000 words: each letter typed is one write of one letter', async () => {
    const paragraphs = Array.from(
      { length: 400 },
      (_, i) =>
        `${i % 20 === 0 ? `## Section ${i / 20 + 1}\n\n` : ''}Paragraph ${i} ${'of words that a policy is made of '.repeat(6)}ends **here**.`,
    )
    const long = paragraphs.join('\n\n')
    expect(long.split(/\s+/).length).toBeGreaterThan(20_000 * 0.9)
    const side = createField(long)
    const page = openPage(side)
    await until(() => page.connection.synced)
    type(page, 'Paragraph 200 ', 'x')
    await until(() => side.writes.length === 1)
    type(page, 'Paragraph 300 ', 'y')
    await until(() => side.writes.length === 2)
    expect(side.value).toBe(
      long.replace('Paragraph 200 ', 'Paragraph 200 x').replace('Paragraph 300 ', 'Paragraph 300 y'),
    )
    side.room!.close()
  })
})

describe('a fragment made to say something else', () => {
  it('says it, whatever it said before', () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const fragment = new Y.Doc().getXmlFragment('rich')
        fillFragment(fragment, before)
        expect(canonicalBlocks(fragmentBlocks(fragment))).toEqual(canonicalBlocks(before))
        updateFragment(fragment, canonicalBlocks(after))
        expect(canonicalBlocks(fragmentBlocks(fragment))).toEqual(canonicalBlocks(after))
      }),
      { numRuns: 250, seed: 27001 },
    )
  })

  it('keeps the paragraphs it has: one put in between makes one', () => {
    const doc = new Y.Doc()
    const fragment = doc.getXmlFragment('rich')
    fillFragment(fragment, readMarkdown('One.\n\nTwo.\n\nThree.'))
    const [one, two, three] = fragment.toArray()
    updateFragment(fragment, readMarkdown('One.\n\nBetween.\n\nTwo, changed.\n\nThree.'))
    const now = fragment.toArray()
    expect([now[0] === one, now[2] === two, now[3] === three, now.length]).toEqual([true, true, true, 4])
  })
})

describe('MG5: two devices edit one policy, offline', () => {
  /** The Markdown of both, merged as the book merges long texts. */
  function merged(base: string, ...sides: readonly string[]): string {
    const first = new Y.Doc()
    first.getText('t').insert(0, base)
    const docs = sides.map((value) => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(first))
      doc.getText('t').applyDelta(rebaseSteps(base, value, base) as never)
      return doc
    })
    for (const doc of docs) Y.applyUpdate(first, Y.encodeStateAsUpdate(doc))
    return first.getText('t').toJSON()
  }
  const word = fc.stringMatching(/^[a-z]{3,9}$/)

  it('different paragraphs: both edits stand', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 2, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        word,
        word,
        (paragraphs, a, b, left, right) => {
          const base = canonicalMarkdown(paragraphs.join('\n\n'))
          const [i, j] = [a % paragraphs.length, b % paragraphs.length]
          fc.pre(i !== j)
          const edited = (at: number, add: string): readonly string[] =>
            paragraphs.map((text, n) => (n === at ? `${text} **${add}**` : text))
          const both = paragraphs.map((text, n) =>
            n === i ? `${text} **${left}**` : n === j ? `${text} **${right}**` : text,
          )
          expect(readMarkdown(merged(base, edited(i, left).join('\n\n'), edited(j, right).join('\n\n')))).toEqual(
            readMarkdown(both.join('\n\n')),
          )
        },
      ),
      { numRuns: 200, seed: 27001 },
    )
  })

  it('one paragraph: the words of both stand', () => {
    const now = merged('Access is given.', 'Access is given for a task.', 'All access is given.')
    expect(now).toBe('All access is given for a task.')
    const same = merged('Access is given.', 'Access is given daily.', 'Access is given yearly.')
    expect(same).toContain('daily')
    expect(same).toContain('yearly')
  })
})
