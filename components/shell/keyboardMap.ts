/**
 * What the keys do (ux.md 8), as the map shows it. `mod` is ⌘ or Ctrl. Pages bind them where they say so; a key that no
 * page binds is not listed.
 */
export const keyboardMap = [
  {
    group: 'everywhere',
    rows: [
      ['palette', ['modK']],
      ['undo', ['U', 'modZ']],
      ['theme', ['mod.']],
      ['side', ['[']],
      ['pane', ['F6']],
      ['close', ['Esc']],
      ['help', ['?']],
    ],
  },
  {
    group: 'list',
    rows: [
      ['move', ['J', 'K']],
      ['open', ['↵']],
      ['page', ['⇧↵']],
      ['select', ['X']],
      ['extend', ['⇧J', '⇧K']],
      ['all', ['modA']],
      ['filter', ['/']],
      ['new', ['N']],
      ['renameView', ['F2', 'Del']],
    ],
  },
  {
    group: 'record',
    rows: [
      ['edit', ['E']],
      ['owner', ['O']],
      ['due', ['D']],
      ['link', ['L']],
      ['comment', ['C']],
      ['pickMention', ['@']],
      ['sendComment', ['mod↵']],
      ['history', ['H']],
    ],
  },
  {
    group: 'evidence',
    rows: [
      ['accept', ['A']],
      ['reject', ['R']],
      ['ask', ['Q']],
      ['large', ['␣']],
      ['zoom', ['+', '-']],
    ],
  },
  {
    group: 'calendar',
    rows: [
      ['arrows', ['←', '→', '↑', '↓']],
      ['month', ['PgUp', 'PgDn']],
      ['today', ['T']],
      ['openDay', ['↵']],
    ],
  },
] as const satisfies readonly {
  readonly group: string
  readonly rows: readonly (readonly [name: string, keys: readonly string[]])[]
}[]
