/**
 * What a Markdown text says, for words and snippets: marks, addresses and bars gone, escapes resolved. Not a parser:
 * lib/richText is.
 */
export const plainMarkdown = (markdown: string): string =>
  markdown
    .replace(/^(?: {0,3}(?:>|#{1,6}|[-+*]|\d{1,9}[.)])[ \t]+)+/gm, '')
    .replace(/^\s*\|?(?:\s*:?-{3,}:?\s*\|?)+\s*$/gm, '')
    .replace(
      /\\([!-/:-@[-`{-~])|!?\[([^\]]*)\]\([^)\s]*\)|<((?:https?|mailto):[^>\s]*)>|[*`~]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])|\|/gu,
      (whole, escaped?: string, label?: string, address?: string) =>
        escaped ?? label ?? address ?? (whole === '|' ? ' ' : ''),
    )
