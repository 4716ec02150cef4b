import { describe, expect, it } from 'vitest'
import { linkChanges, linkField } from '~/components/evidence/rail/linkChanges'
import { titleFromFile, uploadLimit, uploadProblem } from '~/components/evidence/files/uploadForm'
import { createProblem, kitLength, kitWords, linkToken, wrongPosition } from '~/components/start/startForm'
import { ownTimeZone, timeZones } from '~/components/workspace/timeZones'

describe('creating a workspace', () => {
  const form = { name: 'Quillmere', personName: 'Ada', personTitle: '', timeZone: 'Europe/Berlin' }
  it('needs a name, a person and a known zone; the title may wait', () => {
    expect(createProblem(form, timeZones())).toBeUndefined()
    expect(createProblem({ ...form, name: '  ' }, timeZones())).toBe('needName')
    expect(createProblem({ ...form, personName: '' }, timeZones())).toBe('needPerson')
    expect(createProblem({ ...form, timeZone: 'Moon/Base' }, timeZones())).toBe('needZone')
  })
  it('offers UTC and the zone one is in', () => {
    expect(timeZones()).toContain('UTC')
    expect(() => new Intl.DateTimeFormat('en', { timeZone: ownTimeZone() })).not.toThrow()
  })
})

describe('kit and link as people type them', () => {
  it('reads words with numbers, commas, capitals and line ends between them', () => {
    expect(kitWords('1. Legal  2. winner,\n3) THANK')).toEqual(['legal', 'winner', 'thank'])
    expect(kitWords(Array.from({ length: kitLength }, (_, n) => `${n + 1} word`).join('\n'))).toHaveLength(kitLength)
  })
  it('compares the words that are typed back, in any case and spacing, and names the first that differs', () => {
    const words = Array.from({ length: kitLength }, (_, n) => `word${String.fromCharCode(97 + n)}`)
    expect(wrongPosition(words, [1, 3, 24], { 1: ' WORDA ', 3: 'wordc', 24: 'wordx' })).toBeUndefined()
    expect(wrongPosition(words, [1, 3, 24], { 1: 'worda', 3: 'wordd', 24: '' })).toBe(3)
    expect(wrongPosition(words, [1, 3], { 1: 'worda' })).toBe(3)
  })
  it('takes a whole link, its fragment or the bare token; a cut one is none', () => {
    const token = 'Ab-_9'.repeat(52)
    expect([`https://relay.example/#/join/${token}`, `#/join/${token}`, ` ${token}\n`].map(linkToken)).toEqual([
      token,
      token,
      token,
    ])
    expect([
      linkToken(`https://relay.example/#/join/${token.slice(0, 100)}`),
      linkToken(''),
      linkToken(`${token}!`),
    ]).toEqual([undefined, undefined, undefined])
  })
})

describe('uploading', () => {
  it('says what keeps a file from being added', () => {
    expect([
      uploadProblem(undefined, 't'),
      uploadProblem({ size: 0 }, 't'),
      uploadProblem({ size: uploadLimit + 1 }, 't'),
      uploadProblem({ size: 1 }, ' '),
      uploadProblem({ size: 1 }, 't'),
    ]).toEqual(['noFile', 'empty', 'tooLarge', 'noTitle', undefined])
  })
  it('suggests a title from the file name', () => {
    expect([
      titleFromFile('2026-05_backup-jobs.pdf'),
      titleFromFile('notes'),
      titleFromFile('v1.2.3 report.docx'),
    ]).toEqual(['2026-05 backup-jobs', 'notes', 'v1.2.3 report'])
  })
  it('a link goes to the field it belongs to, each by itself (MG3)', () => {
    expect([linkField('c_1'), linkField('iso27001-2022:A.8.13'), linkField('er_1'), linkField('r_1')]).toEqual([
      'controls',
      'reqs',
      'subjects',
      'subjects',
    ])
    expect(linkChanges('c_1', 'add')).toEqual([{ op: 'add', field: 'controls', element: 'c_1' }])
  })
})
