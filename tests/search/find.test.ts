import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SearchContext } from '~/lib/search/searchFunctions'
import { record, searchWorld, type SearchWorld } from './world'

const context: SearchContext = {
  kinds: { risk: 'risk', risiko: 'risk', richtlinie: 'policy', control: 'control' },
  me: 'pe_ada',
}

const soa = 'soa_iso27001-2022:A.8.13'
const records = [
  record('person', 'pe_ada', { name: 'Ada Lindqvist' }),
  record('person', 'pe_bo', { name: 'Bo Nakamura' }),
  record('risk', 'ri_1', {
    ref: 'R-1',
    title: 'Laptop stolen',
    cause: 'Left in a train',
    owner: 'pe_ada',
    reqs: ['iso27001-2022:A.8.1'],
  }),
  record('risk', 'ri_12', {
    ref: 'R-12',
    legacyRef: 'OLD 7',
    title: 'Backups cannot be restored',
    event: 'The backup of the ledger is damaged',
    owner: 'pe_bo',
    tags: ['finance'],
  }),
  record('risk', 'ri_13', { ref: 'R-13', title: 'Backups are late', archivedOn: '2026-02-01' }),
  record('control', 'co_1', { ref: 'C-1', title: 'Restore test', description: 'Backups are restored every quarter' }),
  record('policy', 'po_1', {
    ref: 'PO-1',
    title: 'Backup policy',
    body: '## Rules\n\nEvery system is **backed up** nightly. The Risikobehandlung names who decides.',
  }),
  record('comment', 'co_x1', { target: 'ri_1', body: 'Compare with R-12 before the audit' }),
  record('evidenceRequest', 'er_3', { ref: 'ER-3', title: 'List of joiners' }),
  record('soaEntry', soa, { justification: 'We hold data of others' }),
  record('settings', 'settings_main', { orgName: 'Laptop Ltd' }),
]

let world: SearchWorld
beforeEach(async () => {
  world = await searchWorld(records)
  world.search.setContext(context)
})
afterEach(() => world.close())

describe('finding', () => {
  it('ID2, ID4: what carries the typed ref or code comes first', async () => {
    expect((await world.ids('R-1'))[0]).toBe('ri_1')
    expect((await world.find('r 12')).hits[0]).toMatchObject({ id: 'ri_12', exact: true })
    expect(await world.ids('R-12')).toEqual(['ri_12', 'co_x1'])
    expect((await world.ids('ER 3'))[0]).toBe('er_3')
    expect((await world.ids('A.8.13'))[0]).toBe(soa)
    expect((await world.ids('8.13'))[0]).toBe(soa)
  })

  it('ID5: a number of another system finds its record', async () => {
    expect((await world.find('OLD-7')).hits[0]).toMatchObject({ id: 'ri_12', exact: true })
  })

  it('asks for every word, as typed or begun, titles before texts', async () => {
    expect(await world.ids('backup')).toEqual(['po_1', soa, 'ri_12', 'co_1', 'ri_13'])
    expect(await world.ids('backup quart')).toEqual(['co_1'])
    expect(await world.ids('backup finance')).toEqual(['ri_12'])
  })

  it('keeps archived records, marked and last', async () => {
    const { hits } = await world.find('backups')
    expect(hits.at(-1)).toMatchObject({ id: 'ri_13', archived: true })
    expect(await world.ids('backups', { active: true })).not.toContain('ri_13')
    expect(await world.ids('backups is:archived')).toEqual(['ri_13'])
  })

  it('ID2: what carries the typed ref comes first, archived or not, and is among the few that are shown', async () => {
    await world.put(
      ...Array.from({ length: 6 }, (_, n) => record('risk', `ri_x${n}`, { ref: `R-9${n}`, title: `Late like R-13` })),
    )
    await world.search.settled()
    expect((await world.find('R-13', { perKind: 3 })).hits[0]).toMatchObject({
      id: 'ri_13',
      archived: true,
      exact: true,
    })
  })

  it('looks for what is close only where little holds the words', async () => {
    const slip = await world.find('laptpo stolen')
    expect([slip.hits.map(({ id }) => id), slip.close]).toEqual([['ri_1'], true])
    expect((await world.find('laptop')).close).toBe(false)
    expect((await world.find('zeppelin')).hits).toEqual([])
  })

  it('finds a German compound by its beginning and by its end', async () => {
    expect(await world.ids('risikobeh')).toEqual(['po_1'])
    expect(await world.ids('behandlung')).toEqual(['po_1'])
    expect(await world.ids('behandlung nightly')).toEqual(['po_1'])
  })

  it('finds a requirement by its title in every language', async () => {
    for (const words of ['Information backup', 'Sicherung von Informationen'])
      expect((await world.ids(words))[0]).toBe(soa)
  })

  it('tells where the words stand, in plain text', async () => {
    const {
      hits: [policy],
    } = await world.find('nightly system')
    expect(policy).toMatchObject({ id: 'po_1', field: 'body' })
    expect(policy!.snippet!.text).toContain('Every system is backed up nightly.')
    const {
      hits: [control],
    } = await world.find('quarter')
    expect(control).toMatchObject({ id: 'co_1', field: 'description' })
    const { hits } = await world.find('finance')
    expect(hits[0]).toMatchObject({ id: 'ri_12', field: 'tags' })
  })

  it('tells where the words stand that the title lacks, also where it says one of them twice', async () => {
    await world.put(
      record('risk', 'ri_20', { ref: 'R-20', title: 'Printer after printer', cause: 'The firmware is old' }),
    )
    await world.search.settled()
    expect((await world.find('printer firmware')).hits[0]).toMatchObject({
      id: 'ri_20',
      field: 'cause',
      snippet: { text: 'The firmware is old' },
    })
    expect((await world.find('printer')).hits[0]!.snippet).toBeUndefined()
  })

  it('names the record a comment speaks about', async () => {
    expect((await world.find('compare audit')).hits[0]).toMatchObject({ kind: 'comment', target: 'ri_1' })
  })

  it('keeps to filters, in the words of the interface', async () => {
    expect(await world.ids('kind:policy backup')).toEqual(['po_1'])
    expect(await world.ids('art:Richtlinie backup')).toEqual(['po_1'])
    expect(await world.ids('kind:risiko owner:me')).toEqual(['ri_1'])
    expect(await world.ids('owner:naka backups')).toEqual(['ri_12'])
    for (const word of ['Eigentümer', 'Eigentu\u0308mer', 'Eigner'])
      expect(await world.ids(`${word}:naka backups`)).toEqual(['ri_12'])
    expect((await world.find('kind:rsik backup')).unknownFilters).toEqual(['kind:rsik'])
    expect((await world.find('kind:')).hits).toEqual([])
    expect(await world.ids('backup', { kinds: ['control', 'policy'] })).toEqual(['po_1', 'co_1'])
  })

  it('counts by kind, and gives some of each where asked', async () => {
    const answer = await world.find('backup', { perKind: 1 })
    expect(answer.hits.map(({ id }) => id)).toEqual(['po_1', soa, 'ri_12', 'co_1'])
    expect([answer.total, answer.byKind]).toEqual([5, { policy: 1, soaEntry: 1, risk: 2, control: 1 }])
  })

  it('does not find what has no page', async () => {
    expect(await world.ids('Laptop Ltd')).toEqual([])
  })

  it('answers nothing to nothing, and to words of no letter', async () => {
    for (const query of ['', '   ', '🦊', '-', '"', 'constructor', '__proto__'])
      expect(await world.ids(query)).toEqual([])
  })
})

