import { describe, expect, it } from 'vitest'
import { requirementById } from '~/lib/content/catalogue/catalogue'
import { sectors } from '~/lib/records/kinds/scope'
import { starterThreats } from '~/lib/isms/risk/starterThreats'
import { starterThreatsDe } from '~/lib/isms/risk/starterThreatsDe'
import { riskTextsDe } from '~/lib/content/starters/risks/de/texts'
import { riskRecords, riskStarterId } from '~/lib/content/starters/risks/riskRecords'
import { isTypical, riskStarters, risksFor, threatIndex } from '~/lib/content/starters/risks/risks'
import { riskTexts } from '~/lib/content/starters/risks/texts'
import { validateValue } from '~/lib/records/validateValue'

const english = { texts: riskTexts, threats: starterThreats }
const nothing = { threats: [], ids: new Set<string>() }
const who = { owner: 'pe_lead', today: '2026-06-01' }

describe('forty common risks', () => {
  it('are forty, each with text in both languages, a known threat and Annex A controls', () => {
    expect(riskStarters).toHaveLength(40)
    expect(Object.keys(riskTexts).sort()).toEqual(riskStarters.map(({ name }) => name).sort())
    expect(Object.keys(riskTextsDe)).toEqual(Object.keys(riskTexts))
    for (const one of riskStarters) {
      expect(threatIndex(one), one.name).toBeGreaterThanOrEqual(0)
      expect(one.reqs.length).toBeGreaterThanOrEqual(2)
      for (const code of one.reqs)
        expect(requirementById(`iso27001-2022:${code}`)?.assessable, `${one.name} ${code}`).toBe(true)
      expect(one.properties.length).toBeGreaterThan(0)
      expect(one.sectors.filter((sector) => !sectors.includes(sector))).toEqual([])
      for (const texts of [riskTexts[one.name]!, riskTextsDe[one.name]!])
        for (const text of Object.values(texts)) expect(text, one.name).toMatch(/^[A-ZÄÖÜ].{8,160}$/)
      expect(riskTextsDe[one.name]).not.toEqual(riskTexts[one.name])
    }
    // Every starter threat that a risk may need exists in German at the same index.
    expect(starterThreatsDe).toHaveLength(starterThreats.length)
  })

  it('are ordered by sector, without those the scope rules out', () => {
    for (const sector of sectors) {
      const order = risksFor({ sector })
      expect(order).toHaveLength(40)
      const typical = order.filter((one) => isTypical(one, { sector }))
      expect(order.slice(0, typical.length)).toEqual(typical)
      expect(typical.length, sector).toBeGreaterThanOrEqual(sector === 'other' ? 0 : 5)
    }
    expect(
      risksFor({ sector: 'health' })
        .map(({ name }) => name)
        .indexOf('careInterrupted'),
    ).toBeLessThan(20)
    expect(
      risksFor({ sector: 'services', hasPremises: false, developsSoftware: false }).some(
        ({ fact }) => fact === 'hasPremises' || fact === 'developsSoftware',
      ),
    ).toBe(false)
    expect(risksFor(undefined)).toEqual(riskStarters)
  })

  it('become valid, unscored records with threat and vulnerability', () => {
    const records = riskRecords(riskStarters, english, nothing, who)
    expect(records.filter(({ kind }) => kind === 'risk')).toHaveLength(40)
    expect(records.filter(({ kind }) => kind === 'vulnerability')).toHaveLength(40)
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length)
    const ids = new Set(records.map(({ id }) => id))
    for (const { kind, id, fields } of records) {
      for (const [name, value] of Object.entries(fields))
        expect(validateValue(kind, name, value), `${id} ${name}`).toMatchObject({ ok: true })
      if (kind !== 'risk') continue
      expect(Object.keys(fields).some((name) => /^(inherent|current|residual)/.test(name))).toBe(false)
      for (const link of [...(fields['threats'] as string[]), ...(fields['vulnerabilities'] as string[])])
        expect(ids.has(link)).toBe(true)
    }
  })

  it('link an existing threat of that name, and leave earlier picks alone', () => {
    const [first, second] = [riskStarters[0]!, riskStarters[1]!]
    const here = {
      threats: [
        { id: 'th_own', name: ' ransomware', archivedOn: undefined },
        { id: 'th_old', name: 'Phishing and false identity', archivedOn: '2026-01-01' },
      ],
      ids: new Set([riskStarterId(second)]),
    }
    const records = riskRecords([first, second], english, here, who)
    expect(records.map(({ kind }) => kind)).toEqual(['vulnerability', 'risk'])
    expect(records[1]!.fields['threats']).toEqual(['th_own'])
    expect(riskRecords([second], english, { ...here, ids: new Set() }, who).map(({ kind }) => kind)).toEqual([
      'threat',
      'vulnerability',
      'risk',
    ])
  })
})
