import type { Format } from '~/lib/shared/locale'

/** "12,400 EUR": digits grouped as the language has it, currency as the plan names it. */
export const money = (amount: number, currency: string | undefined, format: Format): string =>
  [format.number(amount, 2), currency].filter(Boolean).join(' ')
