/** The tags of the protocol; they live in lib/shared because lib/crypto binds keys to them too. */

export { tag, tagNames, type TagName } from '~/lib/shared/tag'
