/**
 * Expected failures are values, bugs throw. A failure carries a `type` word that callers switch on
 * and a `message` that tells a person what to do about it.
 */

export interface Failure {
  readonly type: string
  readonly message: string
  /** The field the failure speaks about, when it speaks about one. */
  readonly field?: string
  /** Facts for the interface and for "Copy details"; JSON only. */
  readonly detail?: { readonly [key: string]: unknown }
}

export type Ok<T> = { readonly ok: true; readonly value: T }
export type Err<E extends Failure = Failure> = { readonly ok: false; readonly error: E }
export type Result<T, E extends Failure = Failure> = Ok<T> | Err<E>

export function ok(): Ok<void>
export function ok<T>(value: T): Ok<T>
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value }
}

/** A failed result. `type` is a stable camelCase word, `message` a sentence that says what to do. */
export function fail(type: string, message: string, extra?: Omit<Failure, 'type' | 'message'>): Err {
  return { ok: false, error: { type, message, ...extra } }
}

/** An exception (a bug, or a crashed worker) as a failure that can be shown. */
export const unexpected = (error: unknown): Failure => ({
  type: 'unexpected',
  message: error instanceof Error ? error.message : String(error),
})

/** The value of a result that cannot fail here; throws its failure otherwise (a bug, not an expected failure). */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`${result.error.type}: ${result.error.message}`)
}
