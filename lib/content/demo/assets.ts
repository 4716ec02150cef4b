import { demoId, demoRecord, type DemoFields, type DemoRecord } from './demoRecord'
import { person } from './demoPeople'

type Type = NonNullable<DemoFields<'asset'>['type']>
type Row = readonly [name: string, type: Type, owner: string, cia: string, place: string, supports: string, pii?: 'pii']

const cloud = 'Nimbus Cloud, eu-central-2'
const office = 'Rostrevor Street'

/** `supports` lists the numbers of the assets that depend on this one. */
const rows: readonly Row[] = [
  ['Route planning service', 'service', 'PL', '334', cloud, ''],
  ['Driver app service', 'service', 'PL', '334', cloud, '', 'pii'],
  ['Customer portal', 'service', 'PL', '333', cloud, '', 'pii'],
  ['Public interfaces for hauliers', 'service', 'PL', '334', cloud, ''],
  ['Route and order data', 'information', 'HP', '344', cloud, '1 3', 'pii'],
  ['Driver master data', 'information', 'PV', '432', cloud, '2', 'pii'],
  ['Driver location history', 'information', 'PV', '422', cloud, '2', 'pii'],
  ['Consignee addresses', 'information', 'PV', '432', cloud, '1 2', 'pii'],
  ['Customer contracts and prices', 'information', 'FL', '331', 'Document store', ''],
  ['Invoices and payment data', 'information', 'FL', '343', 'Billing system', ''],
  ['Personnel files', 'information', 'PP', '432', 'People system', '', 'pii'],
  ['Source code', 'information', 'EL', '343', 'Source code host', '1 2 3 4'],
  ['Build artefacts and signatures', 'information', 'EL', '243', 'Artefact store', '1 2'],
  ['Security logs', 'information', 'SE', '343', 'Log archive', ''],
  ['Encryption keys and secrets', 'information', 'SE', '444', 'Key management service', '5 6 7'],
  ['Backups of production data', 'information', 'PE', '444', 'Nimbus Cloud, eu-west-1', '5 6'],
  ['ISMS records', 'information', 'IS', '332', 'This workspace', ''],
  ['Incident records', 'information', 'IS', '332', 'This workspace', ''],
  ['Routing models and training data', 'information', 'PL', '332', cloud, '1'],
  ['Support conversations', 'information', 'CS', '322', 'Support desk', '', 'pii'],
  ['Marketing contacts', 'information', 'MD', '221', 'Mailing service', '', 'pii'],
  ['Supplier contracts', 'information', 'FL', '221', 'Document store', ''],
  ['routes-api', 'software', 'EL', '334', cloud, '1 3 4'],
  ['dispatcher-web', 'software', 'EL', '233', cloud, '1'],
  ['driver-app for phones', 'software', 'EL', '333', 'App stores', '2'],
  ['portal-web', 'software', 'EL', '233', cloud, '3'],
  ['solver workers', 'software', 'EL', '234', cloud, '1'],
  ['tiles-cache', 'software', 'PE', '123', cloud, '1 2'],
  ['events-stream', 'software', 'PE', '234', cloud, '1 2'],
  ['billing jobs', 'software', 'EL', '343', cloud, '10'],
  ['telematics gateway', 'software', 'EL', '333', cloud, '2'],
  ['Deployment pipeline', 'software', 'HP', '343', 'Source code host', '23 24 25 26 27'],
  ['Configuration repository', 'software', 'HP', '343', 'Source code host', '32'],
  ['Primary route database', 'software', 'PE', '344', cloud, '5 6 8'],
  ['Replica route database', 'software', 'PE', '343', cloud, '34'],
  ['Driver data store', 'software', 'PE', '443', cloud, '6 7'],
  ['Log archive', 'software', 'SE', '343', cloud, '14'],
  ['Key management service', 'software', 'SE', '444', cloud, '15'],
  ['Company directory and sign-in', 'supplierService', 'HP', '344', 'Bought as a service', '1 2 3 40'],
  ['Mail and calendar', 'supplierService', 'HP', '333', 'Bought as a service', ''],
  ['Document store', 'supplierService', 'HP', '333', 'Bought as a service', '9 22'],
  ['Source code host', 'supplierService', 'EL', '344', 'Bought as a service', '12 32'],
  ['Support desk', 'supplierService', 'CS', '322', 'Bought as a service', '20', 'pii'],
  ['People system', 'supplierService', 'PP', '432', 'Bought as a service', '11', 'pii'],
  ['Billing system', 'supplierService', 'FL', '343', 'Bought as a service', '10'],
  ['Map data interface', 'supplierService', 'PL', '134', 'Bought as a service', '1 2'],
  ['Text message gateway', 'supplierService', 'PL', '223', 'Bought as a service', '2', 'pii'],
  ['Nimbus Cloud production tenant', 'supplierService', 'HP', '444', cloud, '23 27 34 36'],
  ['Nimbus Cloud test tenant', 'supplierService', 'HP', '222', cloud, ''],
  ['Payment provider', 'supplierService', 'FL', '343', 'Bought as a service', '10'],
  ['Staff notebooks (44)', 'hardware', 'PE', '322', 'With staff', ''],
  ['Test phones for the driver app (12)', 'hardware', 'EL', '212', office, '25'],
  ['Office printer with release by card', 'hardware', 'OM', '211', office, ''],
  ['Network cabinet, ground floor', 'hardware', 'OM', '222', office, '57'],
  ['Emergency phone on call', 'hardware', 'HP', '213', 'With the person on call', '1'],
  ['Hardware security keys (60)', 'hardware', 'SE', '332', 'With staff and in the safe', '39'],
  ['Office network', 'network', 'PE', '222', office, ''],
  ['Guest network', 'network', 'PE', '111', office, ''],
  ['Private network of the production tenant', 'network', 'PE', '334', cloud, '23 34'],
  ['Office, 14 Rostrevor Street', 'site', 'OM', '222', office, '54'],
  ['Safe for recovery kits', 'site', 'FL', '442', office, '15'],
  ['Platform on-call team', 'people', 'HP', '234', 'Remote', '1 2 3'],
  ['Routing specialists', 'people', 'PL', '232', 'Remote', '19'],
  ['Legacy dispatcher on the old host', 'software', 'EL', '221', 'Switched off 2025-11-28', ''],
]

const classOf = { 4: 'secret', 3: 'confidential', 2: 'internal', 1: 'public' } as const

export const demoAssets = (): readonly DemoRecord<'asset'>[] =>
  rows.map(([name, type, owner, cia, location, supports, pii], index) => {
    const [c, i, a] = [...cia].map(Number) as [1 | 2 | 3 | 4, number, number]
    return demoRecord('asset', `AS-${index + 1}`, index < 40 ? '2025-03-17' : '2025-04-22', person(index < 40 ? 'HP' : 'PE'), {
      name, type, owner: person(owner), location, c, i, a, classification: classOf[c],
      pii: pii === 'pii',
      supports: supports.split(' ').filter(Boolean).map((number) => demoId(`AS-${number}`)).sort(),
      status: index === rows.length - 1 ? 'retired' : 'inUse',
    })
  })
