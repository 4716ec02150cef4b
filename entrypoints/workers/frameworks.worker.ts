/**
 * Files of frameworks, in a worker of their own: thousands of controls are read, checked and compared while the page
 * stays usable.
 */

import type { FrameworkFunctions } from '~/lib/exchange/frameworks/frameworkFunctions'
import { readFrameworkFile } from '~/lib/exchange/frameworks/readFrameworkFile'
import { requirementById } from '~/lib/content/catalogue/catalogue'
import { checkDraft, type FrameworkDraft } from '~/lib/isms/framework/frameworkDraft'
import { planImport, type PlannedRecord } from '~/lib/isms/framework/importPlan'
import { serveWorker } from '~/lib/platform/workerRpc'
import { ok } from '~/lib/shared/result'
import { knownRequirements, presentFramework } from '~/lib/vault/views/presentFramework'
import { openVault } from '~/lib/vault/store/tables'

/** More than anybody reads on a screen; the counts say the rest. */
const most = 200

let kept: FrameworkDraft | undefined
const draft = (): FrameworkDraft => {
  if (!kept) throw new Error('read comes first')
  return kept
}

const functions: FrameworkFunctions = {
  async read(bytes, name) {
    progress({ job: 'read', step: 'reading', done: 0 })
    const read = await readFrameworkFile(bytes, name)
    if (!read.ok) return read
    kept = read.value
    return ok({ facts: kept.facts, requirements: kept.requirements.length, mappings: kept.mappings.length })
  },
  async plan(workspaceId, facts, today) {
    progress({ job: 'plan', step: 'comparing', done: 0, total: draft().requirements.length })
    const vault = await openVault(workspaceId, { durability: 'default' })
    try {
      const [own, present] = await Promise.all([
        knownRequirements(
          vault,
          draft().mappings.flatMap(({ source, target }) => [source, target]),
        ),
        presentFramework(vault, facts.id),
      ])
      const checked = checkDraft(draft(), facts.id, (id) => requirementById(id)?.assessable === true || own.has(id))
      const plan = planImport(facts, checked, present, today)
      const requirements = (action: PlannedRecord['action']) =>
        plan.records.filter((record) => record.kind === 'requirement' && record.action === action)
      return {
        counts: plan.counts,
        problems: checked.problems.slice(0, most),
        problemCount: checked.problems.length,
        again: present.framework !== undefined,
        created: requirements('create')
          .slice(0, most)
          .map(({ name }) => name),
        changed: requirements('change')
          .slice(0, most)
          .map(({ name, fields }) => ({ name, fields: Object.keys(fields) })),
        archived: requirements('archive')
          .slice(0, most)
          .map(({ name }) => name),
      }
    } finally {
      vault.close()
    }
  },
  rows: () => JSON.stringify({ requirements: draft().requirements, mappings: draft().mappings, oscal: draft().oscal }),
}
const progress = serveWorker(functions)
