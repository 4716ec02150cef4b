// `?worker` and not `new URL(…, import.meta.url)`: the extension's build writes the page's address in its place.
import ExchangeWorker from '../workers/exchange.worker?worker'
import FrameworksWorker from '../workers/frameworks.worker?worker'
import OscalWorker from '../workers/oscal.worker?worker'
import PackWorker from '../workers/pack.worker?worker'
import ReportWorker from '../workers/report.worker?worker'
import SearchWorker from '../workers/search.worker?worker'
import ViewWorker from '../workers/view.worker?worker'
import type { PageWorkers } from '~/lib/live/engine/useWorkers'

export const workers: PageWorkers = {
  exchange: () => new ExchangeWorker({ name: 'exchange' }),
  frameworks: () => new FrameworksWorker({ name: 'frameworks' }),
  oscal: () => new OscalWorker({ name: 'oscal' }),
  pack: () => new PackWorker({ name: 'pack' }),
  report: () => new ReportWorker({ name: 'report' }),
  search: () => new SearchWorker({ name: 'search' }),
  view: () => new ViewWorker({ name: 'view' }),
}
