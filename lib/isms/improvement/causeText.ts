/**
 * Two ways of finding a cause, kept as the plain Markdown of `rootCause`: five whys and the fishbone. Text of their
 * shape is read back into their fields; any other text is left to its author (MG5 merges it like any text). Read and
 * write stand side by side.
 */

/** Why, why, why …; the last answer is the root cause. */
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

/** `1. Why? Because …` a line, then the conclusion. Answers that are empty are left out. */
export function writeWhys({ whys, conclusion }: Whys): string {
  const said = whys.map(oneLine).filter(Boolean)
  return withConclusion(said.map((why, index) => `${index + 1}. Why? ${why}`).join('\n'), conclusion)
}

/** Undefined when the text is not of that shape: then it must not be taken apart. */
export function readWhys(text: string): Whys | undefined {
  const { body, conclusion } = split(text)
  const lines = body === '' ? [] : body.split('\n')
  const whys = lines.map((line, index) => new RegExp(`^${index + 1}\\. Why\\? (.+)$`).exec(line)?.[1])
  return whys.every((why) => why !== undefined) && (whys.length > 0 || conclusion !== '')
    ? { whys: whys as readonly string[], conclusion }
    : undefined
}

/** A bold head for each bone that holds causes, a list under it, then the conclusion. */
export function writeFishbone({ causes, conclusion }: Fishbone): string {
  const bones = fishBones
    .map((bone) => ({ bone, said: causes[bone].map(oneLine).filter(Boolean) }))
    .filter(({ said }) => said.length > 0)
  return withConclusion(
    bones
      .map(({ bone, said }) => [`**${boneHeads[bone]}**`, ...said.map((cause) => `- ${cause}`)].join('\n'))
      .join('\n\n'),
    conclusion,
  )
}

/** Undefined when the text is not of that shape. */
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
