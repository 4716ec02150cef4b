/** What a file of a framework may be, and what is said of one that is more. */

import { fail, type Err } from '../../shared/result'

const MiB = 1024 * 1024

export const fileLimits = { bytes: 50 * MiB, columns: 100 } as const

export const fileTooLarge = (): Err => fail('tooLarge', `A framework file may have ${fileLimits.bytes / MiB} MB. Leave out what is no requirement, or split the framework.`)
export const wrongEncoding = (): Err => fail('encoding', 'This file is not in UTF-8 or UTF-16, so its letters can’t be told. Save it again as "CSV UTF-8".')
