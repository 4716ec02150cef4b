import { describe, expect, it } from 'vitest'
import { jsonLimits } from '~/lib/exchange/oscal/guardedJson'
import { openOscal } from '~/lib/exchange/oscal/openOscal'
import { oscalModels } from '~/lib/exchange/oscal/models'
import { utf8 } from '~/lib/shared/bytes'
import { bytesOf, exported, metadata, uuid } from './samples'

const catalog = (more: Record<string, unknown> = {}, meta: Record<string, unknown> = {}): Record<string, unknown> => ({
  catalog: { uuid: uuid(1), metadata: { ...metadata, ...meta }, controls: [{ id: 'ac-1', title: 'Policy' }], ...more },
})
const typeOf = async (bytes: Uint8Array): Promise<string> =>
  ((opened) => (opened.ok ? 'ok' : opened.error.type))(await openOscal(bytes))

describe('OSCAL: opening a file', () => {
  it.each(oscalModels)('opens what it wrote: %s', async (model) => {
    const { text } = await exported(model)
    expect(await openOscal(utf8(text))).toMatchObject({ ok: true, value: { model, version: '1.2.1' } })
  })

  it.each(['1.0', '1.0.0', '1.0.4', '1.1.0', '1.1.2', '1.2.0', '1.2.1'])(
    'takes a catalogue of version %s',
    async (version) => {
      expect(await openOscal(bytesOf(catalog({}, { 'oscal-version': version })))).toMatchObject({
        ok: true,
        value: { model: 'catalog', version },
      })
    },
  )

  it.each(['0.9', '1.3.0', '2.0.0', '1.10.0', '10.2', '1.0-milestone3', 'next'])(
    'names version %s and does not read it',
    async (version) => {
      const opened = await openOscal(bytesOf(catalog({}, { 'oscal-version': version })))
      expect(opened).toMatchObject({ ok: false, error: { type: 'version', detail: { version } } })
      expect(!opened.ok && opened.error.message).toContain(version)
    },
  )

  it('takes mappings from 1.2 on only: there were none before', async () => {
    const { document } = await exported('mapping-collection')
    const old = JSON.parse(
      JSON.stringify(document).replace('"oscal-version":"1.2.1"', '"oscal-version":"1.1.3"'),
    ) as object
    expect(await openOscal(bytesOf(old))).toMatchObject({
      ok: false,
      error: { type: 'version', detail: { version: '1.1.3' } },
    })
  })

  it('says what a file is instead of OSCAL', async () => {
    expect(await typeOf(bytesOf('<?xml version="1.0"?><catalog/>'))).toBe('notJson')
    expect(await typeOf(bytesOf('catalog:\n  uuid: x'))).toBe('notJson')
    expect(await typeOf(bytesOf('{"catalog": '))).toBe('notJson')
    expect(await typeOf(bytesOf(''))).toBe('notJson')
    expect(await typeOf(bytesOf('[1]'))).toBe('notJson')
    expect(await typeOf(Uint8Array.from([0xff, 0xfe, 0x7b, 0x00]))).toBe('notText')
    expect(await typeOf(bytesOf({ risks: [] }))).toBe('notOscal')
    expect(await typeOf(bytesOf({ ...catalog(), profile: {} }))).toBe('notOscal')
    expect(await typeOf(bytesOf({ catalog: { uuid: uuid(1) } }))).toBe('notOscal')
    expect(await typeOf(bytesOf(`\uFEFF${JSON.stringify(catalog())}`))).toBe('ok')
    expect(await typeOf(bytesOf({ $schema: 'https://example.org/schema.json', ...catalog() }))).toBe('ok')
  })

  it('lists the first 20 schema errors with their paths, and how many more there are', async () => {
    const opened = await openOscal(
      bytesOf(catalog({ controls: Array.from({ length: 30 }, (_, index) => ({ id: `${index} bad`, title: '' })) })),
    )
    if (opened.ok) throw new Error('opened')
    const { problems, more } = opened.error.detail as { problems: readonly { path: string }[]; more: number }
    expect(opened.error.type).toBe('schema')
    expect(problems).toHaveLength(20)
    expect(more).toBeGreaterThan(20)
    expect(new Set((problems as unknown as readonly { code: string }[]).map(({ code }) => code))).toEqual(
      new Set(['token', 'line']),
    )
    expect(problems.every(({ path }) => path.startsWith('/catalog/controls/'))).toBe(true)
  })
})

