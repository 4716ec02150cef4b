/** The registers, records and their dialogs as axe sees them (WCAG 2.2 A and AA), light and dark. */

import { afterAll, beforeAll, describe, it } from 'vitest'
import { openDemo, seeEach, startPage, type Seen } from './accessible'
import { ofRecords } from './surfaces'

let seen: Seen

beforeAll(async () => {
  seen = await startPage()
})
afterAll(() => seen.profile.close())

describe('axe', () => {
  it('the demo opens', () => openDemo(seen), 120_000)
  seeEach(ofRecords, () => seen)
})
