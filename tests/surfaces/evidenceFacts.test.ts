import { describe, expect, it } from 'vitest'
import { parseCaptureRecord } from '~/components/evidence/files/readCaptureRecord'
import {
  alteredAfterSealing,
  blobStateOf,
  isDecidedHere,
  reviewFacts,
  sealOf,
  sealState,
  type BlobFact,
} from '~/components/evidence/evidenceStates'
import { fieldDifferences, wordDiff } from '~/components/record/conflict/fieldDiff'
import { frozenFields } from '~/lib/isms/statement/frozen'
import { assembleRecord } from '~/lib/records/assembleRecord'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { canonicalBytes } from '~/lib/shared/json'

const sha = (letter: string): string => letter.repeat(64)
const blob = (letter: string) => ({ sha256: sha(letter), id: letter, size: 3, mime: 'image/png' })
const evidence = (more: readonly (readonly [string, never])[] = []) =>
  assembleRecord('evidence', 'ev_1', [
    ['title', 'Backup jobs'],
    ['source', 'capture'],
    ['capturedAt', '2026-06-01T07:12:44.000Z'],
    ['capturedBy', 'pe_maker'],
    ['completeness', 'partial'],
    ['captureRecord', blob('c')],
    ['files/tile-1.png', { blob: blob('a'), mime: 'image/png', size: 3, part: 'original' }],
    ['files/thumb.png', { blob: blob('f'), mime: 'image/png', size: 3, part: 'derived' }],
    ...more,
  ])
const statement = (id: string, more: Partial<StatementFact>): StatementFact => ({
  id,
  seq: 1,
  type: 'review',
  subjectKind: 'evidence',
  subjectId: 'ev_1',
  profile: 'review',
  contentHash: '',
  memberId: 'm',
  time: 1,
  signatureValid: true,
  ...more,
})
const seal = (more: Partial<StatementFact> = {}): StatementFact =>
  statement('seal', { type: 'captureSeal', profile: 'seal', contentHash: sha('c'), ...more })
const blobs = (...facts: readonly BlobFact[]): ReadonlyMap<string, BlobFact> =>
  new Map(facts.map((fact) => [fact.sha256, fact]))
const present = blobs({ sha256: sha('a'), state: 'present' }, { sha256: sha('c'), state: 'present' })

describe('EV7: bytes and seal', () => {
  it('the worst file speaks; derived files do not', () => {
    const day = 86_400_000
    expect(blobStateOf(evidence(), present, 0)).toBe('present')
    expect(blobStateOf(evidence(), blobs(), 0)).toBe('pending')
    expect(blobStateOf(evidence(), blobs({ sha256: sha('a'), state: 'pending', pendingSince: 0 }), 7 * day)).toBe(
      'pending',
    )
    expect(blobStateOf(evidence(), blobs({ sha256: sha('a'), state: 'pending', pendingSince: 0 }), 8 * day)).toBe(
      'missing',
    )
    expect(blobStateOf(evidence(), blobs({ sha256: sha('a'), state: 'corrupt' }), 0)).toBe('corrupt')
    expect(blobStateOf(evidence(), blobs({ sha256: sha('a'), state: 'erased' }), 0)).toBe('erased')
  })

  it('says sealed only with the bytes at hand and a valid seal', () => {
    expect(sealState(evidence(), [seal()], 'present')).toBe('sealed')
    expect(sealState(evidence(), [seal({ seq: undefined })], 'present')).toBe('sealed')
    expect(sealState(evidence(), [seal()], 'pending')).toBe('unverified')
    expect(sealState(evidence(), [seal()], 'corrupt')).toBe('failed')
    expect(sealState(evidence(), [seal({ signatureValid: false })], 'present')).toBe('failed')
    expect(sealState(evidence(), [], 'present')).toBe('unverified')
    expect(sealState(assembleRecord('evidence', 'ev_2', [['source', 'upload']]), [], 'present')).toBe('integrityOnly')
  })

  it('the first valid seal in the log counts', () => {
    expect(
      sealOf([
        seal({ id: 'late', seq: 9 }),
        seal({ id: 'bad', seq: 1, signatureValid: false }),
        seal({ id: 'first', seq: 3 }),
      ])?.id,
    ).toBe('first')
  })
})

