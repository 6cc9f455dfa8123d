/** Words that every screen uses. */
export const common = {
  save: 'Save', cancel: 'Cancel', close: 'Close', back: 'Back', next: 'Next', add: 'Add', change: 'Change', remove: 'Remove',
  undo: 'Undo', retry: 'Try again', search: 'Search', clear: 'Clear', yes: 'Yes', no: 'No', all: 'All', none: 'None',
  actions: 'Actions', optional: 'optional', loading: 'Loading …', saved: 'Saved', total: 'Total', required: 'Please fill this in',
  nothingFound: 'Nothing found', dayHint: '24/12 or +3', results_one: '{{count}} result', results_other: '{{count}} results',
  today: 'Today', tomorrow: 'Tomorrow', yesterday: 'Yesterday',
  guest: 'Guest', guests: 'Guests', room: 'Room', rooms: 'Rooms', category: 'Category',
  arrival: 'Arrival', departure: 'Departure', status: 'Status', notes: 'Notes', phone: 'Phone', email: 'E-mail',
  adults: 'Adults', children: 'Children', rate: 'Nightly rate', balance: 'Balance', vip: 'VIP',
  noGuest: 'No name', noRoom: 'No room yet',
  nights_one: '{{count}} night', nights_other: '{{count}} nights',
  people_one: '{{count}} guest', people_other: '{{count}} guests',
  failed: 'That did not work',
  offline: 'The desk does not answer. What you typed stays; it goes on by itself as soon as the desk is back.',
  unexpected: 'Something unexpected happened. Try again; if it stays, start Skranke anew.',
  cannotLoad: 'This could not be loaded',
  stale: 'Somebody changed this meanwhile. Look at it as it is now, change it again and save.',
  statuses: {
    pending: 'Option', confirmed: 'Confirmed', checked_in: 'In house', completed: 'Checked out', cancelled: 'Cancelled', no_show: 'No-show',
  },
  housekeeping: { dirty: 'Dirty', clean: 'Clean', inspected: 'Inspected' },
  roles: { customer: 'Guest', staff: 'Front desk', admin: 'Administrator' },
}
