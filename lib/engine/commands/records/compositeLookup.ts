/** The records that a composite profile hashes along, read from the vault before the hash is made (ST2). */

import { fieldValues } from '~/lib/records/fieldValues'
import { compositesOf, type RecordLookup } from '~/lib/isms/statement/composites'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { kindTable } from '~/lib/vault/store/tables'
import type { EngineContext } from '~/lib/engine/commandContext'

/** What `compositeRecords` will ask for about this row, fetched. */
export async function lookupFor(
  ctx: Pick<EngineContext, 'replica' | 'vault'>,
  row: AnyRecord,
  profile: string,
): Promise<RecordLookup> {
  const byId = new Map<string, AnyRecord>()
  const naming = new Map<string, readonly AnyRecord[]>()
  const values = fieldValues<string | readonly string[] | undefined>(row)
  const get = async (kind: Kind, id: string): Promise<void> => {
    const record = (await ctx.replica.readRecord(kind, id)) as AnyRecord | undefined
    if (record) byId.set(`${kind}/${id}`, record)
  }
  for (const composite of compositesOf(row.kind, profile)) {
    if ('named' in composite) for (const id of [values[composite.named] ?? []].flat()) await get(composite.kind, id)
    else
      naming.set(
        `${composite.kind}/${composite.naming}`,
        await recordsNaming(ctx, composite.kind, composite.naming, row.id),
      )
    if (composite.derived) await get('riskMethod', 'rm_main')
  }
  return {
    get: (kind, id) => byId.get(`${kind}/${id}`),
    referencing: (kind, field) => naming.get(`${kind}/${field}`) ?? [],
  }
}

/** Fields that a composite goes by are indexes of their kind; the database throws for one that is none. */
const recordsNaming = (
  ctx: Pick<EngineContext, 'vault'>,
  kind: Kind,
  field: string,
  id: string,
): Promise<readonly AnyRecord[]> => kindTable<AnyRecord>(ctx.vault, kind).where(field).equals(id).toArray()
