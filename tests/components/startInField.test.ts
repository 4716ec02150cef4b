import { describe, expect, it } from 'vitest'
import { startInField } from '~/components/base/startInField'

/** A dialog that holds what a selector of it would find. */
function dialog(...fields: readonly { readonly is: (selector: string) => boolean }[]) {
  const focused: number[] = []
  let prevented = false
  const currentTarget = {
    querySelector: (selector: string) =>
      ((at) => (at < 0 ? null : { focus: () => focused.push(at) }))(fields.findIndex(({ is }) => is(selector))),
  }
  startInField({ currentTarget, preventDefault: () => (prevented = true) } as never)
  return { focused, prevented }
}
const typed = { is: (selector: string) => selector.includes('textarea') }
const radio = { is: (selector: string) => selector.includes('[type=radio]:checked') }

describe('the focus of a dialog', () => {
  it('begins in the first field to type in, else at what is chosen, else where the dialog would put it', () => {
    expect(dialog(radio, typed)).toEqual({ focused: [1], prevented: true })
    expect(dialog(radio)).toEqual({ focused: [0], prevented: true })
    expect(dialog()).toEqual({ focused: [], prevented: false })
  })
})