describe('text of evidence', () => {
  const evidence = (sha256: string) =>
    record('evidence', 'ev_1', {
      ref: 'EV-1',
      title: 'Members of the admin group',
      source: 'capture',
      pageText: { sha256, id: 'f1', size: 10, mime: 'text/plain' },
    })

  it('is found, and shown from the page', async () => {
    await world.put(
      evidence(
        await world.file(
          `${'Navigation and menus. '.repeat(50)} grace.hopper has the role Billing administrator since 3 May`,
        ),
      ),
    )
    await world.search.settled()
    const {
      hits: [hit],
    } = await world.find('billing administrator hopper')
    expect(hit).toMatchObject({ id: 'ev_1', field: 'pageText' })
    expect(hit!.snippet!.text).toContain('grace.hopper has the role Billing administrator')
  })

  it('is read of each file up to a length of its own', async () => {
    const files = await Promise.all(
      [`${'log line '.repeat(12_000)}`, 'The turnstile register'].map(
        async (text, n) =>
          [
            `f${n}`,
            {
              part: 'original',
              mime: 'text/plain',
              size: text.length,
              blob: { sha256: await world.file(text), id: `b${n}`, size: text.length, mime: 'text/plain' },
            },
          ] as const,
      ),
    )
    await world.put(
      record('evidence', 'ev_2', {
        ref: 'EV-2',
        title: 'Two files',
        source: 'upload',
        files: Object.fromEntries(files),
      }),
    )
    await world.search.settled()
    expect(await world.ids('turnstile')).toEqual(['ev_2'])
  })

  it('comes in when its file arrives, and goes when its bytes are erased', async () => {
    const text = 'quarterly attestation of privileged accounts'
    const sha256 = await world.file(text, { state: 'pending', bytes: undefined as never })
    await world.put(evidence(sha256))
    await world.search.settled()
    expect(await world.ids('privileged')).toEqual([])
    await world.file(text)
    await world.search.settled()
    expect(await world.ids('privileged')).toEqual(['ev_1'])
    await world.vault.blobs.update(sha256, { state: 'erased', bytes: undefined as never })
    await world.search.settled()
    expect(await world.ids('privileged')).toEqual([])
    // Nothing of it is left on the disk either.
    expect((await world.db.stored.get('index'))!.index.words.split('\n')).not.toContain('privileged')
  })
})
