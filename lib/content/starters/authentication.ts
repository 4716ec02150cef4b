import { defineStarter } from './starter'

export const authentication = defineStarter({
  name: 'authentication', title: 'Authentication and password policy', level: 'topic', reqs: ['A.5.17', 'A.8.5', 'A.5.16'],
  purpose: 'Most intrusions begin with a stolen or guessed sign-in. This policy makes that hard, without asking people to remember what a machine can remember better.',
  scope: 'Everybody with an account at {organisation}, and all systems and services in which such accounts exist, including administration of the website, social media and domain names.',
  rules: [
    ['Signing in', [
      'Systems use the central sign-on wherever they support it. A system without it needs the approval of the information security lead.',
      'Multi-factor authentication is required for every account that can be reached from the internet, for all administrators, and for access to customer data.',
      'Passkeys and hardware keys are preferred, then authenticator apps. Codes by text message are used only where nothing else is offered.',
      'Administrators use phishing-resistant factors: passkeys or hardware keys.',
      'A request to confirm a sign-in that one did not start is refused and reported.',
    ]],
    ['Passwords', [
      'Every password is used in one place only and kept in the password manager that {organisation} provides.',
      'Passwords chosen by people have at least 14 characters; three or four random words are fine. Those made by the password manager have at least 20.',
      'Passwords that appear in known leaks or contain the name of the organisation or person are not accepted.',
      'Passwords are changed when there is reason to believe that somebody else knows them, and not by the calendar.',
      'Initial passwords are random, sent by another way than the user name, and changed at first use.',
      'Passwords are never written into mail, chat, tickets, documents or source code.',
    ]],
    ['Systems', [
      'After ten failed attempts an account is slowed down or locked for at least 15 minutes, and the event is logged.',
      'Sessions end after twelve hours; those of administrators after one hour without activity.',
      'Systems store passwords only as salted hashes made for that purpose, and never show or mail them.',
      'Default passwords of devices and software are changed before they are connected.',
      'Secrets of machines are kept in the secret store, changed at least every twelve months, and at once when somebody who knew them leaves.',
    ]],
    ['Recovery', [
      'Before a factor or password is reset, support checks the identity by a call back to a known number, by video, or through the manager.',
    ]],
  ],
  responsibilities: [
    ['Everybody', 'protects own sign-ins and reports at once when one may be known to others.'],
    ['IT', 'runs the central sign-on, the password manager and the secret store, and enforces these rules in the settings.'],
    ['System owners', 'see to it that systems outside the central sign-on meet the same rules.'],
  ],
  exceptions: 'Systems that cannot meet a rule are listed as exceptions with what protects them instead, such as access from an internal network only, and with the date of their replacement or next decision.',
  review: 'Reviewed every twelve months and when attacks or the state of the art give reason to.',
})
