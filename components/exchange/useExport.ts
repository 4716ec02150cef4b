import type { Format, WrittenFile } from '~/lib/live/exchange/tableFunctions'
import { onScopeDispose, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useCsvLook } from './import/csvLook'
import { saveFile } from '../workspace/keys/saveFile'
import type { OutTable } from '~/lib/exchange/tables/exportTable'
import { useExchange, type ExchangeClient } from '~/lib/live/exchange/exchangeWorker'
import type { Kind } from '~/lib/records/registry'
import { useNotices } from '~/lib/live/ui/noticesStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

/** Files of tables, written beside the page and handed to the person. */
export function useExport() {
  const { t, locale } = useI18n()
  const session = useSession()
  const notices = useNotices()
  const start = useExchange()
  const csvLook = useCsvLook()
  const busy = shallowRef(false)
  let worker: ExchangeClient | undefined
  onScopeDispose(() => worker?.end())

  async function save(
    name: string,
    format: Format,
    write: (call: ExchangeClient['call']) => Promise<WrittenFile>,
  ): Promise<void> {
    busy.value = true
    worker = start()
    try {
      const { file, cut } = await write(worker.call)
      const full = `${name.replace(/[\\/:*?"<>|]+/g, '-')}.${format}`
      saveFile(full, file)
      notices.tell({
        text: cut > 0 ? t('exchange.export.cut', { n: cut }, cut) : t('exchange.export.done', { name: full }),
      })
    } catch (error) {
      notices.fail({
        type: 'exportFailed',
        message: t('exchange.export.failed', { message: error instanceof Error ? error.message : String(error) }),
      })
    } finally {
      worker.end()
      worker = undefined
      busy.value = false
    }
  }
  return {
    busy,
    saveShown: (table: OutTable, name: string, format: Format) =>
      save(name, format, (call) => call.write(table, format, csvLook())),
    saveRecords: (kind: Kind, ids: readonly string[], name: string, format: Format) =>
      save(name, format, (call) => {
        if (!session.workspaceId) throw new Error(t('exchange.export.empty'))
        return call.exportRecords({
          workspaceId: session.workspaceId,
          kind,
          ids: [...ids],
          name,
          format,
          locale: locale.value,
          csv: csvLook(),
        })
      }),
  }
}
