import type { backups as en } from '../en/backups.ts'

export const backups: typeof en = {
  title: 'Sikkerhedskopier',
  note: 'Kopier af alt, hvad skranken ved; hver er læst tilbage og kontrolleret, før den tæller.',
  make: 'Tag en nu', made: 'Sikkerhedskopien er taget og kontrolleret: {{size}}',
  column: { when: 'Taget', name: 'Fil', size: 'Størrelse', why: 'Hvorfor', checked: 'Kontrolleret' },
  nightly: 'Efter planen eller i hånden', beforeUpdate: 'Før en opdatering', checked: 'Kontrolleret',
  count_one: '{{count}} sikkerhedskopi', count_other: '{{count}} sikkerhedskopier', total: '{{size}} i alt',
  schedule: 'Der tages en hver nat kl. {{time}}, og de nyeste {{count}} gemmes. Den seneste fra før en opdatering gemmes også.',
  changeSchedule: 'Ret det i indstillingerne',
  emptyTitle: 'Ingen sikkerhedskopi endnu', emptyText: 'Den første tages i nat. Tag en nu, hvis du ikke vil vente.',
  whereTitle: 'Hvor de ligger',
  whereText: 'I mappen »backups« ved siden af databasen, på den maskine, skranken kører på. Kopiér dem jævnligt derfra til en anden disk eller maskine: det, der ligger på samme disk, går tabt med den.',
  restoreTitle: 'Sådan lægges en tilbage',
  restoreText: 'Alt, der er booket efter sikkerhedskopien, går tabt. Gem de nuværende filer, så intet er tabt for altid.',
  restoreSteps: {
    stop: 'Luk Skranke på den maskine.',
    aside: 'Flyt databasen (reservation_database.db, hvis den ikke har fået et andet navn) og filerne ved siden af, der ender på -wal og -shm, til en mappe for sig.',
    copy: 'Kopiér sikkerhedskopien hen, hvor databasen lå, med databasens navn.',
    start: 'Start Skranke. Den kontrollerer filen og bringer den ajour.',
  },
}
