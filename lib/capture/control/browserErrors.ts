/**
 * What a browser's error text means for a capture. Browsers give texts, not codes; each pattern names the browser it
 * was seen in. An unknown text is `captureFailed` and keeps its words.
 */

import { fail, type Err } from '~/lib/shared/result'

export const captureMessages = {
  forbiddenPage: "The browser doesn't let extensions see this page. Upload a file or paste a picture instead.",
  tabNotGranted: 'Press Alt+Shift+E or click the Plumbline icon to allow this page. Your note and links are kept.',
  rateLimit: 'The browser allows two pictures a second. Wait a moment and capture again.',
  pageGone: 'The page was closed, reloaded or left while it was captured.',
  pdf: 'This is a PDF, a file and not a page. Save it and add it under Evidence, Upload: it is kept byte for byte.',
  ownViewer:
    'The browser shows this in a viewer of its own, as it does with PDFs, and lets nobody see into it. Save the file and add it under Evidence, Upload: it is kept byte for byte.',
  notAvailable: 'Firefox has no page archive. Capture the full page instead.',
} as const

const patterns: readonly (readonly [keyof typeof captureMessages, RegExp])[] = [
  // Chrome
  ['rateLimit', /MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND/],
  [
    'forbiddenPage',
    /Cannot access (a |contents of (the )?url ")?(chrome|edge|brave|opera|devtools|chrome-untrusted|chrome-extension|about|view-source)[:-]/i,
  ],
  [
    'forbiddenPage',
    /extensions gallery cannot be scripted|cannot be scripted due to an ExtensionsSettings policy|Cannot access a chrome-extension:|page showing error|showing error page/i,
  ],
  [
    'tabNotGranted',
    /'<all_urls>' or 'activeTab' permission|Extension manifest must request permission|Cannot access contents of/i,
  ],
  [
    'pageGone',
    /No tab with id|Frame with ID \d+ (was removed|is not ready)|The frame was removed|Receiving end does not exist|message port closed|No window with id|The tab was closed|document.*not found/i,
  ],
  // Firefox
  ['forbiddenPage', /restricted (page|domain)|privileged (page|url)/i],
  ['tabNotGranted', /Missing (activeTab|host) permission/i],
  ['pageGone', /Invalid tab ID|Could not establish connection/i],
]

/** The typed failure of a browser call that threw. */
export function browserFailure(thrown: unknown): Err {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  const found = patterns.find(([, pattern]) => pattern.test(text))
  return found
    ? fail(found[0], captureMessages[found[0]], { detail: { browser: text } })
    : fail(
        'captureFailed',
        'The browser gave no picture. Capture again; if it fails again, upload a picture instead.',
        { detail: { browser: text } },
      )
}

const openSchemes = new Set(['http:', 'https:'])
const guardedHosts = [
  'chromewebstore.google.com',
  'addons.mozilla.org',
  'microsoftedge.microsoft.com/addons',
  'chrome.google.com/webstore',
]

/** Whether an address names a PDF; where the browser lets nobody ask the viewer, its name has to do. */
export function isPdfAddress(address: string): boolean {
  try {
    return /\.pdf$/i.test(new URL(address).pathname)
  } catch {
    return false
  }
}

/** Pages that no extension may see, known from their address alone. */
export function isForbiddenAddress(address: string): boolean {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return false
  }
  if (!openSchemes.has(url.protocol)) return true
  return guardedHosts.some((host) => `${url.host}${url.pathname}`.startsWith(host))
}
