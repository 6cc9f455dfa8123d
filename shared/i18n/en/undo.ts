/** Taking back what was done at this desk. */
export const undo = {
  undo: 'Undo', redo: 'Do again', last: 'Undo: {{deed}}', nothing: 'Nothing to undo at this desk today', nothingToRedo: 'Nothing was taken back',
  undone: 'Taken back: {{deed}}', redone: 'Done again: {{deed}}', block: 'Block of room {{number}}',
}
