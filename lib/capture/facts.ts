/**
 * What is known of a captured page, as plain JSON: measured by the page script, noted per tile by the controller,
 * judged by the self-check, and written whole into `capture.json`. Lengths are CSS pixels unless a name says otherwise.
 */

import type { JsonValue } from '../shared/json'

export type CaptureMode = 'visible' | 'fullPage' | 'archive'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Rect extends Size {
  readonly x: number
  readonly y: number
}

/** A frame of the page. `reached`: its content could be read by the page script (same origin, open). */
export interface FrameFacts {
  readonly url: string
  readonly rect: Rect
  readonly reached: boolean
}

/** What a page says of its own length against what it renders ("1–50 of 431", aria-rowcount, aria-setsize). */
export interface RowFacts {
  readonly shown: number
  readonly total: number
  readonly source: 'aria-rowcount' | 'aria-setsize' | 'text'
  /** The words found, for the reader. */
  readonly text?: string
}

/** The largest box inside the page that scrolls by itself (cloud consoles scroll one). */
export interface ScrollerFacts {
  readonly label: string
  readonly rect: Rect
  readonly scrollHeight: number
  readonly clientHeight: number
  /** The box, not the page, is what scrolls: a full page capture follows it. */
  readonly main: boolean
  /** Not the main one, but followed because the capturer asked for it. */
  readonly followed?: true
}

/** The box that the tiles follow; undefined where they follow the page. */
export const followedBox = ({ scroller }: Pick<PageFacts, 'scroller'>): ScrollerFacts | undefined => (scroller && (scroller.main || scroller.followed) ? scroller : undefined)

/** State that must not differ before and after a tile. */
export interface PageState {
  /** Drawn by the page script for its document; another document has another. */
  readonly document: string
  readonly url: string
  readonly viewport: Size
  /** Of the page, or of the inner box that is followed. */
  readonly content: Size
  readonly scroll: { readonly x: number; readonly y: number }
  readonly textLength: number
  /** DOM changes seen since the page script started, its own left out. */
  readonly mutations: number
  /** How often the page went out of sight: another tab may have been in front for a moment between two looks. */
  readonly hidden: number
}

export interface PageFacts {
  readonly state: PageState
  readonly title: string
  readonly referrer: string
  /** Navigation Timing: how this document came to be shown. */
  readonly navigation: 'navigate' | 'reload' | 'back_forward' | 'prerender' | 'unknown'
  readonly devicePixelRatio: number
  readonly timeZone: string
  readonly language: string
  readonly contentType: string
  readonly frames: readonly FrameFacts[]
  readonly rows?: RowFacts
  /** "Page 2 of 5". */
  readonly list?: { readonly page?: number; readonly pages: number }
  readonly scroller?: ScrollerFacts
  /** Height of what is fixed to the bottom edge: tile 2 starts above it. */
  readonly fixedBottom: number
  /** Best guess of who is shown as signed in; prefills the form, never stated by itself. */
  readonly accountHint?: string
  readonly environmentHint?: 'production' | 'staging' | 'test'
}

/** What the pre-scroll did to bring lazy content in. */
export interface PreparationFacts {
  readonly steps: number
  readonly milliseconds: number
  readonly grewBy: number
  readonly imagesPending: number
  readonly capped: boolean
}

/** What was changed in the page from tile 2 on, and put back after. */
export interface AlterationFacts {
  readonly fixedHidden: number
  readonly stickyMadeStatic: number
  /** Where they were on tile 1, so that overlaps are compared without them. */
  readonly rects: readonly Rect[]
}

export interface TileFacts {
  readonly name: string
  readonly at: number
  /** Where the content was scrolled to, and the size of the picture in device pixels. */
  readonly scroll: { readonly x: number; readonly y: number }
  readonly image: Size
  /** Height of the content that this tile shows. */
  readonly shown: number
  readonly content: Size
  readonly textLength: number
  readonly mutations: number
  /** Share of differing pixels in the band this tile has in common with the one before, 0 to 1. */
  readonly overlapDifference?: number
  readonly blank: boolean
}

/** Why a capture ended before its time. */
export interface StopFacts {
  readonly type:
    | 'tabChanged' | 'navigated' | 'resized' | 'shrunk' | 'pageGone' | 'cancelled' | 'browserEnded'
    | 'tileLimit' | 'captureFailed' | 'storage'
  readonly message: string
  readonly afterTile: number
}

export interface SelfCheck {
  readonly id: string
  readonly result: 'ok' | 'warn' | 'info'
  readonly value: JsonValue
}

export type Completeness = 'complete' | 'partial' | 'unknown'

/** One page of a capture; a series has several. */
export interface CapturedPage {
  readonly mode: CaptureMode
  readonly startedAt: number
  readonly endedAt?: number
  readonly page?: PageFacts
  readonly zoom?: number
  readonly preparation?: PreparationFacts
  readonly alterations?: AlterationFacts
  readonly tilesPlanned: number
  readonly tiles: readonly TileFacts[]
  readonly stopped?: StopFacts
  readonly archive?: { readonly parts: number; readonly htmlParts: number; readonly bytes: number }
  readonly selfCheck: readonly SelfCheck[]
}

/** The facts of a draft: everything `capture.json` needs that only the moment of capture knows. */
export interface CaptureFacts {
  readonly workspaceId: string
  readonly url: string
  readonly title: string
  readonly pages: readonly CapturedPage[]
  /** Present when the workspace's clock is not this device's (the demo): milliseconds it was ahead. */
  readonly clockOffset?: number
  /** Present when this draft is a series: pages are added until it is finished. */
  readonly series?: { readonly open: boolean }
  readonly completeness?: Completeness
  readonly completenessNote?: string
  readonly browser: { readonly name: string; readonly version: string; readonly os: string; readonly extension: string }
  readonly options: JsonValue
}

/** What the person stated at capture; marked as stated by the capturer. */
export interface StatedFacts {
  readonly account?: string
  readonly environment?: string
  readonly coversFrom?: string
  readonly coversTo?: string
  readonly populationNote?: string
}

/** The links of a draft: may change until it is sealed. */
export interface CaptureLinks {
  readonly controls: readonly string[]
  readonly reqs: readonly string[]
  readonly request?: string
  readonly title?: string
  readonly note?: string
  readonly stated?: StatedFacts
}
