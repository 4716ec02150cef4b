import type { Threat } from '~/lib/records/kinds/threat'

export interface StarterThreat {
  readonly name: string
  readonly origin: NonNullable<Threat['origin']>
  readonly description: string
}

const of = (origin: StarterThreat['origin'], name: string, description: string): StarterThreat => ({
  origin,
  name,
  description,
})

/** A short starter list in our own words; offered while the register is empty, never added automatically. */
export const starterThreats: readonly StarterThreat[] = [
  of(
    'deliberate',
    'Phishing and false identity',
    'Somebody is led to give away a password, a session or money by a message or call that looks genuine.',
  ),
  of('deliberate', 'Ransomware', 'Foreign code encrypts or destroys data and systems, often after it was copied out.'),
  of('deliberate', 'Account takeover', 'Leaked, guessed or reused credentials let a stranger work as one of us.'),
  of('deliberate', 'Use of a known weakness', 'A published flaw is used before the patch is in place.'),
  of(
    'deliberate',
    'Attack through a supplier',
    'A service, library or update we rely on is changed by somebody who means harm.',
  ),
  of(
    'deliberate',
    'Misuse by an insider',
    'A person with legitimate access reads, changes or takes more than the work asks for.',
  ),
  of(
    'deliberate',
    'Access kept after leaving',
    'A former employee or contractor still holds a key, account or device.',
  ),
  of('deliberate', 'Overload of a service', 'So many requests arrive that customers no longer get through.'),
  of(
    'deliberate',
    'Theft of devices or media',
    'Laptops, phones, disks or paper are stolen from an office, a car or a train.',
  ),
  of(
    'deliberate',
    'Intrusion on the premises',
    'Somebody walks in who has no business there and reaches rooms, cabinets or screens.',
  ),
  of(
    'deliberate',
    'Payment and invoice fraud',
    'A changed account number or a forged instruction moves money to a stranger.',
  ),
  of('deliberate', 'Leak of secrets in code or logs', 'Tokens, keys or personal data are found where many can read.'),
  of(
    'accidental',
    'Mistake in operation',
    'A wrong command, switch or configuration stops a service or opens it to everybody.',
  ),
  of(
    'accidental',
    'Information sent to the wrong recipient',
    'A message, export or share reaches somebody it was not meant for.',
  ),
  of('accidental', 'Defect in own software', 'A change behaves otherwise than tested and corrupts or shows data.'),
  of(
    'accidental',
    'Loss of data without a usable copy',
    'Something is deleted or damaged and the backup is missing, too old or does not restore.',
  ),
  of('accidental', 'Failure of hardware or storage', 'A device ends earlier than planned.'),
  of('accidental', 'Outage of a cloud or network service', 'A provider is down, slow or closes an account.'),
  of(
    'accidental',
    'Supplier ends or changes its service',
    'Insolvency, a purchase or new terms leave us without something we need.',
  ),
  of('accidental', 'Key person not available', 'Illness or departure takes knowledge away that only one person had.'),
  of('accidental', 'Obligation overlooked', 'A law, contract or licence asks for something and nobody noticed.'),
  of('environmental', 'Fire or smoke', 'A building or data centre can no longer be used.'),
  of(
    'environmental',
    'Water, storm or heat',
    'Weather, burst pipes or failed cooling damage equipment or keep people away; more often as the climate changes.',
  ),
  of('environmental', 'Loss of power or lines', 'Electricity or connectivity fails for longer than the reserves last.'),
  of('environmental', 'Epidemic or closed region', 'Many people cannot work or travel at the same time.'),
]
