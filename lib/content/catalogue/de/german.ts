/** Der Katalog auf Deutsch. Seiten laden diese Datei mit der Sprache; was hier fehlt, bleibt englisch. */

import { catalogueWords, type CatalogueWords } from '../catalogueWords'
import { clauses } from './clauses'
import { csf } from './csf'
import { organizational } from './organizational'
import { people } from './people'
import { physical } from './physical'
import { soc2 } from './soc2'
import { technological } from './technological'

export const german: CatalogueWords = catalogueWords({
  'iso27001-2022': [...clauses, ...organizational, ...people, ...physical, ...technological],
  'soc2-2017r2022': soc2,
  'csf-2.0': csf,
})
