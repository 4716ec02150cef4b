/** "12,400 EUR": digits grouped, currency as the plan names it. */
export const money = (amount: number, currency: string | undefined): string => [amount.toLocaleString('en', { maximumFractionDigits: 2 }), currency].filter(Boolean).join(' ')
