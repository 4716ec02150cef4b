/**
 * Finds what a page says in words: of its own length, of who is signed in. Pure; English, German, French and Spanish.
 */

const number = String.raw`\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d{1,9}`
const range = new RegExp(
  String.raw`(?<![\d.,])(${number})\s*(?:[-–—]|to|bis|à|a)\s*(${number})\s*(?:of|von|de|sur|\/)\s*(?:about\s+|over\s+)?(${number})(?![\d])`,
  'i',
)
const shownOf = new RegExp(
  String.raw`(?:showing|shows|displaying|anzeige|zeige)\s+(${number})\s*(?:of|von|de|sur|out of)\s*(${number})(?![\d])`,
  'i',
)
const pageOf = /\b(?:page|seite|página)\s+(\d{1,5})\s*(?:of|von|de|sur|\/)\s*(\d{1,5})\b/i

const signedIn =
  /\b(?:(?:signed|logged)[ -]in as|angemeldet als|connecté(?:e)? en tant que|conectad[oa] como)\s*:?\s*([\p{L}\p{N}][\p{L}\p{N}._@+\\/-]{1,119})/iu

const toNumber = (text: string): number => Number(text.replace(/\D/g, ''))

interface RowWords {
  readonly shown: number
  readonly total: number
  readonly text: string
  readonly from?: number
  readonly last?: true
}

/**
 * "1–50 of 431" says 50 of 431; "Showing 20 of 34" says 20 of 34. Of several the one that lacks the most: a page may
 * hold two lists. Undefined when nothing plausible is said.
 */
export function findRowText(text: string): RowWords | undefined {
  const said = [...text.matchAll(new RegExp(range, 'gi'))].flatMap((match) => rangeOf(match) ?? [])
  const plain = [...text.matchAll(new RegExp(shownOf, 'gi'))].flatMap((match) => shareOf(match) ?? [])
  return [...said, ...plain].reduce<RowWords | undefined>(
    (most, claim) => (!most || claim.total - claim.shown > most.total - most.shown ? claim : most),
    undefined,
  )
}

function rangeOf(match: RegExpExecArray): RowWords | undefined {
  const [from, to, total] = [match[1]!, match[2]!, match[3]!].map(toNumber) as [number, number, number]
  if (from < 1 || from > to || to > total) return undefined
  return {
    shown: to - from + 1,
    total,
    text: match[0].replace(/\s+/g, ' '),
    from,
    ...(from > 1 && to === total && { last: true }),
  }
}

function shareOf(match: RegExpExecArray): RowWords | undefined {
  const [shown, total] = [toNumber(match[1]!), toNumber(match[2]!)]
  return shown <= total ? { shown, total, text: match[0].replace(/\s+/g, ' ') } : undefined
}

/** "Page 2 of 5", or the pages that "1–50 of 431" makes. */
export function findListPages(text: string): { readonly page?: number; readonly pages: number } | undefined {
  const said = pageOf.exec(text)
  if (said) {
    const [page, pages] = [Number(said[1]), Number(said[2])]
    if (page >= 1 && page <= pages && pages > 1) return { page, pages }
  }
  const rows = findRowText(text)
  // The last page is shorter than the others: "51–62 of 62" doesn't say how long they are.
  if (rows && rows.shown > 0 && rows.total > rows.shown && !rows.last)
    return { pages: Math.ceil(rows.total / rows.shown) }
  return undefined
}

/** "Signed in as platform-eng-1": one word, because where a name of several ends is not said. */
export function findAccount(text: string): string | undefined {
  return signedIn.exec(text)?.[1]?.replace(/[._/\\-]+$/, '')
}

const more =
  /^(?:load|show|see|view|fetch)\s+(?:\d+\s+)?(?:more|all|older|next|the rest)\b|^(?:more|older)\s+(?:results|rows|items|entries|events)\b|^mehr (?:laden|anzeigen|zeigen)|^(?:alle|weitere)\s+.{0,20}(?:laden|anzeigen)|^charger plus|^(?:afficher|voir) plus|^(?:cargar|mostrar|ver) más/i
const next = /^(?:next(?: page)?|older|weiter|nächste(?: seite)?|suivant|siguiente)?\s*[›»→>❯]*$/i

/** "Load more", "Show 20 more rows", "Mehr anzeigen". */
export const isMoreWord = (words: string): boolean => more.test(words.trim())
/** "Next", "Nächste Seite", "›": the control of a pager, not the word in a sentence. */
export const isNextWord = (words: string): boolean => words.trim() !== '' && next.test(words.trim())
