import { expect, test } from 'vitest'
import { words } from '~/components/i18n/de/words'
import { statuses } from './harness/overrides'

test('the states that are looked at say what the product says', () => {
  const messages = Object.values(statuses).flatMap(({ message }) => message ?? [])
  expect(messages.length).toBeGreaterThan(6)
  expect(messages.filter((message) => words.say(message) === message)).toEqual([])
})
