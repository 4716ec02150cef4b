import { describe, expect, it } from 'vitest'
import { app as de } from '~/components/i18n/de/app'
import { app as en } from '~/components/i18n/en/app'
import { sources } from './sources'

const shown = sources(['components', 'entrypoints'], ['.vue', '.ts']).filter(
  ({ path }) => !path.startsWith('components/i18n/') && path !== 'entrypoints/background/backgroundWords.ts',
)
const below = sources(['lib/live'], ['.ts'])
const template = (text: string): string => /<template>([\s\S]*)<\/template>/.exec(text)?.[1] ?? ''
/** Names and marks that are the same in every language. */
const neutral = new Set(['Plumbline', 'SHA-256', 'Esc', 'Enter', 'px', 'SoA', 'ISO', 'SOC'])

/** Text between tags, without what vue fills in. Attribute values with `>` in them are skipped by their quotes. */
function literals(source: string): readonly string[] {
  const withoutTags = template(source)
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[a-zA-Z/](?:"[^"]*"|'[^']*'|[^>"'])*>/g, '\u0000')
  return withoutTags
    .split('\u0000')
    .map((text) =>
      text
        .replace(/\{\{[\s\S]*?\}\}/g, '')
        .replace(/&\w+;/g, '')
        .trim(),
    )
    .filter((text) => (text.match(/\p{L}{2,}/gu) ?? []).some((word) => !neutral.has(word)))
}

describe('structure: words go through vue-i18n', () => {
  it('finds a literal where there is one', () => {
    expect(literals('<template><p title="a > b">{{ t("x") }}</p><b>Save now</b></template>')).toEqual(['Save now'])
  })

  it('leaves no literal text in a template', () => {
    const found = shown
      .filter(({ path }) => path.endsWith('.vue'))
      .flatMap(({ path, text }) => literals(text).map((one) => `${path}: ${one}`))
    expect(found, 'put it into components/i18n/en and de').toEqual([])
  })

  it('leaves no literal label, title, placeholder or alternative text', () => {
    const found = shown
      .filter(({ path }) => path.endsWith('.vue'))
      .flatMap(({ path, text }) =>
        [
          ...template(text).matchAll(/(?<![:\w-])(aria-label|title|placeholder|alt|label)="([^"]*\p{L}{2,}[^"]*)"/gu),
        ].map((match) => `${path}: ${match[1]}="${match[2]}"`),
      )
    expect(found).toEqual([])
  })

  it('has a word for the tab of every page', () => {
    const router = shown.find(({ path }) => path === 'entrypoints/app/router.ts')!.text
    const routes = router.split(/(?=\bpath: ')/).filter((route) => !route.includes('bare: true'))
    const named = routes
      .flatMap((route) => /\bname: '(\w+)'/.exec(route)?.[1] ?? [])
      .filter((name) => name !== 'record' && name !== 'notFound')
    expect(named.length).toBeGreaterThan(25)
    for (const words of [en, de]) expect(named.filter((name) => !(name in words.nav))).toEqual([])
  })

  it('formats dates, figures and order by the language: no Intl or toLocale of its own', () => {
    const allowed: Readonly<Record<string, RegExp>> = {
      // ISO days and zones, never shown.
      'lib/live/ui/useDates.ts': /en-CA/,
      'components/evidence/useWhen.ts': /en-CA/,
      'components/workspace/timeZones.ts': /DateTimeFormat\(\)|supportedValuesOf/,
      // Order of refs and names where no language is at hand; both languages order alike.
      'components/register/registerState.ts': /Collator/,
    }
    const found = [...shown, ...below].flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, at) =>
          /\bIntl\.(?!\w*Options\b)\w+|\.toLocale\w+\(/.test(line) && !allowed[path]?.test(line)
            ? [`${path}:${at + 1}: ${line.trim().slice(0, 140)}`]
            : [],
        ),
    )
    expect(found, 'use useDates() or useLanguage().format').toEqual([])
  })

  it('shows a failure in the language: no message of it raw', () => {
    const allowed = [
      'components/shell/ToastHost.vue',
      'components/workspace/sync/syncCentre.ts',
      'components/metric/TargetsEditor.vue',
      'components/shell/AppShell.vue',
      'components/start/RestoreForm.vue',
      'components/evidence/files/UploadDialog.vue',
    ]
    const found = shown
      .filter(({ path }) => path.startsWith('components/') && !allowed.includes(path))
      .flatMap(({ path, text }) =>
        [
          ...text
            .replaceAll(/error instanceof Error \? error\.message/g, '')
            .matchAll(/\b(?:error|failure|reason|failed)(?:\.value)?\??\.message\b/g),
        ].map((match) => `${path}: ${match[0]}`),
      )
    expect(found, 'use useLanguage().failureText(failure)').toEqual([])
  })
})
