/**
 * Two methods of root cause analysis, stored as the plain Markdown of `rootCause`: five whys and fishbone. Text of that
 * shape is parsed back into fields; any other text is left untouched (MG5 merges it like any text). Each writer is kept
 * next to its reader.
 */

/** A chain of whys; the last answer is the root cause. */
export interface Whys {
  readonly whys: readonly string[]
  readonly conclusion: string
}

export const fishBones = ['people', 'process', 'technology', 'supplier', 'environment', 'measurement'] as const
export type Bone = (typeof fishBones)[number]

export interface Fishbone {
  readonly causes: Readonly<Record<Bone, readonly string[]>>
  readonly conclusion: string
}

const conclusionHead = 'Root cause: '
const boneHeads: Readonly<Record<Bone, string>> = {
  people: 'People',
  process: 'Process',
  technology: 'Technology',
  supplier: 'Supplier',
  environment: 'Environment',
  measurement: 'Measurement',
}
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
const withConclusion = (body: string, conclusion: string): string =>
  [body, oneLine(conclusion) && `${conclusionHead}${oneLine(conclusion)}`].filter(Boolean).join('\n\n')

/** One `1. Why? Because …` per line, then the conclusion. Empty answers are left out. */
export function writeWhys({ whys, conclusion }: Whys): string {
  const given = whys.map(oneLine).filter(Boolean)
  return withConclusion(given.map((why, index) => `${index + 1}. Why? ${why}`).join('\n'), conclusion)
}

/** Undefined if the text does not have that shape and so must not be split into fields. */
export function readWhys(text: string): Whys | undefined {
  const { body, conclusion } = split(text)
  const lines = body === '' ? [] : body.split('\n')
  const whys = lines.map((line, index) => new RegExp(`^${index + 1}\\. Why\\? (.+)$`).exec(line)?.[1])
  return whys.every((why) => why !== undefined) && (whys.length > 0 || conclusion !== '')
    ? { whys: whys as readonly string[], conclusion }
    : undefined
}

/** A bold heading for each bone with causes, a list below it, then the conclusion. */
export function writeFishbone({ causes, conclusion }: Fishbone): string {
  const bones = fishBones
    .map((bone) => ({ bone, given: causes[bone].map(oneLine).filter(Boolean) }))
    .filter(({ given }) => given.length > 0)
  return withConclusion(
    bones
      .map(({ bone, given }) => [`**${boneHeads[bone]}**`, ...given.map((cause) => `- ${cause}`)].join('\n'))
      .join('\n\n'),
    conclusion,
  )
}

/** Undefined if the text does not have that shape. */
export function readFishbone(text: string): Fishbone | undefined {
  const { body, conclusion } = split(text)
  const causes = emptyBones()
  for (const part of body === '' ? [] : body.split('\n\n')) {
    const [head, ...lines] = part.split('\n')
    const bone = fishBones.find((name) => head === `**${boneHeads[name]}**`)
    if (
      bone === undefined ||
      causes[bone].length > 0 ||
      lines.length === 0 ||
      lines.some((line) => !/^- \S/.test(line))
    )
      return undefined
    causes[bone] = lines.map((line) => line.slice(2))
  }
  return body !== '' || conclusion !== '' ? { causes, conclusion } : undefined
}

const emptyBones = (): Record<Bone, readonly string[]> => ({
  people: [],
  process: [],
  technology: [],
  supplier: [],
  environment: [],
  measurement: [],
})

function split(text: string): { readonly body: string; readonly conclusion: string } {
  const parts = text.trim().split('\n\n')
  const last = parts.at(-1) ?? ''
  if (!last.startsWith(conclusionHead) || last.includes('\n')) return { body: text.trim(), conclusion: '' }
  return { body: parts.slice(0, -1).join('\n\n'), conclusion: last.slice(conclusionHead.length) }
}
