import { useI18n } from 'vue-i18n'
import { useValueWords } from '~/components/record/fields/useValueWords'
import { authorityFor } from '~/lib/isms/risk/acceptance'
import { useRisks } from '~/lib/live/risk/risksStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

export interface AcceptanceWords {
  readonly level: (level: number) => string
  /** "Priya Vance, as risk owner," or "top management"; undefined where the method names nobody. */
  readonly who: (level: number, owner: string | undefined) => string | undefined
  /** "12 months" */
  readonly max: (level: number) => string
  /** "Only top management can accept Critical, for 6 months at most." */
  readonly rule: (level: number, owner: string | undefined) => string
}

/** Who may accept which level, in words (TR4). */
export function useAcceptanceWords(): AcceptanceWords {
  const { t } = useI18n()
  const riskStore = useRisks()
  const session = useSession()
  const words = useValueWords()
  const level = (n: number): string => riskStore.method.levels[n - 1]?.label ?? String(n)
  const rule = (n: number) => authorityFor(n, riskStore.method.authority)
  const who = (n: number, owner: string | undefined): string | undefined => {
    const signer = rule(n)?.signer
    if (signer === undefined) return undefined
    if (signer !== 'riskOwner') return t(`risk.who.${signer}`)
    const name = session.nameOfPerson(owner)
    return name === undefined ? t('risk.who.riskOwnerNone') : t('risk.who.riskOwner', { name })
  }
  const max = (n: number): string => ((found) => (found ? words.period(found.max) : ''))(rule(n))
  return {
    level,
    who,
    max,
    rule: (n, owner) =>
      ((name) =>
        name === undefined
          ? t('risk.problemText.noAuthority', { level: level(n) })
          : t('risk.problemText.authority', { who: name, level: level(n), period: max(n) }))(who(n, owner)),
  }
}
