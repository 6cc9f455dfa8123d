/** Words that every screen uses. */
export const common = {
  save: 'Save', cancel: 'Cancel', close: 'Close', back: 'Back', next: 'Next', add: 'Add', change: 'Change', remove: 'Remove',
  undo: 'Undo', retry: 'Try again', search: 'Search', loading: 'Loading …', yes: 'Yes', no: 'No', all: 'All', none: 'None',
  nothingFound: 'Nothing found', required: 'Please fill this in',
  failed: 'That did not work', saved: 'Saved',
  offline: 'The desk cannot be reached. What you typed stays; it goes on by itself as soon as the desk answers.',
  status: {
    pending: 'Option', confirmed: 'Confirmed', checked_in: 'In house', completed: 'Checked out', cancelled: 'Cancelled', no_show: 'No-show',
  },
  housekeeping: { dirty: 'Dirty', clean: 'Clean', inspected: 'Inspected' },
  nights_one: '{{count}} night', nights_other: '{{count}} nights',
}
