/** The calendars of hours: providers, rooms by the hour, cars. */
export const schedules = {
  views: { label: 'Calendar of', rooms: 'Rooms', providers: 'Providers', hourly: 'By the hour', cars: 'Cars' },
  span: { label: 'How much is in sight', day: 'Day', week: 'Week', fortnight: 'Two weeks' },
  dayBack: 'A day back', dayOn: 'A day on',
  date: 'Date', time: 'Time', minutes: 'Minutes', price: 'Price', minutesShort: '{{count}} min',
  tone: {
    future: 'To come', in_house: 'Now', late_arrival: 'Not fetched yet', late_departure: 'Over, not closed', past: 'Done', elsewhere: 'Stay',
    out_of_order: 'Out of order', out_of_service: 'Out of service',
  },
  status: { pending: 'Option', confirmed: 'Booked', checked_in: 'Out', completed: 'Done', cancelled: 'Cancelled', no_show: 'No-show' },
  cellFree: '{{where}}, {{when}}, free', cellTaken: '{{where}}, {{when}}, not free',
  booked: '{{who}} is booked: {{where}}, {{when}}', moved: '{{who}}: {{where}}, {{when}}', movedSeveral_one: '{{count}} booking moved', movedSeveral_other: '{{count}} bookings moved',
  notMoved: '{{who}} stays: {{why}}', removed: '{{name}} is taken out', savedAs: '{{name}} is saved', askAdmin: 'An administrator can add them here.',
  phrase: {
    held_one: 'Moving: arrows, then Enter. Escape gives up.', held_other: 'Moving {{count}} bookings: arrows, then Enter. Escape gives up.',
    resizing_one: 'Changing the end: left and right, then Enter. Escape gives up.', resizing_other: 'Changing the end: left and right, then Enter. Escape gives up.',
    resizingStart_one: 'Changing the start: left and right, then Enter. Escape gives up.', resizingStart_other: 'Changing the start: left and right, then Enter. Escape gives up.',
    splitting_one: 'Splitting', splitting_other: 'Splitting', dropped_one: 'Nothing changed', dropped_other: 'Nothing changed',
    gone_one: 'The booking was changed meanwhile', gone_other: 'The bookings were changed meanwhile',
    picked_one: '{{count}} booking selected', picked_other: '{{count}} bookings selected', unsplit_one: 'This cannot be split', unsplit_other: 'These cannot be split',
  },
  verdict: {
    closed: 'This is over: it stays as it is', out: 'The car is out: only its end can change', taken: '{{where}}: {{who}} is there', short: 'That would be no time at all',
    other_room: 'Another room has other hours: book there anew', no_slot: 'No hour is for sale there', past: 'That hour has begun already', outside: 'outside working hours',
  },
  step: {
    kept: 'Was here', cancel: 'Cancel the booking', cancelTitle: 'Cancel this booking?', refund: '{{refund}} of the {{paid}} that were paid are paid back.',
    nothingPaid: 'Nothing was paid for it. The time is free again.', pay: 'Take {{amount}}',
  },
  done: { kept: '{{who}} was here', missed: '{{who}} did not come', cancelled: 'The booking of {{who}} is cancelled', paid: '{{who}} has paid {{amount}}' },
  keys: 'Arrows: go. Shift and arrows: choose hours. Enter: open or book. M: move, R: change the end. Ctrl and space: select. T: today, G: go to a date. + and −: zoom.',
  providers: {
    title: 'Providers', grid: 'Providers and hours', one: 'Provider', newTitle: 'New appointment', closed: 'Outside working hours',
    manage: 'Providers', none: 'There are no providers yet', noneText: 'Whoever gives a massage, cuts hair or shows the town: add them, and their time can be booked.',
    add: 'Add a provider', changeTitle: 'Change the provider', change: 'Change {{name}}', remove: 'Take out {{name}}', keeps: 'One with appointments keeps them when taken out, and takes no new ones.',
    name: 'Name', slot: '{{count}} min each', slotMinutes: 'Minutes of an appointment', fixed: 'Has working hours', start: 'From', end: 'To', days: 'Days',
    hoursBackwards: 'The end must be after the start',
  },
  hourly: {
    title: 'Rooms by the hour', grid: 'Rooms and hours', newTitle: 'Book {{room}}', free: 'Free', rate: '{{amount}} an hour', option: 'Option: keep it until it is paid', expires: 'Kept until', moveTo: 'Hour',
    none: 'No room is sold by the hour', noneText: 'Give a room a price for an hour under Rooms; then put its hours on sale here.',
    openTitle: 'Put hours on sale', open: 'Put on sale', openText: 'Hours that are on sale already stay as they are.',
    firstDay: 'First day', lastDay: 'Last day', length: 'Minutes each', datesBackwards: 'The last day is before the first',
    opened_one: '{{count}} hour is on sale', opened_other: '{{count}} hours are on sale',
  },
  cars: {
    title: 'Cars', grid: 'Cars and hours', one: 'Car', newTitle: 'Rent out a car', from: 'From', to: 'Until', price: 'Price in {{currency}}',
    km: '{{count}} km', mileage: 'Mileage', fuel: 'Fuel, per cent', damage: 'Damage', noDamage: 'None', wentOut: 'Went out with', cameBack: 'Came back with',
    handOver: 'Hand over', takeBack: 'Take back', isOut: '{{who}} has the car', isBack: 'The car is back from {{who}}',
    tag: { out: 'out', damaged: 'damaged' }, manage: 'Cars', none: 'There are no cars yet', noneText: 'Add the cars that guests can rent.',
    add: 'Add a car', remove: 'Take out {{name}}', brand: 'Brand', model: 'Model', fuelType: 'Fuel', repaired: 'Repaired',
  },
}
