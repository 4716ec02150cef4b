/** Files that an evidence index names: each was dropped along and is the one the table names (EV1). */

import type { JsonValue } from '../../shared/json'
import { readEntries, readList } from './listText'
import type { PlannedFile } from './planFile'
import { valueOf, type ImportFacts, type Working } from './workingRow'

/** `name` or `name = sha256`, several between `;` or on lines. */
export function filesNamed(written: string): readonly PlannedFile[] {
  const text = written.normalize('NFC')
  const entries = readEntries(text)
  if (text.includes(' = ') && 'entries' in entries)
    return entries.entries.map(([name, sha256]) => ({ name, sha256: sha256.toLowerCase() }))
  return (readList(text) ?? [text]).map((name) => ({ name, sha256: '' }))
}

/**
 * Files of an evidence index: each was dropped along and is the one the table names. Records that exist keep theirs.
 */
export function evidenceFiles(
  row: Working,
  named: readonly PlannedFile[],
  hash: string,
  facts: ImportFacts,
  values: Record<string, JsonValue>,
): readonly PlannedFile[] | undefined {
  const { record, problems } = row
  const wanted = named.length === 1 && hash !== '' ? [{ name: named[0]!.name, sha256: hash }] : named
  if (record) {
    const own = Object.values(
      (valueOf(record, 'files') ?? {}) as Readonly<Record<string, { readonly blob?: { readonly sha256?: string } }>>,
    ).map(({ blob }) => blob?.sha256)
    const strange = wanted.find(({ sha256 }) => sha256 !== '' && !own.includes(sha256))
    if (strange) problems.push({ code: 'readOnly', field: 'files', value: strange.name, hint: 'sealed' })
    return undefined
  }
  values['source'] = wanted.length > 0 ? 'upload' : 'link'
  if (wanted.length === 0) {
    if (values['url'] === undefined) problems.push({ code: 'required', field: 'files', value: '', hint: 'nameFile' })
    return undefined
  }
  if (values['completeness'] === undefined) values['completeness'] = 'unknown'
  return wanted.flatMap(({ name, sha256 }) => {
    const dropped = facts.files.filter((file) => file.name.normalize('NFC') === name)
    if (dropped.length === 0) problems.push({ code: 'missingFile', field: 'files', value: name, hint: 'dropFile' })
    const fits = dropped.find((file) => sha256 === '' || file.sha256 === sha256)
    if (dropped.length > 0 && !fits)
      problems.push({
        code: 'hashMismatch',
        field: 'files',
        value: `${name} ${sha256}`,
        hint: 'otherFile',
        with: { hash: dropped[0]!.sha256 },
      })
    return fits ? [{ name, sha256: fits.sha256 }] : []
  })
}
