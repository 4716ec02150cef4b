/** A cloud console to capture from: a long page with a sticky header, a paged list, a page that attacks its viewers. */

const style = `
  body { margin: 0; font: 14px/1.5 system-ui, sans-serif; color: #1b2733; background: #fff }
  header { position: sticky; top: 0; background: #1e2b3a; color: #fff; padding: 14px 24px; font-weight: 600 }
  header span { font-weight: 400; opacity: .7; margin-left: 16px }
  main { padding: 24px } table { border-collapse: collapse; width: 100% }
  td, th { text-align: left; padding: 10px 8px; border-bottom: 1px solid #e2e6ea } .ok { color: #0a7a3c }
  .fixed { position: fixed; right: 16px; bottom: 16px; background: #1e2b3a; color: #fff; padding: 8px 12px; border-radius: 8px }
`

const resources = [
  'routes-db-primary',
  'routes-db-replica',
  'drivers-pii-store',
  'tiles-cache',
  'billing-db',
  'events-stream',
  'config-store',
  'audit-log-archive',
]

export const jobsPage = (
  rows: number,
  label: string,
  next = '',
): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Backup jobs · Nimbus Console</title><style>${style}</style></head>
<body><header>Nimbus Console <span>eu-central-2</span><span>platform-ops</span></header><main><h1>Backup jobs</h1>
<p>Signed in as platform-eng-1 · ${label}</p><table aria-rowcount="${rows}"><thead><tr><th>Resource</th><th>Started</th><th>Size</th><th>Status</th></tr></thead><tbody>
${Array.from({ length: rows }, (_, i) => `<tr><td>${resources[i % resources.length]}</td><td>${String(31 - (i % 31)).padStart(2, '0')} May 02:0${i % 10}</td><td>${20 + ((i * 37) % 200)} GB</td><td class="ok">● Completed</td></tr>`).join('\n')}
</tbody></table>${next}</main><div class="fixed">Help</div></body></html>`

/**
 * Every trick that would run something if a viewer let it. Whatever runs sets `pwned` on whatever window it reaches.
 */
export const hostilePage = `<!doctype html><html><head><title>Hostile</title></head><body onload="top.pwned='onload'">
<script>try { top.pwned = 'script' } catch { window.pwned = 'script' }
try { chrome.runtime.connect({ name: 'plumbline' }); document.title = 'connected' } catch {}</script>
<img src="x" onerror="top.pwned='onerror'"><svg xmlns="http://www.w3.org/2000/svg" onload="top.pwned='svg'"><script>top.pwned='svg-script'</script></svg>
<iframe srcdoc="<script>top.pwned='srcdoc'</script>"></iframe><a href="javascript:top.pwned='link'" id="link">link</a>
<form action="javascript:top.pwned='form'"><button id="send">send</button></form><meta http-equiv="refresh" content="0;url=javascript:top.pwned='refresh'">
<h1>A hostile page</h1></body></html>`

/** One empty sheet. */
export const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`

export const site: Readonly<Record<string, string>> = {
  '/jobs': jobsPage(140, 'Rows 1–140 of 140'),
  '/list/1': jobsPage(
    25,
    'Rows 1–25 of 62',
    '<nav aria-label="Pages"><a href="/list/1">1</a> <a href="/list/2">2</a> <a href="/list/3">3</a></nav>',
  ),
  '/list/2': jobsPage(
    25,
    'Rows 26–50 of 62',
    '<nav aria-label="Pages"><a href="/list/1">1</a> <a href="/list/2">2</a> <a href="/list/3">3</a></nav>',
  ),
  '/list/3': jobsPage(
    12,
    'Rows 51–62 of 62',
    '<nav aria-label="Pages"><a href="/list/1">1</a> <a href="/list/2">2</a> <a href="/list/3">3</a></nav>',
  ),
  '/hostile': hostilePage,
}

/** Another site: one colour all over, which no other page here has. */
export const elsewhere = {
  colour: [255, 0, 255],
  page: '<!doctype html><title>Elsewhere</title><body style="margin:0;background:#f0f;height:9000px">',
} as const
