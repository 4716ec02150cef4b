import { en } from '../en'
import type { Words } from '../words'

/** English is what the code says itself. */
export const words: Words = { messages: en, say: (sentence) => sentence, catalogue: async () => undefined }
