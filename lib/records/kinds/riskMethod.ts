import * as v from 'valibot'
import { defineRecord, type RecordOf } from '../defineRecord'
import { enumOf, int, json, long, period } from '../fields'
import { validateMethod } from '../validateMethod'

export interface ScaleStep {
  readonly label: string
  readonly meaning: string
}
export interface LevelStep {
  readonly label: string
  readonly colour: string
}
/** TR4: who may accept a level above the criteria, and for at most how long. */
export interface AcceptanceAuthority {
  readonly level: number
  readonly signer: 'riskOwner' | 'lead' | 'topManagement'
  readonly max: string
}

const scaleSchema: v.GenericSchema<unknown, readonly ScaleStep[]> = v.array(
  v.object({ label: v.string(), meaning: v.string() }),
)
const levelsSchema: v.GenericSchema<unknown, readonly LevelStep[]> = v.array(
  v.object({ label: v.string(), colour: v.string() }),
)
const gridSchema: v.GenericSchema<unknown, readonly (readonly number[])[]> = v.array(v.array(v.number()))
const authoritySchema: v.GenericSchema<unknown, readonly AcceptanceAuthority[]> = v.array(
  v.object({ level: v.number(), signer: v.picklist(['riskOwner', 'lead', 'topManagement']), max: v.string() }),
)

/** Scales, matrix and acceptance criteria (6.1.2 a-b, ISO/IEC 27005). */
export const riskMethod = defineRecord({
  kind: 'riskMethod',
  prefix: 'RM',
  class: 'settings',
  clause: '6.1.2',
  icon: 'pencil-ruler',
  singleton: 'rm_main',
  title: 'approach',
  indexes: [],
  fields: {
    likelihood: json(scaleSchema, '*'),
    impact: json(scaleSchema, '*'),
    levels: json(levelsSchema, '*'),
    grid: json(gridSchema, '*'),
    acceptMax: int('*', { min: 1 }),
    acceptanceText: long('*'),
    authority: json(authoritySchema, '*'),
    whenToAssess: long('*'),
    approach: enumOf(['assetBased', 'eventBased', 'both'], '*'),
    procedure: long('*'),
    reassessEvery: period('*'),
  },
  sections: [
    { key: 'matrix', fields: ['likelihood', 'impact', 'levels', 'grid'] },
    { key: 'criteria', fields: ['acceptMax', 'acceptanceText', 'authority'] },
    { key: 'procedure', fields: ['approach', 'whenToAssess', 'reassessEvery', 'procedure'] },
  ],
  profiles: { main: { fields: 'all', signed: { approve: ['topManagement'] } } },
  validate: validateMethod,
})

export type RiskMethod = RecordOf<typeof riskMethod>
