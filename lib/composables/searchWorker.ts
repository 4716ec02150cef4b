/** The worker that searches, handed in by the entrypoint of the app page; popup and side panel have none. */

import { inject, type App, type InjectionKey } from 'vue'

export type CreateSearchWorker = () => Worker
const key: InjectionKey<CreateSearchWorker> = Symbol('search worker')

export const provideSearchWorker = (app: App, create: CreateSearchWorker): void => {
  app.provide(key, create)
}
export const useSearchWorker = (): CreateSearchWorker | undefined => inject(key, undefined)
