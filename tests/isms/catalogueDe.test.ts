import { describe, expect, it } from 'vitest'
import { questionFor } from '~/lib/isms/audit/questions'
import { requirementById, searchRequirements } from '~/lib/content/catalogue/catalogue'
import { german } from '~/lib/content/catalogue/de/german'
import { annexA, clauseItems, requirements } from '~/lib/content/catalogue/iso27001'
import { spoken } from '~/lib/content/catalogue/catalogueWords'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { methodIn } from '~/lib/isms/risk/methodIn'
import { starterThreats } from '~/lib/isms/risk/starterThreats'
import { starterThreatsDe } from '~/lib/isms/risk/starterThreatsDe'

const english = /\b(the|and|with|every|nobody|auditors?|are)\b/

describe('catalogue in German', () => {
  it('has a title for each clause, theme and control, and guidance and a question for each assessable one', () => {
    expect(requirements.filter(({ id }) => !german.byId.has(id)).map(({ id }) => id)).toEqual([])
    expect([...german.byId.keys()].filter((id) => !requirementById(id))).toEqual([])
    const assessed = [...clauseItems, ...annexA]
    expect(assessed.length).toBe(123)
    expect(
      assessed
        .filter(
          ({ id }) =>
            !german.byId.get(id)?.guidance ||
            (!german.byId.get(id)?.question?.endsWith('.') && !german.byId.get(id)?.question?.endsWith('?')),
        )
        .map(({ id }) => id),
    ).toEqual([])
    expect(
      [...german.byId]
        .filter(([, { title, guidance, question }]) =>
          english.test(`${title} ${guidance ?? ''} ${question ?? ''}`.replace(/Auditor(en|s)?/g, '')),
        )
        .map(([id]) => id),
    ).toEqual([])
    expect(
      assessed.filter(
        ({ id, guidance, title }) => german.byId.get(id)?.guidance === guidance || german.byId.get(id)?.title === title,
      ),
    ).toEqual([])
  })

  it('translates a requirement and its group, and leaves one without a translation unchanged', () => {
    const backup = spoken(requirementById('iso27001-2022:A.8.13')!, german)
    expect(backup).toMatchObject({
      title: 'Sicherung von Informationen',
      group: 'Technologisch',
      code: 'A.8.13',
      id: 'iso27001-2022:A.8.13',
    })
    expect(backup.guidance).toContain('Wiederherstellungstest')
    const own = { ...backup, id: 'own:1', title: 'Ours' }
    expect(spoken(own, german)).toBe(own)
    expect(spoken(backup, undefined)).toBe(backup)
  })

  it('finds by German and English words, and by number', () => {
    const speak = (row: (typeof requirements)[number]) => spoken(row, german)
    expect(searchRequirements('Kryptographie', 5, undefined, speak).map(({ code }) => code)).toContain('A.8.24')
    expect(searchRequirements('cryptography', 5, undefined, speak)[0]).toMatchObject({
      code: 'A.8.24',
      title: 'Einsatz von Kryptographie',
    })
    expect(searchRequirements('8.13', 1, undefined, speak)[0]?.title).toBe('Sicherung von Informationen')
    expect(searchRequirements('Kryptographie')).toEqual([])
  })

  it('starts a checklist item with a German question', () => {
    expect(questionFor(requirementById('iso27001-2022:A.5.3')!, german)).toMatch(/^Kann eine Person allein/)
    expect(questionFor(requirementById('iso27001-2022:A.5.3')!)).toMatch(/^Can one person alone/)
  })
})

describe('what a workspace starts with, in German', () => {
  it('RS0: the same scales, levels and matrix, with German labels', () => {
    const method = methodIn('de')
    expect(methodIn('en')).toBe(defaultMethod)
    expect([method.likelihood.length, method.impact.length, method.levels.length]).toEqual([5, 5, 4])
    expect({ ...method, likelihood: 0, impact: 0, levels: 0 }).toEqual({
      ...defaultMethod,
      likelihood: 0,
      impact: 0,
      levels: 0,
    })
    expect(method.levels.map(({ colour }) => colour)).toEqual(defaultMethod.levels.map(({ colour }) => colour))
    expect(
      method.likelihood.filter(
        ({ label, meaning }, at) =>
          label === defaultMethod.likelihood[at]!.label || meaning === defaultMethod.likelihood[at]!.meaning,
      ),
    ).toEqual([])
  })
  it('the same threats, of the same origin', () => {
    expect(starterThreatsDe.map(({ origin }) => origin)).toEqual(starterThreats.map(({ origin }) => origin))
    expect(starterThreatsDe.filter(({ name, description }) => english.test(`${name} ${description}`))).toEqual([])
  })
})
