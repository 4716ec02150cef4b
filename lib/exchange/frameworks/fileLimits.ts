/** What a file of a framework may be, and what is said of one that is more. */

import { fail, type Err } from '../../shared/result'

const MiB = 1024 * 1024

/** Beyond some megabytes nothing written by people packs `ratio` to one. */
export const fileLimits = { ratio: 500, ratioFrom: 8 * MiB, bytes: 50 * MiB, unpackedBytes: 200 * MiB, parts: 5_000, columns: 100 } as const

export const fileTooLarge = (): Err => fail('tooLarge', `A framework file may have ${fileLimits.bytes / MiB} MB. Leave out what is no requirement, or split the framework.`)
export const zipBomb = (): Err => fail('zipBomb', 'This file unpacks to far more than a framework holds, so it was not opened. Save it again from the program it came from.')
export const brokenFile = (): Err => fail('brokenFile', 'This file is broken or not complete. Open it in the program it came from and save it again.')
export const wrongEncoding = (): Err => fail('encoding', 'This file is not in UTF-8 or UTF-16, so its letters can’t be told. Save it again as "CSV UTF-8".')
