/** How a person begins: a workspace of their own, a relay for it, and others who are invited and join. */

import type { Page } from 'puppeteer-core'
import { find, follow, keys, press, write } from './person'
import { sees } from './ui'

/** Fills in the start page, which must be open, and waits for the dashboard. */
export async function createWorkspace(
  app: Page,
  { name, person }: { readonly name: string; readonly person: string },
): Promise<void> {
  await write(app, 'Name of the organisation', name)
  await write(app, 'Your name, as others will see it', person)
  await press(app, 'Create workspace')
  await find(app, 'heading', 'Dashboard')
}

/** Workspace → Sync: connects the relay and waits until everything is in the shared log. */
export async function connectRelay(app: Page, url: string): Promise<void> {
  await follow(app, 'Workspace')
  await follow(app, 'Sync')
  await write(app, 'Address of the relay', url.replace(/^http/, 'ws'))
  await press(app, 'Connect')
  await sees(app, 'Everything is in the shared log')
}

export type Role = 'owner' | 'lead' | 'editor' | 'auditor' | 'viewer'

/** Workspace → Members → Invite; the link as it stands in the dialog. */
export async function invite(
  app: Page,
  { name, role }: { readonly name: string; readonly role: Role },
): Promise<string> {
  await follow(app, 'Workspace')
  await follow(app, 'Members')
  await press(app, 'Invite')
  await write(app, 'Name', name)
  await press(app, new RegExp(`^${role}`), { role: 'radio' })
  await press(app, 'Make the link')
  const field = await find(app, 'textbox', 'One link, one person')
  const link = await field.evaluate((element) => (element as HTMLTextAreaElement).value)
  await press(app, 'Done')
  return link
}

/** The words that the joining page shows are read out and typed by who invited, who stands in Members. */
export async function letIn(app: Page, inviter: Page): Promise<void> {
  const shown = await app.waitForSelector('[data-safety-words]', { timeout: 30_000 })
  const words = await shown!.$$eval('li', (items) =>
    items.map((item) => (item.lastChild?.textContent ?? '').trim()).join(' '),
  )
  await inviter.bringToFront()
  await press(inviter, 'Type the six words…')
  await write(inviter, 'Six words', words)
  await press(inviter, 'Let in')
  await app.bringToFront()
}

/** Start → Join by a link, pasted, and let in by who invited. */
export async function join(app: Page, link: string, inviter: Page): Promise<void> {
  await follow(app, /^Join by a link/)
  const field = await find(app, 'textbox', 'Invitation link')
  await field.click()
  // Pasted as a whole, as a person does it.
  await app.evaluate((text) => document.execCommand('insertText', false, text), link)
  await press(app, 'Join')
  await letIn(app, inviter)
  await find(app, 'heading', 'Dashboard', { timeout: 30_000 })
  await keys(app, 'Escape')
}
