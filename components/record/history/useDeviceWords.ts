import { useI18n } from 'vue-i18n'
import { useSession } from '~/lib/live/workspace/sessionStore'

/**
 * A device as people speak of it: the name they gave it, else its letter; the founding one, without a letter in refs
 * (ID2), is A.
 */
export function useDeviceWords(): (deviceId: string) => string {
  const { t } = useI18n()
  const session = useSession()
  return (deviceId) => {
    const given = session.settings?.deviceNames[deviceId]
    const code = session.devices?.find((row) => row.deviceId === deviceId)?.code ?? deviceId.slice(0, 8)
    return given ?? t('record.device', { code: code || 'A' })
  }
}
