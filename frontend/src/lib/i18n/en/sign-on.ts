/** The texts of signing in through a provider, and of the second factor. */
import { counted, dayOf } from '$lib/locale/format';

export const signOn = {
  with: (name: string) => `Sign in with ${name}`,
  or: 'or with a password',
  unreachable: (name: string) => `${name} did not answer. Try again in a moment.`,
  title: (name: string) => `Signing in with ${name}`,
  working: 'One moment. ordained asks who you are.',
  failedTitle: 'You are not signed in',
  /** Of who is signed in and wanted to link an account. */
  notLinkedTitle: 'The account is not linked',
  back: 'Back to signing in',
  toSettings: 'Back to the settings',
  cancelled: 'The provider did not let you through, or you turned back.',
  lost: 'This sign-in began in another tab or too long ago. Begin it once more.',
  refused:
    'The provider’s answer does not show who you are. Whoever runs this service finds the reason in its log.',
  noAccount:
    'The provider knows you, and no account here is linked with you. Whoever runs this service decides who gets one.',
  taken: 'Another account here is linked with that account of the provider.',
  insecure:
    'This page came over plain http, and this service takes sessions over https only: nobody can sign in here. Open it by its https address; whoever runs it finds more in its log.',
  code: 'Code',
  codeHint: 'From your authenticator app, or one of your recovery codes.',
  codeNeeded: 'The password is right. Now type the code of your authenticator app.',
  codeWrong: 'This code is wrong, was used already, or is too old. Wait for the next one.',
  passwordsOff: 'Passwords are switched off here. Sign in with one of the providers.',
  again: 'To confirm this, sign out, sign in again, and do it within ten minutes.',
  identities: 'Sign-in with a provider',
  identitiesNote: 'Accounts elsewhere with which you get in here.',
  linkedTo: (email: string | null, since: string, used: string | null) =>
    `${email === null ? '' : `${email}, `}linked ${dayOf(since)}, ${used === null ? 'not used yet' : `last used ${dayOf(used)}`}`,
  link: (name: string) => `Link ${name}`,
  linked: 'Linked. You can sign in with it from now on.',
  unlink: 'Unlink',
  unlinkLabel: (name: string) => `Unlink ${name}`,
  unlinked: (name: string) => `${name} is unlinked.`,
  lastWayIn: 'Without it you could not sign in any more. Set a password first.',
  gone: 'A provider that is no longer here',
  confirm: 'Your password, to confirm',
  setPassword: 'Set a password',
  setPasswordNote: 'You have none: you sign in with a provider. With one you need not.',
  passwordSet: 'The password is set.',
  factor: 'Second factor',
  factorNote:
    'A code from an app on your phone, asked for after the password. Whoever learns the password alone stays outside.',
  factorSetUp: 'Set it up',
  factorScan: 'Scan this with an authenticator app, or type the key in:',
  factorQr: 'QR picture of the key for the authenticator app',
  factorCode: 'The code that the app shows',
  factorSwitchOn: 'Switch it on',
  factorOn: 'It is on.',
  factorOnNow: 'The second factor is on. All other sessions have ended, and all tokens.',
  factorOff: 'The second factor is off.',
  factorSwitchOff: 'Switch it off',
  codesLeft: (count: number) => `${counted(count, 'recovery code is', 'recovery codes are')} left.`,
  codesNew: 'New recovery codes',
  codesTitle: 'Recovery codes',
  codesShown:
    'Each of them stands in for the app once, when the phone is lost. They are shown this once only: keep them where the phone is not.',
};
