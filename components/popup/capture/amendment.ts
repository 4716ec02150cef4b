/**
 * What a person corrects while a capture runs, as changes to what its draft holds. Pure. A surface never sends its
 * whole form: another one may have begun the capture, and the tab in front may be another page by now.
 */

import type { CaptureCommandMap } from '~/lib/engine/commandMap'
import { kindOfId } from '~/lib/records/registry'
import { isJsonObject, type JsonValue } from '~/lib/shared/json'
import { givenFacts, type StatedForm } from './captureForm'

export type CaptureEdit =
  | { readonly what: 'link'; readonly id: string; readonly checked: boolean }
  | { readonly what: 'stated'; readonly changes: Partial<StatedForm> }
  | { readonly what: 'note'; readonly note: string }

export type Amendment = Omit<CaptureCommandMap['capture.amend']['input'], 'draftId' | 'title'>

export interface DraftForm {
  readonly ids: ReadonlySet<string>
  readonly stated: StatedForm
  readonly note: string
}

const strings = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '')

/** What a draft holds, as the form shows it. */
export function draftForm(links: JsonValue): DraftForm {
  const held = isJsonObject(links) ? links : {}
  const stated = isJsonObject(held.stated) ? held.stated : {}
  return {
    ids: new Set([
      ...strings(held.controls),
      ...strings(held.reqs),
      ...(typeof held.request === 'string' ? [held.request] : []),
    ]),
    stated: {
      account: text(stated.account),
      environment: text(stated.environment),
      coversFrom: text(stated.coversFrom),
      coversTo: text(stated.coversTo),
    },
    note: text(held.note),
  }
}

/** The edits in order, over what the draft holds. What was cleared is cleared: an empty word states nothing. */
export function amendment(links: JsonValue, edits: readonly CaptureEdit[]): Amendment {
  let {
    controls,
    reqs,
    stated,
    ...rest
  }: {
    controls?: readonly string[]
    reqs?: readonly string[]
    stated?: StatedForm
    request?: string | null
    note?: string
  } = {}
  const before = isJsonObject(links) ? links : {}
  const toggled = (list: readonly string[], id: string, checked: boolean): readonly string[] => [
    ...list.filter((one) => one !== id),
    ...(checked ? [id] : []),
  ]
  for (const edit of edits) {
    if (edit.what === 'note') rest = { ...rest, note: edit.note.trim() }
    else if (edit.what === 'stated') stated = { ...(stated ?? draftForm(links).stated), ...edit.changes }
    else if (edit.id.includes(':')) reqs = toggled(reqs ?? strings(before.reqs), edit.id, edit.checked)
    else if (kindOfId(edit.id) === 'control')
      controls = toggled(controls ?? strings(before.controls), edit.id, edit.checked)
    else if (kindOfId(edit.id) === 'evidenceRequest') {
      const present = rest.request === undefined ? before.request : rest.request
      if (edit.checked) rest = { ...rest, request: edit.id }
      else if (present === edit.id) rest = { ...rest, request: null }
    }
  }
  return {
    ...rest,
    ...(controls && { controls }),
    ...(reqs && { reqs }),
    ...(stated && { stated: givenFacts(stated) }),
  }
}
