import type { common as en } from '../en/common.ts'

export const common: typeof en = {
  save: 'Gem', cancel: 'Annuller', close: 'Luk', back: 'Tilbage', next: 'Videre', add: 'Tilføj', change: 'Ret', remove: 'Fjern',
  undo: 'Fortryd', retry: 'Prøv igen', search: 'Søg', loading: 'Henter …', yes: 'Ja', no: 'Nej', all: 'Alle', none: 'Ingen',
  nothingFound: 'Intet fundet', required: 'Skal udfyldes',
  failed: 'Det gik ikke', saved: 'Gemt',
  offline: 'Der er ingen forbindelse til skranken. Det, du har skrevet, bliver stående; det går videre af sig selv, så snart skranken svarer.',
  status: {
    pending: 'Option', confirmed: 'Bekræftet', checked_in: 'I huset', completed: 'Tjekket ud', cancelled: 'Annulleret', no_show: 'Udebleven',
  },
  housekeeping: { dirty: 'Beskidt', clean: 'Rent', inspected: 'Kontrolleret' },
  nights_one: '{{count}} nat', nights_other: '{{count}} nætter',
}
