/**
 * Branding of an organisation's reports: logo, accent, classification (isms.md 7.1, ux.md 12). Validated here, stored
 * in the settings.
 */

export const logoTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
export type LogoType = (typeof logoTypes)[number]
/** Bytes. */
export const maxLogo = 512 * 1024

/**
 * The image type according to the first bytes; undefined for anything else. SVG is excluded because it may contain
 * scripts.
 */
export function logoType(bytes: Uint8Array): LogoType | undefined {
  const starts = (signature: readonly number[], at = 0): boolean =>
    signature.every((byte, index) => bytes[at + index] === byte)
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (starts([0xff, 0xd8, 0xff])) return 'image/jpeg'
  return starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8) ? 'image/webp' : undefined
}

export type LogoProblem = 'tooLarge' | 'notPicture'
export const logoProblem = (bytes: Uint8Array): LogoProblem | undefined =>
  bytes.length > maxLogo ? 'tooLarge' : logoType(bytes) === undefined ? 'notPicture' : undefined

/** WCAG contrast of a colour on white paper; undefined for anything but `#rrggbb`. */
export function contrastOnWhite(colour: string): number | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)
  if (!match) return undefined
  const [r, g, b] = match.slice(1).map((hex) => {
    const share = Number.parseInt(hex, 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)
}

export type AccentProblem = 'notColour' | 'tooLight'
const leastContrast = 3

export function accentProblem(colour: string): AccentProblem | undefined {
  const contrast = contrastOnWhite(colour)
  return contrast === undefined ? 'notColour' : contrast < leastContrast ? 'tooLight' : undefined
}

/** The accent a report may use; undefined if none is set, or if a merge left one that is not readable. */
export const usableAccent = (colour: string | undefined): string | undefined =>
  colour !== undefined && accentProblem(colour) === undefined ? colour.toLowerCase() : undefined
