import type { Random } from '~/lib/shared/ids'

export const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length))
