import type { FaceWords } from '../record/face'
import type { Supplier } from '~/lib/records/kinds/supplier'
import type { SupplierState } from '~/lib/isms/supplier/supplierState'

/** What assures us of a supplier, and until when, as two parts of one line. */
export function assuranceText(
  { assurance, assuranceUntil }: Supplier,
  state: SupplierState['assurance'],
  { t, dates }: FaceWords,
): { readonly what: string | undefined; readonly until: string } {
  const date = dates.short(assuranceUntil)
  return {
    what: assurance === undefined || assurance === 'none' ? undefined : t(`value.supplier.assurance.${assurance}`),
    until:
      state === 'none'
        ? t('control.supplier.assuranceNone')
        : state === 'evidenced'
          ? t('control.supplier.assuranceEvidenced')
          : assuranceUntil === undefined
            ? t('control.supplier.assuranceOpen')
            : t(
                state === 'ended'
                  ? 'control.supplier.assuranceEnded'
                  : state === 'ending'
                    ? 'control.supplier.assuranceEnding'
                    : 'control.supplier.assuranceUntil',
                { date },
              ),
  }
}
