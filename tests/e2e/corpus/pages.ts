/**
 * Pages built like those that auditors look at, and pages built to fool a capture. Each row carries a code, so what a
 * sealed picture really shows is read from its pixels and compared with what the page holds.
 */

import { blankPicture, encodePng } from '../../capture/png'
import { codeHtml, codePixels, codeSvg, codeStyle } from './code'

export interface CorpusPage {
  readonly name: string
  readonly body: string | Buffer
  readonly type?: string
  readonly status?: number
  /** Numbers that a person can bring to light on this page. */
  readonly codes: readonly number[]
  /**
   * `more`: the page holds more than it can show or says so, and no capture of it is complete. `unread`: what a part of
   * it holds can't be known, so *unknown* is the right word even when all of it was in the picture.
   */
  readonly holds?: 'more' | 'unread'
  /**
   * It blinks: what a picture of it holds is luck, and *complete* and *partial* are both right where nothing is
   * missing.
   */
  readonly wavers?: true
  /** Our own doing was taken for a change of the page once: never called anything but *complete*. */
  readonly ours?: true
  /** Words that the note must hold. */
  readonly says?: RegExp
  /**
   * In the sample that every run takes: in both browsers, or in Chromium only where Firefox does nothing of its own.
   */
  readonly sample?: 'both' | 'chromium'
}

const span = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const names = ['ada', 'björn', 'chen', 'dina', 'emre', 'faith', 'goran', 'hana']
const words = (n: number): string =>
  `account ${String(n).padStart(3, '0')} ${names[n % names.length]}@quillmere.example`
const row = (n: number, more = ''): string => `<div class="r">${codeHtml(n)}<span>${words(n)}</span>${more}</div>`
const rows = (from: number, to: number): string =>
  span(from, to)
    .map((n) => row(n))
    .join('')
const style =
  '*{box-sizing:border-box}html,body{margin:0;font:14px/20px sans-serif;color:#222;background:#fff}.r{height:40px;display:flex;align-items:center;gap:12px;padding:0 16px;border-bottom:1px solid #ddd;background:#fff}.code{display:block;width:96px;height:12px;flex:none}h1{font-size:18px;margin:0;padding:12px 16px}'
const html = (inside: string, more = '', attributes = ''): string =>
  `<!doctype html><html lang="en" ${attributes}><head><meta charset="utf-8"><title>Corpus</title><style>${style}${more}</style></head><body>${inside}</body></html>`
/** Rows and their codes as data for pages that make them with a script. */
const making = `<script>const words=${words.toString().replace('names[n % names.length]', `${JSON.stringify(names)}[n%8]`)};const codes=${JSON.stringify(span(0, 255).map(codeHtml))};const make=n=>{const d=document.createElement('div');d.className='r';d.innerHTML=codes[n]+'<span>'+words(n)+'</span>';return d}</script>`

const page = (name: string, body: string, codes: readonly number[], more: Partial<CorpusPage> = {}): CorpusPage => ({
  name,
  body,
  codes,
  ...more,
})