describe('EV12: altered after sealing', () => {
  const record = parseCaptureRecord(
    JSON.stringify({
      mode: 'visible',
      capturedAt: '2026-06-01T07:12:44.000Z',
      files: [{ name: 'tile-1.png', sha256: sha('a') }],
    }),
  )

  it('nothing differs', () => expect(alteredAfterSealing(evidence(), seal(), record)).toEqual([]))
  it('another record, another file, another time', () => {
    expect(alteredAfterSealing(evidence(), seal({ contentHash: sha('0') }), record)).toEqual(['captureRecord'])
    const swapped = evidence([
      ['files/tile-1.png', { blob: blob('b'), mime: 'image/png', size: 3, part: 'original' } as never],
    ])
    expect(alteredAfterSealing(swapped, seal(), record)).toEqual(['files'])
    const added = evidence([
      ['files/tile-2.png', { blob: blob('b'), mime: 'image/png', size: 3, part: 'original' } as never],
    ])
    expect(alteredAfterSealing(added, seal(), record)).toEqual(['files'])
    const moved = evidence([['capturedAt', '2026-05-01T00:00:00.000Z' as never]])
    expect(alteredAfterSealing(moved, seal(), record)).toEqual(['capturedAt'])
  })
  it('an upload has nothing sealed to compare', () =>
    expect(alteredAfterSealing(evidence(), undefined, record)).toEqual([]))
})

describe('EV6: review state', () => {
  const row = evidence()
  const hash = hashedContent(row, 'review').contentHash
  const state = (...statements: readonly StatementFact[]) => reviewFacts(row, statements).state

  it('follows the latest decision on the present content', () => {
    expect(state()).toBe('unreviewed')
    expect(state(statement('a', { contentHash: hash, decision: 'accepted' }))).toBe('accepted')
    expect(
      state(
        statement('a', { contentHash: hash, decision: 'accepted' }),
        statement('b', { seq: 2, contentHash: hash, decision: 'rejected', reason: 'no' }),
      ),
    ).toBe('rejected')
    expect(state(statement('a', { contentHash: sha('0'), decision: 'accepted' }))).toBe('stale')
  })

  it('a rejection of older content asks for another look', () => {
    expect(state(statement('a', { contentHash: sha('0'), decision: 'rejected', reason: 'no' }))).toBe('stale')
  })

  it('void, revoked and waiting decisions count for nothing', () => {
    expect(state(statement('a', { contentHash: hash, decision: 'accepted', voidReason: 'own capture' }))).toBe(
      'unreviewed',
    )
    expect(state(statement('a', { contentHash: hash, decision: 'accepted', personId: 'pe_maker' }))).toBe('unreviewed')
    expect(
      state(
        statement('a', { contentHash: hash, decision: 'accepted' }),
        statement('r', { seq: 2, type: 'revoke', basedOn: 'a' }),
      ),
    ).toBe('unreviewed')
    const waiting = statement('a', { contentHash: hash, decision: 'accepted', seq: undefined })
    expect(state(waiting)).toBe('unreviewed')
    expect(isDecidedHere(reviewFacts(row, [waiting]))).toBe(true)
    expect(isDecidedHere(reviewFacts(row, [{ ...waiting, contentHash: sha('0') }]))).toBe(false)
  })
})

describe('difference to the content that was decided on', () => {
  const frozen = (row: ReturnType<typeof evidence>) =>
    frozenFields(canonicalBytes(hashedContent(row, 'review').content))!
  const show = (_field: string, value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

  it('names the fields that differ and only those', () => {
    const before = frozen(evidence())
    const after = frozen(
      evidence([
        ['title', 'Backup jobs, May' as never],
        ['system', 'Nimbus' as never],
      ]),
    )
    expect(fieldDifferences(before, after, show)).toEqual([
      {
        field: 'title',
        parts: [
          { type: 'same', text: 'Backup jobs' },
          { type: 'added', text: ', May' },
        ],
      },
      { field: 'system', parts: [{ type: 'added', text: 'Nimbus' }] },
    ])
    expect(fieldDifferences(before, frozen(evidence()), show)).toEqual([])
  })

  it('links and notes are not part of what was decided', () => {
    expect(fieldDifferences(frozen(evidence()), frozen(evidence([['controls/c_1', true as never]])), show)).toEqual([])
  })

  it('compares by words, not by letters', () => {
    expect(wordDiff('Map data by contract', 'Map data from two providers')).toEqual([
      { type: 'same', text: 'Map data ' },
      { type: 'gone', text: 'by' },
      { type: 'added', text: 'from' },
      { type: 'same', text: ' ' },
      { type: 'gone', text: 'contract' },
      { type: 'added', text: 'two providers' },
    ])
    expect(wordDiff('Bremen', 'Bremen, Gdańsk')).toEqual([
      { type: 'same', text: 'Bremen' },
      { type: 'added', text: ', Gdańsk' },
    ])
    expect(wordDiff('', '')).toEqual([])
  })

  it('stays whole with more words than a surrogate range', () => {
    const many = Array.from({ length: 30_000 }, (_, n) => `w${n}`).join(' ')
    expect(wordDiff(many, `${many} end`).map((part) => part.type)).toEqual(['same', 'added'])
  })

  it('bytes that are no frozen copy give nothing', () => {
    expect(frozenFields(new TextEncoder().encode('{"fields":3}'))).toBeUndefined()
    expect(frozenFields(new Uint8Array([255, 254]))).toBeUndefined()
    expect(frozenFields(undefined)).toBeUndefined()
  })
})
