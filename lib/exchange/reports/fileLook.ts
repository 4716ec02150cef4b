/** How files of reports look, whatever their format. */
export interface FileLook {
  readonly letter: boolean
  /** PNG with its size in pixels. */
  readonly logo?: { readonly png: Uint8Array; readonly width: number; readonly height: number } | undefined
  /** `#rrggbb`. */
  readonly accent?: string | undefined
}
