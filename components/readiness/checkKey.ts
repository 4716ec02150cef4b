/**
 * Id of a check as part of a message key, where a dot would begin a new part: `6.1.3-untreated` → `6_1_3-untreated`.
 */
export const checkKey = (id: string): string => id.replaceAll('.', '_')
