import { addDays, addPeriod } from '~/lib/shared/dates'
import type { Control } from '~/lib/records/kinds/control'
import type { ControlTest } from '~/lib/records/kinds/controlTest'

/** Initial fields of a new test: its period starts where the last one ended, and its procedure is the control's. */
export function newTestFields(
  control: Pick<Control, 'id' | 'testProcedure' | 'implementedOn' | 'testEvery'>,
  earlier: readonly Pick<ControlTest, 'periodTo' | 'testKind'>[],
  { today, tester }: { readonly today: string; readonly tester: string | undefined },
): Readonly<Record<string, string>> {
  const last = earlier
    .filter(({ testKind }) => testKind === 'operating')
    .flatMap(({ periodTo }) => periodTo ?? [])
    .sort()
    .at(-1)
  const year = addDays(addPeriod(today, control.testEvery ?? 'P12M', -1), 1)
  const begin =
    last !== undefined && addDays(last, 1) <= today
      ? addDays(last, 1)
      : control.implementedOn !== undefined && control.implementedOn > year && control.implementedOn <= today
        ? control.implementedOn
        : year
  return {
    control: control.id,
    testKind: 'operating',
    periodFrom: begin,
    periodTo: today,
    testedOn: today,
    ...(control.testProcedure?.trim() && { procedure: control.testProcedure }),
    ...(tester !== undefined && { tester }),
  }
}

/** Initial fields of a nonconformity opened from an ineffective test (10.2); `words` holds the texts a person reads. */
export function nonconformityOfTest(
  test: Pick<ControlTest, 'id' | 'testedOn'>,
  control: Pick<Control, 'reqs' | 'owner'> | undefined,
  words: { readonly title: string; readonly statement: string },
  today: string,
): Readonly<Record<string, string>> {
  const requirement = control?.reqs[0]
  return {
    title: words.title.slice(0, 500),
    statement: words.statement,
    source: 'controlTest',
    test: test.id,
    grade: 'minor',
    detectedOn: test.testedOn ?? today,
    // A control outside the catalogue falls under operational control itself.
    requirement: requirement ?? 'iso27001-2022:8.1',
    ...(control?.owner !== undefined && { owner: control.owner }),
  }
}
