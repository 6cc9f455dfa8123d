import type { signIn as en } from '../en/sign-in.ts'

export const signIn: typeof en = {
  title: 'Log ind', welcome: 'Skranke',
  username: 'Brugernavn', password: 'Adgangskode', submit: 'Log ind', unlock: 'Lås op',
  lockedTitle: 'Låst', lockedText: 'Det, du var i gang med, er bevaret. Skriv din adgangskode for at fortsætte.',
  expiredTitle: 'Din session er udløbet', expiredText: 'Log ind igen for at fortsætte; det, du har skrevet, er bevaret.',
  other: 'Log ind som en anden', otherHint: 'Det, der er skrevet og ikke gemt, går så tabt.',
  needUsername: 'Skriv dit brugernavn', needPassword: 'Skriv din adgangskode',
  capsLock: 'Caps Lock er slået til',
  currentPassword: 'Nuværende adgangskode', newPassword: 'Ny adgangskode', repeatPassword: 'Ny adgangskode igen',
  passwordHint: 'Mindst 10 tegn; nogle få ord er fint.', passwordShort: 'Mindst 10 tegn, tak',
  passwordDiffers: 'De to adgangskoder er forskellige', changeTitle: 'Skift adgangskode', changed: 'Din adgangskode er skiftet',
}
