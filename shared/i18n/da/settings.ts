import type { settings as en } from '../en/settings.ts'

export const settings: typeof en = {
  title: 'Indstillinger',
  note: 'En ændring gælder med det samme, ved alle skranker.',
  staffNote: 'Husets indstillinger hører til hos en administrator. Din egen adgangskode er din.',
  discard: 'Kassér', savedSection: '{{section}}: gemt',
  timeBad: 'Skriv et klokkeslæt som 14:00', numberMissing: 'Skriv et tal',
  property: {
    title: 'Huset', note: 'Hvad huset hedder, og hvor og hvordan det regner.',
    propertyName: 'Navn', timeZone: 'Tidszone', timeZoneHint: 'Ankomst, afrejse og dagens dato følger den',
    currency: 'Valuta', currencyHint: 'Vælg den før den første booking',
    language: 'Sprog', languageHint: 'Ved husets skranker, hvor ingen har valgt et andet',
    languages: { en: 'English', da: 'Dansk' },
    checkInTime: 'Indtjekning fra', checkOutTime: 'Udtjekning senest', nothingFound: 'Intet fundet',
    nameMissing: 'Giv huset et navn',
  },
  access: {
    title: 'Adgang', note: 'Hvem der når skranken over netværket, og hvordan.',
    selfRegistration: 'Gæster må selv oprette sig', selfRegistrationHint: 'De bliver brugere med rollen gæst',
    allowedHosts: 'Kendte værtsnavne', allowedHostsHint: 'Navne ud over maskinens egne, som skranker når den under, fx desk.hotel.lan. Enter tilføjer.',
    corsOrigins: 'Websteder, der må bruge API’et', corsOriginsHint: 'Fx https://www.hotel.example, uden sti. Ingen: intet websted må.',
    tokenlessAddresses: 'Klienter uden token', tokenlessAddressesHint: 'IP-adresser på gamle programmer, der ikke kan logge ind. Enhver på de adresser slipper ind: lad feltet stå tomt, hvis du kan.',
    tokenlessSeeds: 'Det må de bruge',
    seeds: { '000': 'Hotelbookinger', '001': 'Aftaler', '002': 'Ressourcer', '003': 'Timelokaler', '004': 'Biler' },
    openRequestsPerMinute: 'Forespørgsler pr. minut uden token', tokenRequestsPerSecond: 'Forespørgsler pr. sekund med token',
    requestsHint: 'Fra én adresse; flere bliver afvist et øjeblik',
  },
  bookings: {
    title: 'Bookinger', note: 'Hvad der gælder for timelokaler, og hvornår gæster bliver mindet om noget.',
    pendingMinutes: 'Ubetalte bookinger holdes i (minutter)', pendingMinutesHint: 'Så bliver de annulleret, og tiden er ledig igen',
    refundFullHours: 'Alt refunderes indtil (timer før)', refundFullHoursHint: 'Talt tilbage fra start', refundLatePercent: 'Derefter refunderes (%)', refundHint: 'Fra start refunderes intet',
    reminderHours: 'Påmindelser (timer før)', reminderHoursHint: 'Fx 24 og 1. Enter tilføjer.',
  },
  connections: {
    title: 'Forbindelser', note: 'Hvor regninger, hændelser, betalinger og mail går hen. Det, der står tomt, sendes ikke; det, der ikke kan afleveres, venter under Forsendelser.',
    billingServiceUrl: 'Faktureringstjeneste', billingServiceUrlHint: 'Får besked om hvert ophold, fx http://billing:5002',
    eventServiceUrl: 'Hændelsestjeneste', eventServiceUrlHint: 'Får besked om alle ændringer, der er valgt herunder',
    allEvents: 'Send alle slags hændelser', eventTypes: 'Hændelser, der sendes', eventTypesHint: 'Vælg, eller skriv en anden og tryk Enter',
    paymentServiceUrl: 'Betalingstjeneste', paymentServiceUrlHint: 'Tager imod betaling online. Står feltet tomt, gør skranken det.',
    paymentSecret: 'Betalingshemmelighed', paymentSecretHint: 'Underskriver det, betalingstjenesten melder; mindst 16 tegn',
    smtpUrl: 'Mailserver', smtpUrlHint: 'Fx smtp://navn:kode@mail.hotel.example:587',
    mailFrom: 'Mail sendes fra', mailFromHint: 'En adresse som desk@hotel.example',
  },
  backups: {
    title: 'Sikkerhedskopier', note: 'En kopi af det hele, taget og kontrolleret hver nat.',
    backupTime: 'Tages hver nat kl.', backupsKept: 'Så mange gemmes', backupsKeptHint: 'Den ældste ryger, når der tages en til',
  },
  password: {
    title: 'Din adgangskode', note: 'Er nogen logget ind som dig andre steder, bliver de logget ud dér.',
    current: 'Nuværende adgangskode', next: 'Ny adgangskode', nextHint: 'Mindst 10 tegn', again: 'Den nye adgangskode igen',
    change: 'Skift adgangskode', changed: 'Din adgangskode er skiftet', currentMissing: 'Skriv den adgangskode, du har nu',
  },
}
