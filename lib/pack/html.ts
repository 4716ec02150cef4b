/** HTML as text: everything that comes from records is escaped, and a page asks nothing of anybody. */

/** Text that is HTML already. */
export interface Html {
  readonly html: string
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, (sign) => escapes[sign]!)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd')

/**
 * `` h`<p>${text}</p>` ``: values are escaped unless they are Html; lists are joined, nothing is written for undefined.
 */
export function h(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return { html: parts.map((part, index) => part + shown(values[index])).join('') }
}

export type Part = Html | string | number | undefined | false | readonly Part[]
const shown = (value: Part): string => {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  return 'html' in value ? value.html : value.map(shown).join('')
}

/** A relative address inside the pack; each part is encoded, so no name can be an address of another kind. */
export const relativeAddress = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/** Endings of files that a browser shows without running anything of them. */
const harmless = /\.(png|jpe?g|webp|gif|avif|pdf|txt|csv|json|jsonl|xlsx|docx|pem|md|sh)$/i

/**
 * A link, or the bare name where opening it could run what somebody else wrote (HTML, SVG, page archives, unknown
 * endings).
 */
export const fileLink = (path: string, name: string): Html =>
  harmless.test(path) ? h`<a href="${relativeAddress(path)}">${name}</a>` : h`<span class="bare">${name}</span>`

/** One page: inline style and nothing else, refused anything more by its own policy. */
export const page = (lang: string, title: string, body: Html): string => `<!doctype html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${body.html}
</body>
</html>
`

const style = `
:root { color-scheme: light dark }
body { font: 14px/1.5 system-ui, sans-serif; max-width: 1080px; margin: 0 auto; padding: 32px 24px 64px }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; font-weight: 600 }
h2 { font-size: 17px; margin: 36px 0 8px; font-weight: 600; border-bottom: 1px solid; padding-bottom: 4px }
h3 { font-size: 14px; margin: 20px 0 4px; font-weight: 600 }
p { max-width: 72ch; margin: 6px 0 }
table { border-collapse: collapse; width: 100%; margin: 4px 0 12px }
th, td { text-align: left; vertical-align: top; padding: 5px 12px 5px 0; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent) }
th { font-weight: 500; font-size: 12px; opacity: .75 }
tr { break-inside: avoid }
thead { display: table-header-group }
code, .mono { font: 12px/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
.quiet { opacity: .75; font-weight: 400 }
.day { white-space: nowrap }
.even { table-layout: fixed }
td { overflow-wrap: anywhere }
.none { font-weight: 600 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 12px 0 }
dt { opacity: .75 }
dd { margin: 0; overflow-wrap: anywhere }
.bare { text-decoration: underline dotted }
nav a { margin-right: 16px }
@media print { body { max-width: none; padding: 0; font-size: 11px } }
`
