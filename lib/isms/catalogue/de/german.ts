/** Der Katalog auf Deutsch. Seiten laden diese Datei mit der Sprache; was hier fehlt, bleibt englisch. */

import { catalogueWords, type CatalogueWords } from '../words'
import { clauses } from './clauses'
import { organizational } from './organizational'
import { people } from './people'
import { physical } from './physical'
import { technological } from './technological'

export const german: CatalogueWords = catalogueWords({ 'iso27001-2022': [...clauses, ...organizational, ...people, ...physical, ...technological] })
