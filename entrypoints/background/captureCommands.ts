/** The `capture.*` commands, parsed where they enter the background. Everything else belongs to the host. */

import * as v from 'valibot'
import type { CaptureController } from '~/lib/capture/control/captureController'
import type { CaptureCommandMap } from '~/lib/engine/commandMap'
import type { JsonValue } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { TabFactsOf } from './tabFacts'

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(400))
const line = v.pipe(v.string(), v.maxLength(4_000))
const list = v.pipe(v.array(word), v.maxLength(500))
const stated = v.object({
  account: v.optional(line),
  environment: v.optional(line),
  coversFrom: v.optional(line),
  coversTo: v.optional(line),
  populationNote: v.optional(line),
})
const tabId = v.pipe(v.number(), v.integer())
const links = {
  controls: list,
  reqs: list,
  request: v.optional(word),
  title: v.optional(line),
  note: v.optional(v.pipe(v.string(), v.maxLength(100_000))),
  stated: v.optional(stated),
}

const inputs = {
  'capture.tab': v.object({ tabId: v.optional(tabId) }),
  'capture.start': v.object({
    tabId,
    workspaceId: word,
    mode: v.picklist(['visible', 'fullPage', 'archive']),
    ...links,
    series: v.optional(word),
    startsSeries: v.optional(v.boolean()),
    inner: v.optional(v.boolean()),
  }),
  'capture.amend': v.object({
    ...links,
    draftId: word,
    controls: v.optional(list),
    reqs: v.optional(list),
    request: v.optional(v.nullable(word)),
  }),
  'capture.cancel': v.object({ draftId: word, keep: v.boolean() }),
  'capture.finishSeries': v.object({ draftId: word }),
} as const

type CaptureCommand = keyof CaptureCommandMap
const isCaptureCommand = (name: string): name is CaptureCommand => Object.hasOwn(inputs, name)

export interface CaptureCommandSurroundings {
  readonly controller: CaptureController
  readonly tabFacts: TabFactsOf
}

/** What the host asks for commands that are not its own: undefined for those that are not about captures. */
export function captureCommands({ controller, tabFacts }: CaptureCommandSurroundings) {
  return (
    _commandId: string,
    workspaceId: string | null,
    name: string,
    input: JsonValue,
  ): Promise<Result<unknown>> | undefined => (isCaptureCommand(name) ? run(name, workspaceId, input) : undefined)

  async function run(name: CaptureCommand, workspaceId: string | null, input: JsonValue): Promise<Result<unknown>> {
    switch (name) {
      case 'capture.tab':
        return parsed(name, input, async (value) => ok(await tabFacts(value.tabId, workspaceId)))
      case 'capture.start':
        return parsed(name, input, (value) => controller.start(value))
      case 'capture.amend':
        return parsed(name, input, (value) => controller.amend(value))
      case 'capture.cancel':
        return parsed(name, input, (value) => controller.cancel(value))
      case 'capture.finishSeries':
        return parsed(name, input, (value) => controller.finishSeries(value))
    }
  }
}

function parsed<N extends CaptureCommand>(
  name: N,
  input: unknown,
  handle: (value: v.InferOutput<(typeof inputs)[N]>) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const result = v.safeParse(inputs[name], input ?? {})
  if (result.success) return handle(result.output as v.InferOutput<(typeof inputs)[N]>)
  return Promise.resolve(
    fail(
      'inputMalformed',
      `This version does not understand the input of ${name} (${v.getDotPath(result.issues[0]) ?? 'input'}). Reload the page and try again.`,
    ),
  )
}
