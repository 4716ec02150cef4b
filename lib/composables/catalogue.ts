/** The shipped catalogue, as pages look things up in it. */

import { frameworks, requirementById, searchRequirements } from '../isms/catalogue/catalogue'
import { annexA, iso27001, requirements } from '../isms/catalogue/iso27001'

export { annexA, frameworks, iso27001, requirementById, searchRequirements }
export const isoRequirements = requirements
