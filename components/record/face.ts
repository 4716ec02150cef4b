import type { Component } from 'vue'
import type { useDates } from '~/lib/live/ui/useDates'
import type { Kind, RowOf } from '~/lib/records/registry'
import type { StateName } from '../glyph/states'
import type { IconName } from '../theme/icons'

export interface RecordProblem {
  readonly tone: 'fail' | 'warn'
  readonly title: string
  readonly text?: string
}

/** A mark behind the title in a register; its sentence is the tooltip. */
export interface RecordSignal {
  readonly icon: IconName
  readonly tone: 'fail' | 'warn' | 'note'
  readonly text: string
}

/** What a face may use to speak; stores are asked for where they are needed. */
export interface FaceWords {
  readonly t: (key: string, named?: Record<string, unknown>, plural?: number) => string
  readonly dates: ReturnType<typeof useDates>
}

/**
 * How records of one kind show themselves, beside what their definition says. Each area keeps the faces of its kinds in
 * its `faces.ts`.
 */
export interface KindFace<K extends Kind = Kind> {
  /** Fields a drawer shows at first; the rest follow when asked for, in the sections of the kind. */
  readonly drawer?: readonly string[]
  /** Fields scored in the picture, sealed or judged elsewhere: never edited as plain fields. */
  readonly hidden?: readonly string[]
  /** Under the title: matrix path, freshness, occurrences, trend. Takes `row` and `writable`. */
  readonly picture?: Component
  /** The record's own page, its header included, where the blocks of `RecordBody` are not enough. Takes `row`. */
  readonly page?: Component
  /** The glyph in its register. Reads stores, so it is called inside a computed value. */
  readonly state?: (row: RowOf<K>) => StateName | undefined
  /** The worst thing about it, in a sentence, with what settles it. */
  readonly problem?: (row: RowOf<K>, words: FaceWords) => RecordProblem | undefined
  /** Buttons in the callout of that problem: the one action that settles it. Takes `row` and `writable`. */
  readonly settle?: Component
  /** Related work under the fields: what is done about it. Takes `row` and `writable`. */
  readonly work?: Component
  /** Marks behind the title in its register, worst first. */
  readonly signals?: (row: RowOf<K>, words: FaceWords) => readonly RecordSignal[]
  /** Fields that stay as they are for now: a signed review keeps its text (MR5). Reads stores. */
  readonly locked?: (row: RowOf<K>) => readonly string[]
  /** Words for the chip beside the title: the derived state of the record. */
  readonly stateWord?: (row: RowOf<K>, words: FaceWords) => string | undefined
}

export type KindFaces = { readonly [K in Kind]?: KindFace<K> }
