import type { Ref } from 'vue'

/**
 * Sends what a field holds and empties it at once: who types on writes the next, and a second Enter sends nothing
 * twice. What was refused stands there again, before what was typed since.
 */
export async function sendText(field: Ref<string>, send: (text: string) => Promise<boolean>): Promise<boolean> {
  const text = field.value.trim()
  if (text === '') return false
  field.value = ''
  const sent = await send(text)
  if (!sent) field.value = [text, field.value].filter((part) => part.trim() !== '').join(' ')
  return sent
}
