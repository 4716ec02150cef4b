/**
 * Which requirements a page is about, by its path and view: what auditors ask there. ISO/IEC 27001 by clause and
 * control, SOC 2 by criterion where it is on.
 */

import { iso, soc2 } from '~/lib/content/starters/plan/steps'

type Codes = readonly [isoCodes: string, criteria: string]

/** `path` or `path?view`; a view without its own line takes that of its page. */
const pages: Readonly<Record<string, Codes>> = {
  '/': ['9.1', 'CC4.1'],
  '/needs-me': ['8.1', 'CC5.3'],
  '/readiness': ['9.1 10.1', 'CC4.1'],
  '/progress': ['10.1 9.1', 'CC4.2'],
  '/context': ['4.3 4.4', 'CC3.1'],
  '/context?issues': ['4.1', 'CC3.4'],
  '/context?parties': ['4.2', 'CC2.3'],
  '/context?obligations': ['4.2 A.5.31', 'CC2.3'],
  '/roles': ['5.3 5.1', 'CC1.3 CC1.2'],
  '/roles?persons': ['5.3 A.6.1', 'CC1.4'],
  '/policies': ['5.2 A.5.1', 'CC5.3 CC1.1'],
  '/policies?documents': ['7.5.1 7.5.3', 'CC2.1'],
  '/policies?exceptions': ['A.5.36', 'CC5.3'],
  '/policies?acknowledgements': ['7.3 A.6.3', 'CC1.1'],
  '/risks': ['6.1.2 8.2', 'CC3.2 CC3.3'],
  '/risks?method': ['6.1.2', 'CC3.2'],
  '/risks?threats': ['A.5.7', 'CC3.2'],
  '/risks?vulnerabilities': ['A.8.8', 'CC7.1'],
  '/treatment': ['6.1.3 8.3', 'CC5.1'],
  '/treatment?acceptances': ['6.1.3', 'CC3.2'],
  '/soa': ['6.1.3', ''],
  '/objectives': ['6.2', 'CC3.1'],
  '/objectives?changes': ['6.3', 'CC3.4'],
  '/controls': ['8.1 6.1.3', 'CC5.1 CC5.2'],
  '/controls?tests': ['9.1', 'CC4.1'],
  '/evidence': ['8.1 7.5.3', 'CC4.1'],
  '/tasks': ['8.1', 'CC5.3'],
  '/assets': ['A.5.9 A.5.12', 'CC6.1'],
  '/suppliers': ['A.5.19 A.5.22', 'CC9.2'],
  '/incidents': ['A.5.24 A.5.26 A.5.27', 'CC7.3 CC7.4'],
  '/people': ['7.2', 'CC1.4'],
  '/people?training': ['7.3 A.6.3', 'CC1.4'],
  '/people?communication': ['7.4', 'CC2.2 CC2.3'],
  '/metrics': ['9.1', 'CC4.1'],
  '/audits': ['9.2.1 9.2.2', 'CC4.1'],
  '/audits?programme': ['9.2.2', 'CC4.1'],
  '/audits?findings': ['9.2.2 10.2', 'CC4.2'],
  '/reviews': ['9.3.1 9.3.2', 'CC1.2'],
  '/reviews?decisions': ['9.3.3', 'CC1.2'],
  '/nonconformities': ['10.2', 'CC4.2'],
  '/nonconformities?actions': ['10.2', 'CC4.2'],
  '/improvements': ['10.1', 'CC4.2'],
  '/reports': ['7.5.1 7.5.3', 'CC2.1'],
}

/**
 * Ids of the requirements, in order. Nothing for pages that are about no requirement, or about one that says so itself.
 */
export function requirementsOfPage(path: string, view: string | undefined, on: ReadonlySet<string>): readonly string[] {
  const [root = ''] = path.split('/').slice(1)
  const [isoCodes, criteria] = pages[`/${root}?${view ?? ''}`] ?? pages[`/${root}`] ?? ['', '']
  const ids = (framework: string, codes: string): readonly string[] =>
    on.has(framework)
      ? codes
          .split(' ')
          .filter(Boolean)
          .map((code) => `${framework}:${code}`)
      : []
  return [...ids(iso, isoCodes), ...ids(soc2, criteria)]
}

export const helpPages = Object.keys(pages)
