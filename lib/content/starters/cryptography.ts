import { defineStarter } from './starter'

export const cryptography = defineStarter({
  name: 'cryptography', title: 'Cryptography and key management policy', level: 'topic', attest: false, reqs: ['A.8.24', 'A.5.31', 'A.5.14'],
  purpose: 'Encryption protects information where walls and permissions no longer do. It is worth as much as the keys behind it. This policy says when to encrypt, with what, and how keys live and die.',
  scope: 'All systems, services, devices and connections that carry internal or confidential information of {organisation} or its customers, software that we develop, and the keys and certificates used in them.',
  rules: [
    ['Where encryption is required', [
      'Connections over networks we do not control use TLS 1.2 or newer; TLS 1.3 is preferred. Older versions are switched off.',
      'Disks of laptops, phones and servers, databases with customer data, and all backups are encrypted at rest.',
      'Confidential files that leave approved services are encrypted before they leave.',
      'Administration of systems runs through encrypted protocols only.',
    ]],
    ['What may be used', [
      'Established, public algorithms only: AES with at least 128 bits or ChaCha20-Poly1305 for encryption, SHA-256 or stronger for hashing, elliptic curves of at least 256 bits or RSA of at least 3072 bits for signatures and key exchange, Argon2id, scrypt or bcrypt for passwords.',
      'MD5, SHA-1 for signatures, DES, 3DES, RC4 and home-made constructions are not used.',
      'Software uses well-kept libraries. Nobody implements a cryptographic algorithm for production.',
      'The list of algorithms is checked every year against the recommendations of a national security authority, and a plan exists for data that must stay secret beyond ten years.',
    ]],
    ['Keys', [
      'Keys and secrets are made by a proper random source and stored in the secret store, the key service of the cloud provider or a hardware module; never in source code, images, tickets or mail.',
      'Each key has an owner, a purpose and an expiry in the key register. One key serves one purpose; test and production never share a key.',
      'Access to a key is limited to the systems and at most three people who need it, and is logged.',
      'Keys that encrypt data are changed at least every two years, signing keys every three years, certificates before they expire. Expiry is monitored with a warning 30 days ahead.',
      'A key that may be known to others is revoked within four hours, replaced, and handled as an incident.',
      'Keys whose loss would make data unreadable have a recovery copy, kept apart under two people’s control and tested once a year.',
      'Keys no longer needed are destroyed, and this is recorded, once nothing is left that they must open.',
    ]],
  ],
  responsibilities: [
    ['System owners', 'see to it that their systems meet these rules and that their keys are registered.'],
    ['IT and development', 'run key stores and certificates and watch expiry.'],
    ['The information security lead', 'keeps the list of permitted algorithms and checks legal rules for use and export of encryption.'],
  ],
  exceptions: 'Systems that cannot use the permitted algorithms are listed as exceptions with the data concerned, other protection, and a date for replacement. Exceptions for confidential data last at most six months.',
  review: 'Reviewed every twelve months and whenever a permitted algorithm or library is found to be weak.',
})
