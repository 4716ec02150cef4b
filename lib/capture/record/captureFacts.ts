/**
 * What is known of a captured page, as plain JSON: measured by the page script, noted per tile by the controller,
 * judged by the self-check, and written whole into `capture.json`. Lengths are CSS pixels unless a name says otherwise.
 */

import type { JsonValue } from '~/lib/shared/json'

export type CaptureMode = 'visible' | 'fullPage' | 'archive'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Rect extends Size {
  readonly x: number
  readonly y: number
}

/**
 * A place of the page that can hold content the picture does not show. `box` scrolls by itself, `clip` cuts its content
 * off, `frame` is another document, `collapsed` is closed, `layer` lies over content, `picture` is drawn by the page
 * itself and can't be read, `small` is a picture fitted to the window, `window` is the edge of the window.
 */
export interface RegionFacts {
  readonly kind: 'box' | 'clip' | 'frame' | 'collapsed' | 'layer' | 'picture' | 'small' | 'window'
  /** How a person would recognise it. */
  readonly label: string
  readonly rect: Rect
  /** What it holds and what of it shows at once: present where both are known. */
  readonly content?: Size
  readonly view?: Size
  /** The browser lets nobody look inside. */
  readonly unread?: true
  /** Lines and marks of content in it that are in no tile, and what the first ones say. */
  readonly missing?: number
  readonly quotes?: readonly string[]
}

/** The coverage map of a page, drawn up after the last tile: where content can be, and which of it is in no tile. */
export interface CoverageFacts {
  readonly regions: readonly RegionFacts[]
  /** Regions beyond those listed. */
  readonly more: number
  /** Lines of text and painted marks that the page shows. */
  readonly marks: number
  /** Of them in no tile and in none of the regions. */
  readonly missing: number
  readonly quotes: readonly string[]
  /** Marks whose place showed something else when its tile was taken: a clock, a counter, a table that lives. */
  readonly changed: number
  /** The whole page was looked at within the time allowed. */
  readonly whole: boolean
}

/** What a page says of its own length against what it renders ("1–50 of 431", aria-rowcount, aria-setsize). */
export interface RowFacts {
  readonly shown: number
  readonly total: number
  readonly source: 'aria-rowcount' | 'aria-setsize' | 'text'
  /** The first row of the stretch that is shown: "26–50 of 62" begins at 26. */
  readonly from?: number
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
export const followedBox = ({ scroller }: Pick<PageFacts, 'scroller'>): ScrollerFacts | undefined =>
  scroller && (scroller.main || scroller.followed) ? scroller : undefined

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
  /** Pictures in view that have not loaded yet. */
  readonly pending: number
  /** Something in view says that it is still loading. */
  readonly busy: boolean
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
  /** The server's answer to the request for this page, where the browser tells. */
  readonly status?: number
  readonly rows?: RowFacts
  /** "Page 2 of 5". */
  readonly list?: { readonly page?: number; readonly pages: number }
  /** A control that offers more of the same list: "Load more", the next page. */
  readonly offersMore?: string
  readonly scroller?: ScrollerFacts
  /** What an archive of this page can't hold. */
  readonly unarchived?: { readonly canvases: number; readonly closedRoots: number; readonly pending: number }
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
  /** The page was still growing when it was waited for no longer. */
  readonly endless: boolean
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
  /** Of the picture as it was taken: what is sealed later has to be the same. Drafts of earlier versions have none. */
  readonly sha256?: string
  readonly at: number
  /** Where the content was scrolled to, and the size of the picture in device pixels. */
  readonly scroll: { readonly x: number; readonly y: number }
  readonly image: Size
  /** The part of the content that this tile shows. */
  readonly shown: Size
  readonly content: Size
  readonly textLength: number
  readonly mutations: number
  /** Share of differing pixels, 0 to 1, in the worst strip of the band this tile has in common with the one before. */
  readonly overlapDifference?: number
  /** Taken once more at the place of the tile before, without what lay over it. */
  readonly again?: true
  readonly pending: number
  readonly busy: boolean
  readonly blank: boolean
  /** Lines and painted marks that stood free in it. */
  readonly marks: number
}

export interface ArchiveFacts {
  readonly parts: number
  /** Parts that are documents: the page and its frames. */
  readonly documents: number
  readonly bytes: number
  /**
   * Addresses of pictures, style sheets and frames that its documents name or the page paints and that are not among
   * its parts.
   */
  readonly missing: readonly string[]
  /** Families of fonts that the page uses and no file of which is there. */
  readonly fonts?: readonly string[]
  /** Shadow roots and documents with styles that an archive does not take along. */
  readonly styles?: number
  /** What the page paints could not be read as a whole. */
  readonly unexamined?: true
}

/** What the page paints by an address, its readable frames and all its roots included. */
export interface PaintedFacts {
  /** Of each picture the addresses of which any will do. */
  readonly addresses: readonly (readonly string[])[]
  /** Families of fonts that were asked for. */
  readonly fonts: readonly string[]
  readonly styles: number
  readonly whole: boolean
}

/** Why a capture ended before its time. */
export interface StopFacts {
  readonly type:
    | 'tabChanged'
    | 'navigated'
    | 'moved'
    | 'resized'
    | 'shrunk'
    | 'pageGone'
    | 'cancelled'
    | 'browserEnded'
    | 'tileLimit'
    | 'endless'
    | 'captureFailed'
    | 'storage'
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
  readonly coverage?: CoverageFacts
  /** Size of what was followed when the map was drawn up. */
  readonly ended?: Size
  readonly stopped?: StopFacts
  readonly archive?: ArchiveFacts
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