describe('OSCAL: hostile files', () => {
  it('refuses more than 50 MB before reading it', async () => {
    expect(await typeOf(new Uint8Array(jsonLimits.bytes + 1))).toBe('tooLarge')
  })

  it('refuses deep nesting without running out of stack, and ends in time', async () => {
    const started = performance.now()
    expect(await typeOf(bytesOf(`{"catalog":${'['.repeat(5_000_000)}`))).toBe('tooDeep')
    expect(await typeOf(bytesOf(`${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`))).toBe('tooDeep')
    // Brackets inside text nest nothing.
    expect(await typeOf(bytesOf(catalog({}, { remarks: '[{'.repeat(1_000) })))).toBe('ok')
    let parts: unknown = []
    for (let depth = 0; depth < 12; depth++)
      parts = [{ name: 'item', parts: (parts as unknown[]).length > 0 ? parts : [{ name: 'item' }] }]
    expect(await typeOf(bytesOf(catalog({ controls: [{ id: 'ac-1', title: 'Deep', parts }] })))).toBe('ok')
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it.each(['__proto__', 'constructor', 'prototype'])(
    'refuses a member called %s and changes no prototype',
    async (name) => {
      const text = JSON.stringify(catalog()).replace('"title":"Policy"', `"title":"Policy","${name}":{"polluted":true}`)
      expect(await openOscal(bytesOf(text))).toMatchObject({
        ok: false,
        error: { type: 'reservedName', detail: { path: '/catalog/controls/0' } },
      })
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    },
  )

  it('refuses halves of characters, in names and in texts', async () => {
    expect(await typeOf(bytesOf(JSON.stringify(catalog()).replace('"Policy"', '"Pol\\ud800icy"')))).toBe('notText')
    expect(
      await typeOf(bytesOf(JSON.stringify(catalog()).replace('"title":"Policy"', '"title":"Policy","a\\udc00":1'))),
    ).toBe('reservedName')
    expect(await typeOf(bytesOf(JSON.stringify(catalog()).replace('"Policy"', '"Pol\\ud83d\\ude00icy"')))).toBe('ok')
  })

  it('refuses a text of more than a million characters, naming where', async () => {
    expect(await openOscal(bytesOf(catalog({}, { remarks: 'x'.repeat(1_000_001) })))).toMatchObject({
      ok: false,
      error: { type: 'textTooLong', detail: { path: '/catalog/metadata/remarks' } },
    })
  })

  it('patterns end in time on long texts made to hold them up', async () => {
    const long = 200_000
    const texts: Readonly<Record<string, string>> = {
      spaces: `a${' '.repeat(long)}`,
      dots: `a${'.'.repeat(long)}/`,
      at: '@'.repeat(long),
      colons: `a:${':'.repeat(long)}`,
      escapes: '%'.repeat(long),
      letters: `${'a-'.repeat(long / 2)}!`,
    }
    for (const [name, text] of Object.entries(texts)) {
      const started = performance.now()
      const document = catalog(
        {
          controls: [
            { id: text, title: text, props: [{ name: text, value: text, ns: text }], links: [{ href: text }] },
          ],
        },
        { parties: [{ 'uuid': uuid(2), 'type': 'person', 'name': text, 'email-addresses': [text] }], published: text },
      )
      expect(await typeOf(bytesOf(document)), name).toBe('schema')
      expect(performance.now() - started, name).toBeLessThan(10_000)
    }
  }, 90_000)
})
