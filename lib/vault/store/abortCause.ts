/**
 * Why a transaction was aborted. A disk that fills up aborts the transaction, and every request of it then fails with a
 * mere AbortError; the reason stands on the transaction alone. This lets requests fail with the reason.
 */

import type { DBCore, DBCoreTable, DBCoreTransaction, Middleware } from 'dexie'

export const abortCause: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'abortCause',
  create: (core) => ({ ...core, table: (name) => tellingTable(core.table(name)) }),
}

function tellingTable(table: DBCoreTable): DBCoreTable {
  return {
    ...table,
    // Bulk writes answer with their failures instead of throwing.
    mutate: (request) =>
      orCause(
        request.trans,
        table.mutate(request).then((answer) => {
          const cause = answer.numFailures > 0 ? causeOf(request.trans) : undefined
          if (cause) throw cause
          return answer
        }),
      ),
    get: (request) => orCause(request.trans, table.get(request)),
    getMany: (request) => orCause(request.trans, table.getMany(request)),
    query: (request) => orCause(request.trans, table.query(request)),
    count: (request) => orCause(request.trans, table.count(request)),
    openCursor: (request) => orCause(request.trans, table.openCursor(request)),
  }
}

const orCause = <T>(transaction: DBCoreTransaction, asked: Promise<T>): Promise<T> =>
  asked.catch((error: unknown) => {
    throw causeOf(transaction) ?? error
  })

/** Undefined while the transaction was not aborted, and where somebody aborted it on purpose. */
const causeOf = (transaction: DBCoreTransaction): DOMException | undefined =>
  (transaction as { readonly error?: DOMException | null }).error ?? undefined
