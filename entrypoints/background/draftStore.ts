import type { CaptureStore } from '~/lib/capture/control/captureStore'
import { growingDrafts } from '~/lib/vault/store/drafts'
import type { Vault } from '~/lib/vault/store/tables'

/** Drafts of a workspace's vault as captures see them: the same rows, with facts and links typed. */
export const createDraftStore = (vault: Vault): CaptureStore => growingDrafts(vault) as unknown as CaptureStore
