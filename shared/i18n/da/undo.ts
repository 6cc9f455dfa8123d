import type { undo as en } from '../en/undo.ts'

export const undo: typeof en = {
  undo: 'Fortryd', redo: 'Gør igen', last: 'Fortryd: {{deed}}', nothing: 'Intet at fortryde ved denne skranke i dag', nothingToRedo: 'Intet er taget tilbage',
  undone: 'Taget tilbage: {{deed}}', redone: 'Gjort igen: {{deed}}', block: 'Spærring af værelse {{number}}',
}
