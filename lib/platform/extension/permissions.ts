/** What the manifest asks for, each with its reason. A test pins the lists. */

export type ExtensionBrowser = 'chrome' | 'firefox'

const common = {
  activeTab: 'capture the tab the person just allowed, and no other',
  scripting: 'measure and scroll the page while it is captured',
  storage: 'remember surfaces and drafts between starts of the worker',
  unlimitedStorage: 'evidence is large and must not be evicted',
  contextMenus: 'capture from the context menu',
  alarms: 'wake the worker to go on syncing and sealing',
} as const

const chromeOnly = {
  sidePanel: 'the audit panel beside the page',
  pageCapture: 'page archives (MHTML)',
} as const

export const permissionReasons: Readonly<Record<ExtensionBrowser, Readonly<Record<string, string>>>> = {
  chrome: { ...common, ...chromeOnly },
  firefox: common,
}

/** Asked only when the person turns on "Capture without asking". */
export const optionalHostPermissions = ['<all_urls>'] as const

/**
 * Asked only when the person clicks "Remind me": one notification a day of what became due. Never asked for at
 * installation.
 */
export const optionalPermissions = ['notifications'] as const

/** The permission part of the manifest of one browser. */
export const permissionsOf = (
  browser: ExtensionBrowser,
): { permissions: string[]; optional_host_permissions: string[]; optional_permissions: string[] } => ({
  permissions: Object.keys(permissionReasons[browser]),
  optional_host_permissions: [...optionalHostPermissions],
  optional_permissions: [...optionalPermissions],
})
