/**
 * Code, title, attributes of ISO/IEC 27002 as `control types·properties` (P D C · C I A), and guidance in our own
 * words.
 */
export type AnnexRow = readonly [code: string, title: string, attributes: string, guidance: string]
