import { afterEach, describe, expect, it } from 'vitest'
import { portPair, type Port } from '~/lib/shared/port'
import { fail, ok, type Result } from '~/lib/shared/result'
import { connectEditor, type EditorConnection, type EditorDocument } from '~/lib/sync/editors/connectEditor'
import { createEditorRoom, type EditorRoom } from '~/lib/sync/editors/editorRoom'

/** A long field of the engine, and rooms over it that can die. */
function createEngineSide(initial: string) {
  const side = {
    value: initial,
    writes: 0,
    refuse: undefined as string | undefined,
    lives: 0,
    room: undefined as EditorRoom | undefined,
    ports: [] as Port[],
    connect(): Port {
      const [page, engine] = portPair()
      side.ports.push(engine)
      const receive = (side.room ??= side.openRoom()).join(engine)
      engine.onMessage(receive)
      return page
    },
    openRoom(): EditorRoom {
      return createEditorRoom(
        {
          read: () => side.value,
          write(base, value): Promise<Result<unknown>> {
            side.writes++
            if (side.refuse) return Promise.resolve(fail('roleMayNotWrite', side.refuse))
            // What the engine's text command does: the difference goes in where the text still stands.
            side.value = base === side.value ? value : side.value + value.slice(base.length)
            return Promise.resolve(ok())
          },
        },
        { session: `life ${++side.lives}` },
      )
    },
    /** The worker dies: the room and its ports are gone, the field stays. */
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
    onDocument: (document) => documents.push(document),
    onRefused,
  })
  open.push(connection)
  return { connection, documents, text: () => connection.current.text.toJSON() }
}
const until = async (condition: () => boolean): Promise<void> => {
  for (let i = 0; i < 400 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(condition()).toBe(true)
}

afterEach(() => {
  for (const connection of open.splice(0)) connection.destroy()
})

describe('long-text editing over the stock provider', () => {
  it('two pages of one engine type together and the field holds both', async () => {
    const side = createEngineSide('Scope: ')
    const [left, right] = [openPage(side), openPage(side)]
    await until(() => left.connection.synced && right.connection.synced)
    expect(left.text()).toBe('Scope: ')
    left.connection.current.text.insert(7, 'Berlin')
    await until(() => right.text() === 'Scope: Berlin')
    right.connection.current.text.insert(13, ' and Leipzig')
    await until(() => side.value === 'Scope: Berlin and Leipzig' && left.text() === side.value)
    await until(() => left.connection.saved && right.connection.saved)
    side.room!.close()
  })

  it('a change from elsewhere reaches the pages and keeps what is typed', async () => {
    const side = createEngineSide('one three')
    const page = openPage(side)
    await until(() => page.connection.synced)
    side.value = 'one two three'
    side.room!.refresh()
    await until(() => page.text() === 'one two three')
    side.room!.close()
  })

  it('cursors of the other page are seen and leave with it', async () => {
    const side = createEngineSide('text')
    const [left, right] = [openPage(side), openPage(side)]
    await until(() => left.connection.synced && right.connection.synced)
    left.connection.current.awareness.setLocalState({ name: 'Alice' })
    await until(() =>
      [...right.connection.current.awareness.getStates().values()].some((state) => state.name === 'Alice'),
    )
    left.connection.destroy()
    await until(
      () => ![...right.connection.current.awareness.getStates().values()].some((state) => state.name === 'Alice'),
    )
    side.room!.close()
  })

  it('after the engine died, the page gets a fresh document and its text is there once', async () => {
    const side = createEngineSide('kept. ')
    const page = openPage(side)
    await until(() => page.connection.synced)
    page.connection.current.text.insert(6, 'saved. ')
    await until(() => side.value === 'kept. saved. ' && page.connection.saved)
    side.kill()
    page.connection.current.text.insert(13, 'typed while away.')
    await until(() => page.documents.length === 2 && page.connection.synced)
    await until(() => side.value === 'kept. saved. typed while away.' && page.text() === side.value)
    side.room!.close()
  })

  it('after the engine died, a text that nobody typed in is there once, and so is what somebody else typed', async () => {
    const side = createEngineSide('kept. ')
    const [reader, writer] = [openPage(side), openPage(side)]
    await until(() => reader.connection.synced && writer.connection.synced)
    writer.connection.current.text.insert(6, 'theirs. ')
    await until(() => side.value === 'kept. theirs. ' && writer.connection.saved && reader.text() === side.value)
    side.kill()
    await until(() =>
      [reader, writer].every(
        ({ documents, connection, text }) => documents.length === 2 && connection.synced && text() !== '',
      ),
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect([side.value, reader.text(), writer.text(), side.writes]).toEqual([
      'kept. theirs. ',
      'kept. theirs. ',
      'kept. theirs. ',
      1,
    ])
    side.room!.close()
  })

  it('a refusal ends the connection with its message and is not retried', async () => {
    const side = createEngineSide('read only')
    side.refuse = 'Your role is viewer. Ask a lead.'
    const messages: string[] = []
    const page = openPage(side, (message) => messages.push(message))
    await until(() => page.connection.synced)
    page.connection.current.text.insert(0, 'x')
    await until(() => messages.length === 1)
    expect(messages).toEqual(['Your role is viewer. Ask a lead.'])
    const writes = side.writes
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(side.writes).toBe(writes)
    expect(side.value).toBe('read only')
    side.room!.close()
  })
})
