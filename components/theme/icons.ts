/**
 * The lucide icons in use, bundled at build. A name that is not in this list does not draw: there is no icon service.
 * Kinds name theirs in lib/isms; both lists are compared by a test.
 */
export const iconNames = [
  // kinds and pages
  'gauge', 'inbox', 'list-checks', 'compass', 'cloud-sun', 'users', 'scale', 'users-round', 'user-round', 'scroll-text',
  'file-text', 'file-clock', 'radar', 'pencil-ruler', 'cloud-lightning', 'bug', 'route', 'signature', 'table-properties',
  'snowflake', 'target', 'replace', 'sliders-horizontal', 'flask-conical', 'scan-eye', 'repeat-2', 'package',
  'calendar-check', 'megaphone', 'boxes', 'handshake', 'siren', 'graduation-cap', 'presentation', 'chart-spline', 'ruler',
  'clipboard-check', 'flag', 'clipboard-list', 'gavel', 'check-check', 'octagon-alert', 'wrench', 'sprout', 'library',
  'file-output', 'settings-2', 'message-square', 'bell',
  // actions
  'plus', 'list-filter', 'columns-3', 'arrow-down-wide-narrow', 'link-2', 'history', 'git-merge', 'file-diff', 'refresh-cw',
  'waypoints', 'life-buoy', 'scan', 'crop', 'square-mouse-pointer', 'archive', 'text-select', 'list-end', 'square-dashed',
  'columns-2', 'message-circle-question-mark', 'panel-right', 'hourglass', 'ban', 'calendar-x', 'archive-restore',
  // interface
  'search', 'chevron-down', 'chevron-up', 'chevron-left', 'chevron-right', 'chevrons-up-down', 'arrow-right', 'arrow-left',
  'arrow-up', 'arrow-down', 'arrow-up-right', 'x', 'check', 'minus', 'ellipsis', 'maximize-2', 'printer', 'download',
  'upload', 'file-input', 'external-link', 'copy', 'pencil', 'trash-2', 'eye', 'eye-off', 'lock', 'key-round', 'log-out',
  'moon', 'sun', 'monitor', 'monitor-smartphone', 'keyboard', 'undo-2', 'info', 'circle-help', 'lightbulb', 'shield',
  'shield-check', 'hash', 'globe', 'laptop', 'smartphone', 'server', 'wifi-off', 'camera', 'image', 'images', 'file',
  'file-lock', 'file-warning', 'clock', 'calendar', 'tag', 'folder-open', 'panel-left', 'panel-left-close', 'menu',
  'rotate-ccw', 'send', 'user-plus', 'user-minus', 'user-check', 'badge-check', 'braces', 'table', 'building-2',
  'circle-dashed', 'circle-slash', 'circle', 'diamond', 'triangle-alert', 'bookmark-check', 'file-pen-line', 'list',
  'layers', 'database', 'hard-drive', 'plug', 'unplug', 'zoom-in', 'zoom-out', 'scan-line', 'play', 'square', 'pause',
  'bold', 'italic', 'strikethrough', 'code', 'link', 'unlink', 'list-ordered', 'quote', 'message-square-plus', 'pilcrow', 'separator-horizontal',
  'loader-circle', 'fingerprint', 'map', 'ticket', 'zap', 'mic', 'dices', 'paperclip', 'languages',
] as const

export type IconName = (typeof iconNames)[number]

const known: ReadonlySet<string> = new Set(iconNames)
export const isIconName = (name: string): name is IconName => known.has(name)
