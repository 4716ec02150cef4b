/** All starter texts. Pages load this file only when somebody starts a policy: nothing else may import it. */

import { acceptableUse } from './acceptableUse'
import { accessControl } from './accessControl'
import { assetManagement } from './assetManagement'
import { authentication } from './authentication'
import { awareness } from './awareness'
import { backup } from './backup'
import { businessContinuity } from './businessContinuity'
import { changeManagement } from './changeManagement'
import { classification } from './classification'
import { cloudServices } from './cloudServices'
import { correctiveAction } from './correctiveAction'
import { cryptography } from './cryptography'
import { dataProtection } from './dataProtection'
import { documentControl } from './documentControl'
import { humanResources } from './humanResources'
import { incidentManagement } from './incidentManagement'
import { informationSecurity } from './informationSecurity'
import { internalAudit } from './internalAudit'
import { logging } from './logging'
import { physicalSecurity } from './physicalSecurity'
import { remoteWork } from './remoteWork'
import { riskManagement } from './riskManagement'
import { secureDevelopment } from './secureDevelopment'
import type { PolicyStarter } from './starter'
import { supplierSecurity } from './supplierSecurity'
import { vulnerabilityManagement } from './vulnerabilityManagement'

/** In the order in which a new organisation writes them. */
export const starters: readonly PolicyStarter[] = [
  informationSecurity, acceptableUse, accessControl, authentication, assetManagement, classification, incidentManagement, remoteWork, supplierSecurity, cloudServices, backup, businessContinuity,
  vulnerabilityManagement, logging, changeManagement, secureDevelopment, cryptography, physicalSecurity, dataProtection, humanResources, awareness,
  riskManagement, internalAudit, documentControl, correctiveAction,
]
