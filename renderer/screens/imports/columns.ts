import type { ImportKind } from '../../../shared/contract/imports.ts'
import type { WordKey } from '../../i18n.ts'

export interface Column {
  name: string
  /** `either`: this one or the other of the two that are marked so. */
  needed: 'yes' | 'either' | 'no'
  meaning: WordKey
}

interface Guide { columns: readonly Column[], example: string }

function columnsOf<K extends ImportKind, C extends string>(kind: K, names: Record<C, Column['needed']>): Column[] {
  return (Object.entries(names) as [C, Column['needed']][]).map(([name, needed]) => ({ name, needed, meaning: `imports.meanings.${kind}.${name}` as WordKey }))
}

/** What the desk reads of each kind of list, and a file that it takes as it stands. */
export const GUIDES: Record<ImportKind, Guide> = {
  rooms: {
    columns: columnsOf('rooms', {
      number: 'either', name: 'either', roomType: 'yes', floor: 'no', capacity: 'no', nightlyRate: 'no', hourlyRate: 'no', description: 'no', active: 'no',
    }),
    example: 'number,roomType,floor,capacity,nightlyRate\n501,Standard double room,5,2,1195\n502,Standard double room,5,2,1195\n503,Suite,5,4,3495\n',
  },
  stays: {
    columns: columnsOf('stays', {
      roomNumber: 'either', category: 'either', arrival: 'yes', departure: 'yes', guestName: 'yes', guestEmail: 'no', guestPhone: 'no', adults: 'no', children: 'no',
      nightlyRate: 'no', status: 'no', source: 'no', notes: 'no', locked: 'no',
    }),
    example: 'roomNumber,arrival,departure,guestName,adults,nightlyRate\n101,2027-03-01,2027-03-04,Åse Holm,1,895\n102,2027-03-02,2027-03-03,Søren Krogh,1,895\n',
  },
  cars: {
    columns: columnsOf('cars', { brand: 'yes', model: 'yes', fuel_type: 'yes', mileage: 'yes', has_damage: 'no', is_rented: 'no' }),
    example: 'brand,model,fuel_type,mileage,has_damage\nToyota,Yaris,Hybrid,24310,no\nVolvo,V60,Diesel,61250,yes\n',
  },
  providers: {
    columns: columnsOf('providers', { name: 'yes', email: 'yes', slotMinutes: 'no' }),
    example: 'name,email,slotMinutes\n"Åse Mikkelsen, massage",aase@massage.example,60\nBjørn Dahl,bjoern@walks.example,120\n',
  },
  resources: {
    columns: columnsOf('resources', { name: 'yes', total_quantity: 'yes', available_quantity: 'no', description: 'no' }),
    example: 'name,total_quantity,description\nSledge,10,For two children\nBeach umbrella,25,\n',
  },
}