/** `other`: the address of a second site. */
export function corpus(other: string): readonly CorpusPage[] {
  return [
    // What is wholly there
    page('plain-short', html(rows(1, 10)), span(1, 10)),
    page('plain-long', html(rows(1, 60)), span(1, 60), { sample: 'both' }),
    page(
      'sticky-head',
      html(
        `<header style="position:sticky;top:0;background:#234;color:#fff;padding:12px">${codeHtml(90)}Console</header>${rows(1, 40)}`,
      ),
      [...span(1, 40), 90],
    ),
    page(
      'fixed-head-and-foot',
      html(
        `<header style="position:fixed;top:0;left:0;right:0;height:50px;background:#234;color:#fff">Console</header><footer style="position:fixed;bottom:0;left:0;right:0;height:60px;background:#345;color:#fff">${codeHtml(91)}Actions</footer><div style="height:50px"></div>${rows(1, 50)}<div style="height:60px"></div>`,
      ),
      [...span(1, 50), 91],
    ),
    page(
      'sticky-table-head',
      html(
        `<table style="width:100%;border-collapse:collapse"><thead><tr><th style="position:sticky;top:0;background:#eee;height:40px">Name</th></tr></thead><tbody>${span(
          1,
          50,
        )
          .map((n) => `<tr><td>${row(n)}</td></tr>`)
          .join('')}</tbody></table>`,
      ),
      span(1, 50),
    ),
    page('smooth-scrolling', html(rows(1, 50), 'html{scroll-behavior:smooth}'), span(1, 50)),
    page(
      'scroll-snap',
      html(
        span(0, 3)
          .map(
            (n) =>
              `<section style="height:100vh;scroll-snap-align:start;background:#f${n}f">${rows(n * 5 + 1, n * 5 + 5)}</section>`,
          )
          .join(''),
        'html{scroll-snap-type:y mandatory}',
      ),
      span(1, 20),
    ),
    page('right-to-left', html(rows(1, 50), '', 'dir="rtl"'), span(1, 50)),
    page('css-zoom', html(`<div style="zoom:1.5">${rows(1, 30)}</div>`), span(1, 30)),
    page(
      'scaled',
      html(`<div style="transform:scale(.75);transform-origin:0 0;height:900px">${rows(1, 30)}</div>`),
      span(1, 30),
    ),
    page(
      'main-box',
      html(
        `<nav style="position:fixed;inset:0 auto 0 0;width:180px;background:#eee">Menu</nav><main style="position:fixed;inset:60px 0 0 180px;overflow:auto" aria-label="Users">${rows(1, 45)}</main>`,
      ),
      span(1, 45),
      { sample: 'chromium' },
    ),
    page(
      'body-is-the-box',
      html(rows(1, 50), 'html{height:100%;overflow:hidden}body{height:100%;overflow:auto}'),
      span(1, 50),
    ),
    page(
      'lazy-pictures',
      html(
        span(1, 40)
          .map(
            (n) =>
              `<div class="r"><img loading="lazy" width="96" height="12" alt="" src="/corpus/picture/${n}"><span>${words(n)}</span></div>`,
          )
          .join(''),
      ),
      span(1, 40),
    ),
    page(
      'lazy-pictures-without-size',
      html(
        span(1, 20)
          .map((n) => `<p>${words(n)}</p><img loading="lazy" alt="" src="/corpus/picture/${n}">`)
          .join(''),
      ),
      span(1, 20),
    ),
    page(
      'loaded-when-near',
      html(
        `${span(1, 40)
          .map((n) => `<div class="r" data-n="${n}">…</div>`)
          .join(
            '',
          )}${making}<script>const o=new IntersectionObserver(es=>es.forEach(e=>{if(e.isIntersecting){const n=+e.target.dataset.n;o.unobserve(e.target);setTimeout(()=>e.target.replaceWith(make(n)),120)}}));document.querySelectorAll('[data-n]').forEach(e=>o.observe(e))</script>`,
      ),
      span(1, 40),
    ),
    page(
      'fades-in',
      html(
        `${rows(1, 50)}<script>const o=new IntersectionObserver(es=>es.forEach(e=>e.isIntersecting&&e.target.classList.add('in')));document.querySelectorAll('.r').forEach(e=>o.observe(e))</script>`,
        '.r{opacity:0;transition:opacity .4s}.r.in{opacity:1}',
      ),
      span(1, 50),
    ),
    page(
      'infinite-that-ends',
      html(
        `<div id="l">${rows(1, 25)}</div>${making}<script>let n=26,w=false;addEventListener('scroll',()=>{if(!w&&n<=60&&scrollY+innerHeight>document.documentElement.scrollHeight-200){w=true;setTimeout(()=>{for(let i=0;i<12&&n<=60;i++)l.append(make(n++));w=false},250)}})</script>`,
      ),
      span(1, 60),
    ),
    page(
      'virtual-document',
      html(
        `<div id="l" style="position:relative;height:${80 * 40}px"></div>${making}<script>const draw=()=>{const f=Math.max(1,Math.floor(scrollY/40)-2);l.replaceChildren();for(let n=f;n<Math.min(81,f+Math.ceil(innerHeight/40)+5);n++){const d=make(n);d.style.cssText='position:absolute;left:0;right:0;top:'+(n-1)*40+'px';l.append(d)}};addEventListener('scroll',()=>requestAnimationFrame(draw));draw()</script>`,
      ),
      span(1, 80),
      { sample: 'both' },
    ),
    page(
      'virtual-main-box',
      html(
        `<div id="b" role="grid" aria-rowcount="80" aria-label="Events" style="position:fixed;inset:0;overflow:auto"><div id="l" style="position:relative;height:${80 * 40}px"></div></div>${making}<script>const draw=()=>{const f=Math.max(1,Math.floor(b.scrollTop/40)-2);l.replaceChildren();for(let n=f;n<Math.min(81,f+Math.ceil(innerHeight/40)+5);n++){const d=make(n);d.setAttribute('role','row');d.setAttribute('aria-rowindex',n);d.style.cssText='position:absolute;left:0;right:0;top:'+(n-1)*40+'px';l.append(d)}};b.addEventListener('scroll',()=>requestAnimationFrame(draw));draw()</script>`,
      ),
      span(1, 80),
    ),
    page(
      'frame-shown-whole',
      html(
        `${rows(1, 5)}<iframe title="Billing" style="width:100%;height:420px;border:0" srcdoc="${html(rows(20, 29)).replaceAll('"', '&quot;')}"></iframe>`,
      ),
      [...span(1, 5), ...span(20, 29)],
    ),
    page(
      'frame-of-the-site',
      html(`<iframe src="/corpus/inner-short" style="width:100%;height:600px;border:0"></iframe>${rows(1, 20)}`),
      [...span(1, 20), ...span(200, 209)],
    ),
    page(
      'shadow-open',
      html(
        `<x-a></x-a><script>document.querySelector('x-a').attachShadow({mode:'open'}).innerHTML=\`<style>${style}</style>${rows(1, 40)}\`</script>`,
      ),
      span(1, 40),
    ),
    page(
      'shadow-closed',
      html(
        `<x-a></x-a><script>document.querySelector('x-a').attachShadow({mode:'closed'}).innerHTML=\`<style>${style}</style>${rows(1, 40)}\`</script>`,
      ),
      span(1, 40),
    ),
    page(
      'clock',
      html(
        `<p id="t">time</p>${rows(1, 45)}<script>setInterval(()=>t.textContent=new Date().toISOString().slice(11,22),100)</script>`,
      ),
      span(1, 45),
      { sample: 'both' },
    ),
    page(
      'hidden-menu',
      html(
        `<nav style="position:fixed;top:0;left:0;width:100%;height:44px;background:#fff">${'<a href="#">A long menu entry</a> '.repeat(6)}<ul style="display:none">${'<li>Hidden entry of the menu with many words</li>'.repeat(60)}</ul></nav><div style="height:44px"></div>${rows(1, 45)}`,
      ),
      span(1, 45),
      { ours: true, sample: 'chromium' },
    ),
    page(
      'tabs',
      html(
        `<div role="tablist"><button role="tab" aria-selected="true">Users</button><button role="tab">Roles</button></div><div role="tabpanel">${rows(1, 20)}</div><div role="tabpanel" hidden>${rows(100, 120)}</div>`,
      ),
      span(1, 20),
    ),
    page(
      'words-for-screen-readers',
      html(
        `<a style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)" href="#m">Skip to content</a><h1 style="text-indent:-9999px;background:#eee;height:40px">Console</h1>${rows(1, 20)}`,
      ),
      span(1, 20),
    ),
    page(
      'closed-drawer',
      html(
        `<aside style="position:fixed;top:0;bottom:0;right:0;width:300px;transform:translateX(100%);background:#fff">${rows(100, 105)}</aside>${rows(1, 40)}`,
      ),
      span(1, 40),
    ),
    page(
      'print-only',
      html(`<div class="p">${rows(100, 110)}</div>${rows(1, 20)}`, '.p{display:none}@media print{.p{display:block}}'),
      span(1, 20),
    ),
    page('details-open', html(`<details open><summary>Members</summary>${rows(1, 20)}</details>`), span(1, 20)),
    page(
      'content-visibility',
      html(
        span(0, 5)
          .map(
            (n) =>
              `<section style="content-visibility:auto;contain-intrinsic-size:auto 400px">${rows(n * 10 + 1, n * 10 + 10)}</section>`,
          )
          .join(''),
      ),
      span(1, 60),
    ),
    page(
      'stretched-link',
      html(
        span(1, 30)
          .map(
            (n) => `<div class="r" style="position:relative">${codeHtml(n)}<a href="#" class="s">${words(n)}</a></div>`,
          )
          .join(''),
        '.s::after{content:"";position:absolute;inset:0}',
      ),
      span(1, 30),
    ),
    page('blank-stretch', html(`${rows(1, 5)}<div style="height:1500px"></div>${rows(6, 15)}`), span(1, 15)),
    page(
      'zebra-tight',
      html(
        `<table style="border-collapse:collapse;font:12px/13px sans-serif">${span(1, 120)
          .map(
            (n) =>
              `<tr style="background:${n % 2 ? '#eef' : '#fff'}"><td style="padding:0;height:14px">${codeHtml(n)}</td><td>${words(n)}</td><td>OK</td></tr>`,
          )
          .join('')}</table>`,
      ),
      span(1, 120),
    ),
    page(
      'cookie-card',
      html(
        `${rows(1, 45)}<div style="position:fixed;left:16px;bottom:16px;width:420px;height:160px;background:#fff;border:1px solid #888;z-index:9">We use cookies <button>Accept</button></div>`,
      ),
      span(1, 45),
    ),
    page(
      'cookie-wall',
      html(
        `${rows(1, 14)}<div style="position:fixed;inset:0;background:rgba(0,0,0,.5);z-index:9"><div style="margin:160px auto;width:400px;height:200px;background:#fff">${codeHtml(99)}<p>We use cookies</p></div></div>`,
      ),
      [...span(1, 14), 99],
      { sample: 'chromium' },
    ),
    page(
      'chat-bubble',
      html(
        `${rows(1, 45)}<div style="position:fixed;right:12px;bottom:12px;width:300px;height:220px;background:#fff;border:1px solid #888">Can we help?</div>`,
        '.r{flex-direction:row-reverse}',
      ),
      span(1, 45),
    ),
    page(
      'drawer-open',
      html(
        `${rows(1, 30)}<aside style="position:fixed;top:0;bottom:0;right:0;width:60%;background:#fafafa;border-left:1px solid #999">${rows(100, 104)}</aside>`,
        '.r{flex-direction:row-reverse}',
      ),
      [...span(1, 30), ...span(100, 104)],
    ),
    page(
      'stubborn-layer',
      html(
        `${rows(1, 45)}<div style="position:fixed;left:0;top:200px;width:500px;height:120px;background:#ffd"><p style="visibility:visible !important">Stays</p></div>`,
      ),
      span(1, 45),
    ),
    page('not-found', html(`<h1>Not found</h1>${rows(1, 5)}`), span(1, 5), {
      status: 404,
      says: /status 404/,
      sample: 'both',
    }),
    page(
      'xhtml',
      `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Corpus</title><style>${style}</style></head><body>${rows(1, 30)}</body></html>`,
      span(1, 30),
      { type: 'application/xhtml+xml', sample: 'chromium' },
    ),
    page(
      'svg',
      `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1900">${span(1, 40)
        .map((n) => `${codeSvg(n, 20, n * 45)}<text x="140" y="${n * 45 + 12}" font-size="14">${words(n)}</text>`)
        .join('')}</svg>`,
      span(1, 40),
      { type: 'image/svg+xml' },
    ),
    page(
      'xml',
      `<?xml version="1.0"?><?xml-stylesheet href="/corpus/xml.css"?><list>${span(1, 30)
        .map((n) => `<item>${words(n)}</item>`)
        .join('')}</list>`,
      span(1, 30),
      { type: 'application/xml' },
    ),
    { name: 'picture', body: '', codes: span(1, 40), type: 'image/png' },

    // What is not, or can't be known
    page(
      'wide-page',
      html(
        `<div style="width:2200px;position:relative">${span(1, 20)
          .map(
            (n) =>
              `<div class="r" style="justify-content:space-between">${codeHtml(n)}<span>${words(n)}</span>${codeHtml(n + 100)}</div>`,
          )
          .join('')}</div>`,
      ),
      [...span(1, 20), ...span(101, 120)],
      { says: /width/ },
    ),
    page(
      'wide-right-to-left',
      html(
        `<div style="width:2200px">${span(1, 20)
          .map(
            (n) =>
              `<div class="r" style="justify-content:space-between">${codeHtml(n)}<span>${words(n)}</span>${codeHtml(n + 100)}</div>`,
          )
          .join('')}</div>`,
        '',
        'dir="rtl"',
      ),
      [...span(1, 20), ...span(101, 120)],
    ),
    page(
      'wide-table',
      html(
        `<h1>Users</h1><div style="overflow-x:auto" aria-label="Users"><table style="width:3000px">${span(1, 15)
          .map(
            (n) =>
              `<tr><td>${codeHtml(n)}</td><td>${words(n)}</td><td style="text-align:right"><div style="display:flex;justify-content:flex-end">${codeHtml(n + 100)}</div></td></tr>`,
          )
          .join('')}</table></div>`,
      ),
      [...span(1, 15), ...span(101, 115)],
      { says: /Users/, sample: 'chromium' },
    ),
    page(
      'box-small',
      html(`<div style="height:90px;overflow:auto" aria-label="Recent">${rows(1, 8)}</div>${rows(20, 30)}`),
      [...span(1, 8), ...span(20, 30)],
      { says: /Recent/, sample: 'chromium' },
    ),
    page(
      'box-in-page',
      html(
        `${rows(1, 10)}<div style="height:300px;overflow:auto" aria-label="Members">${rows(20, 40)}</div>${rows(60, 90)}`,
      ),
      [...span(1, 10), ...span(20, 40), ...span(60, 90)],
      { says: /Members/ },
    ),
    page(
      'two-panes',
      html(
        `<div style="position:fixed;inset:0 50% 0 0;overflow:auto">${rows(1, 40)}</div><div style="position:fixed;inset:0 0 0 50%;overflow:auto">${rows(60, 100)}</div>`,
      ),
      [...span(1, 40), ...span(60, 100)],
    ),
    page(
      'box-in-box',
      html(
        `<div style="position:fixed;inset:0;overflow:auto">${rows(1, 10)}<div style="height:200px;overflow:auto">${rows(20, 35)}</div>${rows(40, 70)}</div>`,
      ),
      [...span(1, 10), ...span(20, 35), ...span(40, 70)],
    ),
    page(
      'box-across-main',
      html(
        `<div style="position:fixed;inset:0;overflow:auto"><div style="width:2400px">${span(1, 40)
          .map((n) => `<div class="r" style="justify-content:space-between">${codeHtml(n)}${codeHtml(n + 100)}</div>`)
          .join('')}</div></div>`,
      ),
      [...span(1, 40), ...span(101, 140)],
    ),
    page(
      'frame-cut',
      html(
        `${rows(1, 5)}<iframe title="Billing" style="width:100%;height:200px;border:0" srcdoc="${html(rows(20, 40)).replaceAll('"', '&quot;')}"></iframe>`,
      ),
      [...span(1, 5), ...span(20, 40)],
      { says: /Billing/, sample: 'both' },
    ),
    page(
      'frame-cut-no-bars',
      html(
        `<iframe scrolling="no" title="Billing" style="width:100%;height:200px;border:0" src="/corpus/inner-long"></iframe>${rows(1, 5)}`,
      ),
      [...span(1, 5), ...span(200, 230)],
    ),
    page(
      'frame-of-another-site',
      html(
        `${rows(1, 5)}<iframe title="Help" style="width:100%;height:300px;border:0" src="${other}/corpus/inner-long"></iframe>`,
      ),
      [...span(1, 5), ...span(200, 230)],
      { holds: 'unread', says: /Help/ },
    ),
    page(
      'frame-of-another-site-small',
      html(
        `${rows(1, 5)}<iframe title="Status" style="width:110px;height:70px;border:0" src="${other}/corpus/inner-long"></iframe>`,
      ),
      [...span(1, 5), ...span(200, 230)],
      { holds: 'unread' },
    ),
    page(
      'frame-sandboxed',
      html(
        `${rows(1, 5)}<iframe sandbox title="Preview" style="width:100%;height:300px;border:0" src="/corpus/inner-long"></iframe>`,
      ),
      [...span(1, 5), ...span(200, 230)],
      { holds: 'unread' },
    ),
    page(
      'frames-nested',
      html(
        `<iframe title="Outer" style="width:100%;height:560px;border:0" srcdoc="${html(`<iframe title='Inner' style='width:100%;height:200px;border:0' src='/corpus/inner-long'></iframe>${rows(1, 3)}`).replaceAll('"', '&quot;')}"></iframe>`,
      ),
      [...span(1, 3), ...span(200, 230)],
    ),
    page(
      'frames-nested-other',
      html(
        `<iframe title="Outer" style="width:100%;height:560px;border:0" srcdoc="${html(`<iframe title='Inner' style='width:100%;height:200px;border:0' src='${other}/corpus/inner-long'></iframe>${rows(1, 3)}`).replaceAll('"', '&quot;')}"></iframe>`,
      ),
      [...span(1, 3), ...span(200, 230)],
      { holds: 'unread' },
    ),
    page(
      'object-document',
      html(
        `${rows(1, 5)}<object title="Report" style="width:100%;height:200px" data="/corpus/inner-long" type="text/html"></object>`,
      ),
      [...span(1, 5), ...span(200, 230)],
    ),
    page(
      'frame-in-shadow',
      html(
        `${rows(1, 5)}<x-a></x-a><script>document.querySelector('x-a').attachShadow({mode:'closed'}).innerHTML='<iframe src="/corpus/inner-long" style="width:100%;height:150px;border:0"></iframe>'</script>`,
      ),
      [...span(1, 5), ...span(200, 230)],
    ),
    page(
      'shadow-open-box',
      html(
        `${rows(1, 5)}<x-a></x-a><script>document.querySelector('x-a').attachShadow({mode:'open'}).innerHTML=\`<style>${style}</style><div style="height:160px;overflow:auto">${rows(20, 40)}</div>\`</script>`,
      ),
      [...span(1, 5), ...span(20, 40)],
    ),
    page(
      'shadow-closed-box',
      html(
        `${rows(1, 5)}<x-a></x-a><script>document.querySelector('x-a').attachShadow({mode:'closed'}).innerHTML=\`<style>${style}</style><div style="height:160px;overflow:auto" aria-label="Keys">${rows(20, 40)}</div>\`</script>`,
      ),
      [...span(1, 5), ...span(20, 40)],
      { says: /Keys/, sample: 'both' },
    ),
    page(
      'shadow-deep',
      html(
        `<x-a></x-a><script>let at=document.querySelector('x-a');for(let i=0;i<4;i++){const r=at.attachShadow({mode:i%2?'closed':'open'});r.innerHTML=\`<style>${style}</style>\`;at=document.createElement('x-a');r.append(at)}at.attachShadow({mode:'closed'}).innerHTML=\`<style>${style}</style><div style="height:100px;overflow:hidden">${rows(1, 8)}</div>\`</script>`,
      ),
      span(1, 8),
    ),
    page(
      'virtual-box',
      html(
        `${rows(100, 120)}<div id="b" style="height:240px;overflow:auto"><div id="l" style="position:relative;height:2000px"></div></div>${making}<script>const draw=()=>{const f=Math.max(1,Math.floor(b.scrollTop/40));l.replaceChildren();for(let n=f;n<Math.min(51,f+9);n++){const d=make(n);d.style.cssText='position:absolute;left:0;right:0;top:'+(n-1)*40+'px';l.append(d)}};b.onscroll=draw;draw()</script>`,
      ),
      [...span(100, 120), ...span(1, 50)],
    ),
    page('says-50-of-431', html(`<p>Users 1–50 of 431</p>${rows(1, 50)}`), span(1, 50), {
      holds: 'more',
      says: /50 of 431/,
      sample: 'chromium',
    }),
    page(
      'says-showing-20-of-34',
      html(`<p>Teams 1–3 of 3</p>${rows(100, 102)}<p>Showing 20 of 34</p>${rows(1, 20)}`),
      [...span(1, 20), ...span(100, 102)],
      { holds: 'more' },
    ),
    page('says-page-1-of-5', html(`${rows(1, 20)}<p>Page 1 of 5</p>`), span(1, 20), { holds: 'more' }),
    page(
      'aria-rowcount',
      html(
        `<div role="table" aria-rowcount="431">${span(1, 20)
          .map((n) => `<div role="row">${row(n)}</div>`)
          .join('')}</div>`,
      ),
      span(1, 20),
      { holds: 'more', says: /431/ },
    ),
    page(
      'aria-rowcount-unknown',
      html(
        `<div role="table" aria-rowcount="-1">${span(1, 20)
          .map((n) => `<div role="row">${row(n)}</div>`)
          .join('')}</div>`,
      ),
      span(1, 20),
      { holds: 'more' },
    ),
    page(
      'aria-setsize',
      html(
        `<ul>${span(1, 20)
          .map((n) => `<li aria-setsize="90" aria-posinset="${n}">${row(n)}</li>`)
          .join('')}</ul>`,
      ),
      span(1, 20),
      { holds: 'more', says: /20 of 90/ },
    ),
    page(
      'aria-setsize-second-list',
      html(
        `<ul>${span(1, 3)
          .map((n) => `<li aria-setsize="3" aria-posinset="${n}">${row(n)}</li>`)
          .join('')}</ul><ul>${span(10, 20)
          .map((n) => `<li aria-setsize="90" aria-posinset="${n - 9}">${row(n)}</li>`)
          .join('')}</ul>`,
      ),
      [...span(1, 3), ...span(10, 20)],
      { holds: 'more' },
    ),
    page(
      'count-in-shadow',
      html(
        `<x-a></x-a><script>document.querySelector('x-a').attachShadow({mode:'closed'}).innerHTML=\`<style>${style}</style>${rows(1, 20)}<p>1–20 of 96</p>\`</script>`,
      ),
      span(1, 20),
      { holds: 'more' },
    ),
    page('load-more', html(`${rows(1, 20)}<button>Load more</button>`), span(1, 20), {
      holds: 'more',
      says: /Load more/,
    }),
    page(
      'pager',
      html(`${rows(1, 20)}<nav class="pagination"><a href="#">1</a> <a href="#">2</a> <a href="#">Next ›</a></nav>`),
      span(1, 20),
      { holds: 'more' },
    ),
    page(
      'endless',
      html(
        `<div id="l">${rows(1, 25)}</div>${making}<script>let n=26,w=false;addEventListener('scroll',()=>{if(!w&&scrollY+innerHeight>document.documentElement.scrollHeight-100){w=true;setTimeout(()=>{for(let i=0;i<3;i++)l.append(make(n++%256));w=false},600)}})</script>`,
      ),
      span(1, 25),
      { holds: 'more' },
    ),
    page(
      'late-rows',
      html(
        `<div id="l">${rows(1, 20)}</div><p id="s">Loading…</p>${making}<script>setTimeout(()=>{for(let n=21;n<31;n++)l.append(make(n));s.remove()},25000)</script>`,
      ),
      span(1, 30),
    ),
    page('picture-that-does-not-come', html(`${rows(1, 8)}<img width="96" height="12" alt="" src="/corpus/never">`), [
      ...span(1, 8),
      50,
    ]),
    page(
      'lazy-picture-that-does-not-come',
      html(`${rows(1, 8)}<img loading="lazy" width="96" height="12" alt="" src="/corpus/never">`),
      [...span(1, 8), 50],
    ),
    page(
      'overflow-hidden',
      html(`<div style="height:150px;overflow:hidden" id="cut">${rows(1, 10)}</div>${rows(20, 30)}`),
      [...span(1, 10), ...span(20, 30)],
      { says: /#cut/ },
    ),
    page('overflow-clip', html(`<div style="height:150px;overflow:clip">${rows(1, 10)}</div>${rows(20, 30)}`), [
      ...span(1, 10),
      ...span(20, 30),
    ]),
    page('contain-paint', html(`<div style="height:150px;contain:paint">${rows(1, 10)}</div>${rows(20, 30)}`), [
      ...span(1, 10),
      ...span(20, 30),
    ]),
    page('clip-path', html(`<div style="clip-path:inset(0 0 200px 0)">${rows(1, 10)}</div>${rows(20, 30)}`), [
      ...span(1, 10),
      ...span(20, 30),
    ]),
    page(
      'identical-rows-cut',
      html(
        `<div style="height:100px;overflow:hidden">${'<p style="height:24px;margin:0">Completed</p>'.repeat(8)}${row(50)}</div>${'<p>Completed</p>'.repeat(8)}`,
      ),
      [50],
    ),
    page(
      'ellipsis',
      html(
        span(1, 12)
          .map(
            (n) =>
              `<div style="width:220px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis"><span style="display:inline-block">${codeHtml(n)}</span> ${words(n)} and so on ${`<span style="display:inline-block">${codeHtml(n + 100)}</span>`}</div>`,
          )
          .join(''),
      ),
      [...span(1, 12), ...span(101, 112)],
    ),
    page(
      'line-clamp',
      html(
        `<div style="display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden;width:300px">${span(
          1,
          6,
        )
          .map((n) => `${words(n)} <span style="display:inline-block">${codeHtml(n)}</span> `)
          .join('')}</div>${rows(20, 24)}`,
      ),
      [...span(1, 6), ...span(20, 24)],
    ),
    page(
      'details-closed',
      html(`${rows(1, 5)}<details><summary>Members</summary>${rows(20, 30)}</details>`),
      [...span(1, 5), ...span(20, 30)],
      { says: /Members/, sample: 'chromium' },
    ),
    page(
      'accordion-no-height',
      html(
        `${rows(1, 5)}<button aria-expanded="false">Members</button><div style="max-height:0;overflow:hidden">${rows(20, 30)}</div>`,
      ),
      [...span(1, 5), ...span(20, 30)],
    ),
    page(
      'accordion-hidden',
      html(
        `${rows(1, 5)}<button aria-expanded="false" aria-controls="m">Members</button><div id="m" hidden>${rows(20, 30)}</div>`,
      ),
      [...span(1, 5), ...span(20, 30)],
    ),
    page('app-shell-cut', html(rows(1, 60), 'html,body{height:100%;overflow:hidden}'), span(1, 60)),
    page(
      'cut-at-the-right',
      html(
        `<div style="width:2200px">${span(1, 10)
          .map((n) => `<div class="r" style="justify-content:space-between">${codeHtml(n)}${codeHtml(n + 100)}</div>`)
          .join('')}</div>`,
        'body{overflow-x:hidden}',
      ),
      [...span(1, 10), ...span(101, 110)],
    ),
    page(
      'carousel',
      html(
        `<div style="overflow:hidden"><div style="display:flex;transform:translateX(-100%)">${span(0, 2)
          .map((n) => `<div style="flex:0 0 100%">${rows(n * 5 + 1, n * 5 + 5)}</div>`)
          .join('')}</div></div>${rows(40, 45)}`,
      ),
      [...span(1, 15), ...span(40, 45)],
    ),
    page(
      'carousel-that-scrolls',
      html(
        `<div style="display:flex;overflow-x:auto;scroll-snap-type:x mandatory">${span(0, 2)
          .map((n) => `<div style="flex:0 0 100%;scroll-snap-align:start">${rows(n * 5 + 1, n * 5 + 5)}</div>`)
          .join('')}</div>`,
      ),
      span(1, 15),
    ),
    page(
      'layer-that-scrolls-along',
      html(
        `<div style="position:relative">${rows(1, 30)}<div style="position:absolute;left:0;top:200px;width:500px;height:120px;background:#ffd" id="note">A note</div></div>`,
      ),
      span(1, 30),
      { says: /#note/, sample: 'both' },
    ),
    page(
      'layer-without-pointer',
      html(
        `<div style="position:relative">${rows(1, 30)}<div style="position:absolute;left:0;top:200px;width:500px;height:120px;background:#ffd;pointer-events:none"></div></div>`,
      ),
      span(1, 30),
    ),
    page(
      'layer-without-pointer-important',
      html(
        `<div style="position:relative">${rows(1, 30)}<div style="position:absolute;left:0;top:200px;width:500px;height:120px;background:#ffd;pointer-events:none !important"></div></div>`,
      ),
      span(1, 30),
    ),
    page(
      'layer-of-a-pseudo-element',
      html(
        `<div class="o" style="position:relative">${rows(1, 30)}</div>`,
        '.o::after{content:"";position:absolute;left:0;top:200px;width:500px;height:120px;background:#ffd}',
      ),
      span(1, 30),
    ),
    page(
      'dialog',
      html(
        `${rows(1, 14)}<dialog id="d" style="width:500px;height:200px">${rows(90, 92)}</dialog><script>d.showModal()</script>`,
      ),
      [...span(1, 14), ...span(90, 92)],
    ),
    page(
      'popover',
      html(
        `${rows(1, 14)}<div popover="manual" id="d" style="width:500px;height:200px">${rows(90, 92)}</div><script>d.showPopover()</script>`,
      ),
      [...span(1, 14), ...span(90, 92)],
    ),
    page(
      'fixed-side-too-tall',
      html(
        `<aside style="position:fixed;left:0;top:0;width:300px;background:#eee">${rows(100, 140)}</aside><div style="margin-left:300px">${rows(1, 60)}</div>`,
      ),
      [...span(1, 60), ...span(100, 140)],
    ),
    page(
      'fixed-side-scrolls',
      html(
        `<aside style="position:fixed;left:0;top:0;bottom:0;overflow:auto;width:300px;background:#eee" aria-label="Side">${rows(100, 140)}</aside><div style="margin-left:300px">${rows(1, 60)}</div>`,
      ),
      [...span(1, 60), ...span(100, 140)],
      { says: /Side/ },
    ),
    page(
      'textarea',
      html(
        `${rows(1, 5)}<textarea rows="3" cols="60" aria-label="Policy">${span(1, 40)
          .map((n) => `line ${n}`)
          .join('\n')}</textarea>`,
      ),
      span(1, 5),
      { holds: 'more', says: /Policy/ },
    ),
    page(
      'select-list',
      html(
        `${rows(1, 5)}<select multiple size="4" aria-label="Groups">${span(1, 40)
          .map((n) => `<option>group ${n}</option>`)
          .join('')}</select>`,
      ),
      span(1, 5),
      { holds: 'more' },
    ),
    page(
      'input-too-long',
      html(
        `${rows(1, 5)}<input style="width:80px" aria-label="Filter" value="a filter with many more words than the field can show at once">`,
      ),
      span(1, 5),
      { holds: 'more' },
    ),
    page(
      'canvas-list',
      html(
        `<canvas id="c" width="1000" height="800"></canvas><script>c.getContext('2d').fillText('row 1',20,20)</script>`,
      ),
      [],
      { holds: 'unread' },
    ),
    page(
      'live-table',
      html(
        `<div id="l">${rows(1, 50)}</div>${making}<script>let n=100;setInterval(()=>{if(n<140)l.prepend(make(n++))},450)</script>`,
      ),
      [...span(1, 50), ...span(100, 139)],
    ),
    page(
      'rows-leave',
      html(
        `<div id="l">${rows(1, 70)}</div><script>setInterval(()=>{if(l.children.length>40)l.firstChild.remove()},700)</script>`,
      ),
      span(1, 70),
    ),
    page(
      'scroll-jacked',
      html(
        `<div id="l" style="position:fixed;inset:0;overflow:hidden"><div id="m">${rows(1, 60)}</div></div><div style="height:4000px"></div><script>addEventListener('scroll',()=>m.style.transform='translateY('+-scrollY*1.6+'px)')</script>`,
      ),
      span(1, 60),
    ),
    page(
      'skips-rows',
      html(
        `<div id="l" style="height:3000px;position:relative"><div id="m" style="position:absolute;left:0;right:0;top:0">${rows(1, 75)}</div></div><script>addEventListener('scroll',()=>m.style.top=scrollY>200?'-160px':'0')</script>`,
      ),
      span(1, 75),
    ),
    page(
      'swaps-rows',
      html(
        `<div id="l">${rows(1, 30)}</div>${making}<script>setTimeout(()=>{[...l.children].slice(3,6).forEach((e,i)=>e.replaceWith(make(100+i)))},9000)</script>`,
      ),
      span(1, 30),
    ),
    page(
      'hash-walks',
      html(
        `${rows(1, 60)}<script>addEventListener('scroll',()=>history.replaceState(0,'','#at-'+Math.floor(scrollY/300)))</script>`,
      ),
      span(1, 60),
    ),
    page(
      'fixed-in-a-transformed-box',
      html(
        `<div style="transform:translateZ(0);position:relative;height:2000px">${rows(1, 20)}<div style="position:fixed;top:1500px;left:0;right:0">${rows(100, 105)}</div></div>`,
      ),
      [...span(1, 20), ...span(100, 105)],
    ),
    page(
      'bar-that-comes-with-scrolling',
      html(
        `<div id="bar" style="position:fixed;top:0;left:0;right:0;display:none;background:#ffe">${row(200)}</div>${rows(1, 60)}<script>addEventListener('scroll',()=>bar.style.display=scrollY>300?'block':'none')</script>`,
      ),
      [...span(1, 60), 200],
    ),
    page(
      'blinks',
      html(
        `${rows(1, 14)}<style>.off .r{visibility:hidden}</style><script>setInterval(()=>document.body.classList.toggle('off'),170)</script>`,
      ),
      span(1, 14),
      { sample: 'both', wavers: true },
    ),
    page(
      'blinks-briefly',
      html(
        `${rows(1, 14)}<style>.off .r{visibility:hidden}</style><script>setInterval(()=>{document.body.className='off';setTimeout(()=>document.body.className='',60)},150)</script>`,
      ),
      span(1, 14),
      { wavers: true },
    ),
    page(
      'blinks-animated',
      html(`${rows(1, 14)}<style>.r{animation:b .3s steps(1) infinite}@keyframes b{50%{visibility:hidden}}</style>`),
      span(1, 14),
      { wavers: true },
    ),
    page(
      'blinks-in-a-frame',
      html(
        `${rows(1, 5)}<iframe style="width:100%;height:400px;border:0" srcdoc="${html(`${rows(20, 26)}<style>.off .r{visibility:hidden}</style><script>setInterval(()=>document.body.classList.toggle('off'),140)</script>`).replaceAll('"', '&quot;')}"></iframe>`,
      ),
      [...span(1, 5), ...span(20, 26)],
      { wavers: true },
    ),
    page(
      'blinks-animated-in-a-frame',
      html(
        `${rows(1, 5)}<iframe style="width:100%;height:400px;border:0" srcdoc="${html(`${rows(20, 26)}<style>.r{animation:b .34s steps(1) infinite}@keyframes b{60%{visibility:hidden}}</style>`).replaceAll('"', '&quot;')}"></iframe>`,
      ),
      [...span(1, 5), ...span(20, 26)],
      { wavers: true },
    ),
    page(
      'blinks-by-a-rule',
      html(
        `${rows(1, 14)}<style id="s">.r{visibility:hidden}</style><script>setInterval(()=>s.sheet.disabled=!s.sheet.disabled,130)</script>`,
      ),
      span(1, 14),
      { wavers: true },
    ),
    page(
      'blinks-by-a-filter',
      html(`${rows(1, 14)}<style>body{animation:b .3s steps(1) infinite}@keyframes b{60%{filter:opacity(0)}}</style>`),
      span(1, 14),
      { wavers: true },
    ),
    page(
      'blinks-slowly',
      html(
        `${rows(1, 40)}<style>.off .r:nth-child(3n){visibility:hidden}</style><script>setInterval(()=>document.body.classList.toggle('off'),900)</script>`,
      ),
      span(1, 40),
      { wavers: true },
    ),
    page(
      'words-in-pseudo-elements',
      html(
        `<div style="height:100px;overflow:hidden">${span(1, 8)
          .map((n) => `<div style="height:40px"><b class="w" data-w="${words(n)}"></b></div>`)
          .join('')}</div>${rows(20, 25)}`,
        '.w{display:block;height:20px}.w::before{content:attr(data-w)}',
      ),
      span(20, 25),
      { holds: 'more' },
    ),
    page(
      'dialog-between-tiles',
      html(
        `${rows(1, 50)}<dialog id="d" style="width:700px;height:300px">${row(200)}</dialog><script>addEventListener('scroll',()=>{if(scrollY>300&&!d.open)d.showModal();if(scrollY<=300&&d.open)d.close()})</script>`,
      ),
      [...span(1, 50), 200],
    ),
    page(
      'popover-between-tiles',
      html(
        `${rows(1, 50)}<div popover="manual" id="d" style="width:700px;height:300px">${row(200)}</div><script>addEventListener('scroll',()=>{if(scrollY>300&&!d.matches(':popover-open'))d.showPopover()})</script>`,
      ),
      [...span(1, 50), 200],
    ),
    page(
      'content-visibility-unsized',
      html(
        span(0, 5)
          .map(
            (n) =>
              `<section style="content-visibility:auto;contain-intrinsic-size:1px 10px">${rows(n * 10 + 1, n * 10 + 10)}</section>`,
          )
          .join(''),
      ),
      span(1, 60),
    ),
    page(
      'snaps-to-both-ends',
      html(
        `<div style="scroll-snap-align:start">${rows(1, 1)}</div>${rows(2, 59)}<div style="scroll-snap-align:end">${rows(60, 60)}</div>`,
        'html{scroll-snap-type:y mandatory!important}',
      ).replace('<html ', '<html style="scroll-snap-type:y mandatory!important" '),
      span(1, 60),
    ),
    page(
      'snap-in-main-box',
      html(
        `<main style="position:fixed;inset:0;overflow:auto;scroll-snap-type:y mandatory!important;scroll-behavior:smooth!important"><div style="scroll-snap-align:start">${rows(1, 1)}</div>${rows(2, 59)}<div style="scroll-snap-align:end">${rows(60, 60)}</div></main>`,
      ),
      span(1, 60),
    ),
    page('root-zoom', html(rows(1, 50), 'html{zoom:1.4}'), span(1, 50)),
    page(
      'frame-lazy-srcdoc',
      html(
        `${rows(1, 40)}<iframe loading="lazy" title="Late" style="width:100%;height:420px;border:0" srcdoc="${html(rows(100, 109)).replaceAll('"', '&quot;')}"></iframe>`,
      ),
      [...span(1, 40), ...span(100, 109)],
    ),
    page(
      'sticky-in-main-box',
      html(
        `<main style="position:fixed;inset:0;overflow:auto"><header style="position:sticky;top:0;height:60px;background:#234;color:#fff;z-index:2">${codeHtml(90)}Console</header>${rows(1, 45)}<footer style="position:sticky;bottom:0;height:80px;background:#345">${codeHtml(91)}</footer></main>`,
      ),
      [...span(1, 45), 90, 91],
    ),
    page(
      'head-shrinks',
      html(
        `<header id="h" style="position:sticky;top:0;height:240px;background:#234;color:#fff">${codeHtml(90)}Console</header>${rows(1, 50)}<script>addEventListener('scroll',()=>h.style.height=scrollY>40?'50px':'240px')</script>`,
      ),
      [...span(1, 50), 90],
    ),
    page(
      'head-vanishes',
      html(
        `<header id="h" style="background:#234;color:#fff">${rows(100, 104)}</header>${rows(1, 50)}<script>addEventListener('scroll',()=>h.style.display=scrollY>150?'none':'block')</script>`,
      ),
      [...span(1, 50), ...span(100, 104)],
    ),
    page(
      'turns-over-while-scrolled',
      html(
        `<div id="l" style="display:flex;flex-direction:column">${rows(1, 50)}</div><script>addEventListener('scroll',()=>l.style.flexDirection=scrollY>150?'column-reverse':'column')</script>`,
      ),
      span(1, 50),
    ),
    page(
      'shown-in-the-middle',
      html(
        `<div style="height:200px"></div>${rows(1, 50)}<div style="height:300px"></div>`,
        '@supports (animation-timeline:view()){.r{animation:f linear both;animation-timeline:view()}}@keyframes f{0%,38%,62%,100%{opacity:0}42%,58%{opacity:1}}',
      ),
      span(1, 50),
    ),
    page(
      'frosted-head',
      html(
        `<header style="position:fixed;top:0;left:0;right:0;height:120px;backdrop-filter:blur(24px)">Console</header>${rows(1, 50)}`,
      ),
      span(1, 50),
      { sample: 'chromium' },
    ),
    page(
      'shadow-over-rows',
      html(
        `<div style="position:relative">${rows(1, 30)}<b style="position:absolute;left:200px;top:300px;width:1px;height:1px;box-shadow:0 0 0 150px #ffd"></b></div>`,
      ),
      span(1, 30),
    ),
    page(
      'stacked-cards',
      html(
        span(0, 3)
          .map(
            (n) =>
              `<section style="position:sticky;top:0;height:100vh;background:#fff">${rows(n * 10 + 1, n * 10 + 10)}</section>`,
          )
          .join(''),
      ),
      span(1, 40),
    ),
    page(
      'layer-in-a-shadow-root',
      html(
        `<div style="position:relative">${rows(1, 30)}<x-a style="position:absolute;left:0;top:200px;width:500px;height:120px"></x-a></div><script>document.querySelector('x-a').attachShadow({mode:'closed'}).innerHTML='<div style="position:absolute;inset:0;background:#ffd"></div>'</script>`,
      ),
      span(1, 30),
    ),
    page(
      'layer-over-a-frame',
      html(
        `<div style="position:relative"><iframe style="width:100%;height:420px;border:0" srcdoc="${html(rows(20, 29)).replaceAll('"', '&quot;')}"></iframe><div style="position:absolute;left:0;top:100px;width:400px;height:100px;background:#ffd"></div></div>`,
      ),
      span(20, 29),
    ),
    page(
      'drawn-over-by-canvas',
      html(
        `<div style="position:relative">${rows(1, 30)}<canvas id="c" width="500" height="120" style="position:absolute;left:0;top:200px;pointer-events:none"></canvas></div><script>const x=c.getContext('2d');x.fillStyle='#ffd';x.fillRect(0,0,500,120)</script>`,
      ),
      span(1, 30),
    ),
    page(
      'grid-scrolls-up-only',
      html(
        `<div style="height:200px;overflow-y:auto;display:flex;flex-direction:column-reverse" aria-label="Chat">${rows(1, 20)}</div>${rows(40, 60)}`,
      ),
      [...span(1, 20), ...span(40, 60)],
    ),
    page(
      '70000-elements',
      html(
        `${'<b></b>'.repeat(62_000)}${rows(1, 5)}<div style="height:120px;overflow:auto" aria-label="Last">${rows(20, 30)}</div>`,
        'b{display:none}',
      ),
      [...span(1, 5), ...span(20, 30)],
      { says: /Last/ },
    ),
    page('70000-elements-whole', html(`${'<b></b>'.repeat(62_000)}${rows(1, 15)}`, 'b{display:none}'), span(1, 15)),
    page(
      'tall-static',
      html(
        span(0, 25)
          .map(
            (n) =>
              `${rows(n * 2 + 1, n * 2 + 2)}<div style="height:1440px;border-left:9px solid #9${(n % 7) + 1}9"></div>`,
          )
          .join(''),
      ),
      span(1, 52),
      { ours: true },
    ),
  ]
}

/** The style sheet of the page that is XML: its codes stand before the words of each item. */
export const xmlStyle = `item{display:block;height:40px}item::before{content:"";display:inline-block;width:96px;height:12px;margin-right:12px}${span(
  1,
  30,
)
  .map((n) => `item:nth-child(${n})::before{${codeStyle(n)}}`)
  .join('')}`

/** Documents that frames of the corpus hold. */
export const inner: Readonly<Record<string, string>> = {
  '/corpus/inner-short': html(rows(200, 209)),
  '/corpus/inner-long': html(rows(200, 230)),
}

/** A picture of one code; and one of forty, as a document of its own. */
export async function codePicture(n: number): Promise<Buffer> {
  const picture = blankPicture(96, 12)
  codePixels(n, picture, 0, 0)
  return Buffer.from(await encodePng(picture).arrayBuffer())
}

export async function tallPicture(): Promise<Buffer> {
  const picture = blankPicture(600, 1_800)
  picture.data.fill(255)
  for (const n of span(1, 40)) codePixels(n, picture, 40, n * 43)
  return Buffer.from(await encodePng(picture).arrayBuffer())
}
