-- What the migrations make, version 3. To accept a change: UPDATE_SNAPSHOTS=1 node --test tests/db/schema.test.ts

CREATE TABLE audit (
  id        INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  user_id   INTEGER REFERENCES users (id) ON DELETE RESTRICT,
  entity    TEXT NOT NULL,
  entity_id INTEGER,
  step      TEXT NOT NULL,
  -- {"column": [before, after]}: what undo restores.
  changes   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(changes)),
  undone    INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE INDEX audit_by_entity ON audit (entity_id, entity);

CREATE TRIGGER bookables_keep_kind BEFORE UPDATE OF kind ON bookables
WHEN NEW.kind <> OLD.kind
BEGIN
  SELECT RAISE(ABORT, 'wrong_bookable');
END;

CREATE TABLE bookables (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('room', 'provider', 'resource', 'car')),
  name       TEXT NOT NULL,
  active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX bookables_by_kind ON bookables (kind, name);

CREATE UNIQUE INDEX bookables_resource_name ON bookables (name) WHERE kind = 'resource';

CREATE TRIGGER bookings_refuse_overlap_on_insert BEFORE INSERT ON bookings
WHEN NEW.kind <> 'purchase' AND NEW.status NOT IN ('cancelled', 'no_show') AND NEW.bookable_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'bookable_taken')
  WHERE (SELECT ends_at FROM bookings
         WHERE holds AND bookable_id = NEW.bookable_id AND starts_at < NEW.ends_at
         ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at;
END;

CREATE TRIGGER bookings_refuse_overlap_on_update BEFORE UPDATE ON bookings
WHEN NEW.kind <> 'purchase' AND NEW.status NOT IN ('cancelled', 'no_show') AND NEW.bookable_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'bookable_taken')
  WHERE (SELECT ends_at FROM bookings
         WHERE holds AND bookable_id = NEW.bookable_id AND starts_at < NEW.ends_at AND id <> OLD.id
         ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at;
END;

CREATE TRIGGER bookings_refuse_wrong_bookable_on_insert BEFORE INSERT ON bookings
WHEN NEW.bookable_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'wrong_bookable')
  WHERE (SELECT kind FROM bookables WHERE id = NEW.bookable_id) IS NOT
    CASE NEW.kind WHEN 'appointment' THEN 'provider' WHEN 'purchase' THEN 'resource' WHEN 'rental' THEN 'car' ELSE 'room' END;
END;

CREATE TRIGGER bookings_refuse_wrong_bookable_on_update BEFORE UPDATE OF kind, bookable_id ON bookings
WHEN NEW.bookable_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'wrong_bookable')
  WHERE (SELECT kind FROM bookables WHERE id = NEW.bookable_id) IS NOT
    CASE NEW.kind WHEN 'appointment' THEN 'provider' WHEN 'purchase' THEN 'resource' WHEN 'rental' THEN 'car' ELSE 'room' END;
END;

CREATE TRIGGER purchases_change_stock AFTER UPDATE OF kind, status, quantity, bookable_id ON bookings
WHEN OLD.kind = 'purchase' OR NEW.kind = 'purchase'
BEGIN
  UPDATE resources SET available_quantity = available_quantity + OLD.quantity
  WHERE bookable_id = OLD.bookable_id AND OLD.kind = 'purchase' AND OLD.status NOT IN ('cancelled', 'no_show');
  UPDATE resources SET available_quantity = available_quantity - NEW.quantity
  WHERE bookable_id = NEW.bookable_id AND NEW.kind = 'purchase' AND NEW.status NOT IN ('cancelled', 'no_show');
END;

CREATE TRIGGER purchases_return_stock AFTER DELETE ON bookings
WHEN OLD.kind = 'purchase' AND OLD.status NOT IN ('cancelled', 'no_show')
BEGIN
  UPDATE resources SET available_quantity = available_quantity + OLD.quantity WHERE bookable_id = OLD.bookable_id;
END;

CREATE TRIGGER purchases_take_stock AFTER INSERT ON bookings
WHEN NEW.kind = 'purchase' AND NEW.status NOT IN ('cancelled', 'no_show')
BEGIN
  UPDATE resources SET available_quantity = available_quantity - NEW.quantity WHERE bookable_id = NEW.bookable_id;
END;

CREATE TABLE bookings (
  id             INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('stay', 'appointment', 'slot', 'purchase', 'rental', 'block')),
  bookable_id    INTEGER REFERENCES bookables (id) ON DELETE RESTRICT,
  status         TEXT NOT NULL CHECK (status IN ('pending', 'confirmed', 'checked_in', 'completed', 'cancelled', 'no_show')),
  starts_at      INTEGER NOT NULL,
  ends_at        INTEGER NOT NULL,
  arrival        TEXT CHECK (arrival GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  departure      TEXT CHECK (departure GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND departure >= arrival),
  category       TEXT,
  guest_id       INTEGER REFERENCES guests (id) ON DELETE RESTRICT,
  guest_name     TEXT,
  adults         INTEGER NOT NULL DEFAULT 1 CHECK (adults >= 0),
  children       INTEGER NOT NULL DEFAULT 0 CHECK (children >= 0),
  nightly_rate   INTEGER CHECK (nightly_rate >= 0),
  price          INTEGER NOT NULL DEFAULT 0 CHECK (price >= 0),
  paid           INTEGER NOT NULL DEFAULT 0 CHECK (paid >= 0),
  payment_status TEXT NOT NULL DEFAULT 'unpaid' CHECK (payment_status IN ('unpaid', 'paid', 'refunded', 'partially_refunded')),
  quantity       INTEGER CHECK (quantity > 0),
  user_id        INTEGER REFERENCES users (id) ON DELETE RESTRICT,
  timeslot_id    INTEGER REFERENCES timeslots (id) ON DELETE RESTRICT,
  type           TEXT,
  notes          TEXT,
  source         TEXT,
  locked         INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
  -- The first part of a stay that was split across rooms; the parts share it.
  group_id       INTEGER REFERENCES bookings (id) ON DELETE RESTRICT,
  -- When a pending booking that nobody confirmed gives its bookable back.
  expires_at     INTEGER,
  checked_in_at  INTEGER,
  checked_out_at INTEGER,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1,
  holds          INTEGER GENERATED ALWAYS AS (kind <> 'purchase' AND status NOT IN ('cancelled', 'no_show')) VIRTUAL, moved INTEGER NOT NULL DEFAULT 0 CHECK (moved IN (0, 1)),
  CHECK (ends_at > starts_at OR kind = 'purchase'),
  CHECK (bookable_id IS NOT NULL OR kind = 'stay'),
  CHECK (kind <> 'stay' OR (arrival IS NOT NULL AND departure IS NOT NULL AND category IS NOT NULL)),
  CHECK (kind <> 'block' OR (arrival IS NOT NULL AND departure IS NOT NULL AND type IN ('out_of_order', 'out_of_service'))),
  CHECK ((kind = 'purchase') = (quantity IS NOT NULL))
) STRICT;

CREATE INDEX bookings_by_arrival ON bookings (kind, arrival);

CREATE INDEX bookings_by_group ON bookings (group_id) WHERE group_id IS NOT NULL;

CREATE INDEX bookings_by_guest ON bookings (guest_id) WHERE guest_id IS NOT NULL;

CREATE INDEX bookings_by_timeslot ON bookings (timeslot_id) WHERE timeslot_id IS NOT NULL;

CREATE INDEX bookings_by_user ON bookings (user_id, kind) WHERE user_id IS NOT NULL;

CREATE INDEX bookings_expected ON bookings (arrival) WHERE kind = 'stay' AND status IN ('pending', 'confirmed');

CREATE INDEX bookings_expiring ON bookings (expires_at) WHERE status = 'pending' AND expires_at IS NOT NULL;

CREATE INDEX bookings_holding ON bookings (bookable_id, starts_at, ends_at) WHERE holds;

CREATE INDEX bookings_in_house ON bookings (departure) WHERE kind = 'stay' AND status = 'checked_in';

CREATE INDEX bookings_reminding ON bookings (starts_at) WHERE kind IN ('slot', 'appointment') AND status IN ('pending', 'confirmed');

CREATE INDEX bookings_without_room ON bookings (category, starts_at, ends_at) WHERE kind = 'stay' AND bookable_id IS NULL AND holds;

CREATE INDEX bookings_without_room_longest ON bookings (category, ends_at - starts_at) WHERE kind = 'stay' AND bookable_id IS NULL AND holds;

CREATE TABLE cars (
  bookable_id INTEGER PRIMARY KEY REFERENCES bookables (id) ON DELETE RESTRICT,
  brand       TEXT NOT NULL,
  model       TEXT NOT NULL,
  fuel_type   TEXT NOT NULL,
  mileage     INTEGER NOT NULL CHECK (mileage >= 0),
  fuel_level  INTEGER CHECK (fuel_level BETWEEN 0 AND 100),
  has_damage  INTEGER NOT NULL DEFAULT 0 CHECK (has_damage IN (0, 1)),
  damage      TEXT
) STRICT;

CREATE TABLE deliveries (
  id           INTEGER PRIMARY KEY,
  message_id   INTEGER NOT NULL REFERENCES outbox (id) ON DELETE RESTRICT,
  destination  TEXT NOT NULL,
  subject      TEXT NOT NULL,
  state        TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'parked', 'given_up')),
  attempts     INTEGER NOT NULL DEFAULT 0,
  -- Null behind an earlier message of the same subject: only the first of a line can be due.
  next_try_at  INTEGER,
  last_error   TEXT,
  delivered_at INTEGER
) STRICT;

CREATE INDEX deliveries_due ON deliveries (destination, next_try_at, message_id) WHERE state = 'waiting' AND next_try_at IS NOT NULL;

CREATE INDEX deliveries_failed ON deliveries (state, id) WHERE state IN ('parked', 'given_up');

CREATE INDEX deliveries_in_line ON deliveries (destination, subject, message_id) WHERE state = 'waiting';

CREATE UNIQUE INDEX deliveries_once ON deliveries (message_id, destination);

CREATE TABLE destinations (
  name       TEXT PRIMARY KEY,
  taken      INTEGER NOT NULL DEFAULT 0,
  -- A digest of where it is: a new address is a new chance.
  address    TEXT NOT NULL,
  off_at     INTEGER,
  off_reason TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE envelopes (
  id           INTEGER PRIMARY KEY,
  type         TEXT NOT NULL,
  -- Names between spaces: ' billing events webhook:2 '.
  destinations TEXT NOT NULL,
  -- In which the message's money and times are meant.
  currency     TEXT NOT NULL,
  time_zone    TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX envelopes_once ON envelopes (type, destinations, currency, time_zone);

CREATE TABLE guests (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  -- Name, address and number folded (Søren → soren), for finding by any word's beginning.
  search_key TEXT NOT NULL,
  email      TEXT,
  phone      TEXT,
  notes      TEXT,
  vip        INTEGER NOT NULL DEFAULT 0 CHECK (vip IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX guests_by_name ON guests (name);

CREATE INDEX guests_vip ON guests (id) WHERE vip = 1;

CREATE TABLE idempotency (
  scope      TEXT NOT NULL,
  key        TEXT NOT NULL,
  body_hash  TEXT NOT NULL,
  status     INTEGER NOT NULL,
  answer     TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_by_age ON idempotency (created_at);

CREATE VIEW messages AS
  SELECT o.id, lower(format('%s-%s-%s-%s-%s', substr(hex(o.key), 1, 8), substr(hex(o.key), 9, 4), substr(hex(o.key), 13, 4), substr(hex(o.key), 17, 4), substr(hex(o.key), 21))) AS key,
    o.envelope_id, e.type, e.destinations, e.currency, e.time_zone, o.created_at, o.booking_id, coalesce(o.other_subject, 'booking/' || o.booking_id) AS subject,
    o.kind, o.bookable_id, o.status, o.starts_at, o.ends_at, o.arrival, o.departure, o.category, o.guest_name, o.quantity, o.user_id, o.price, o.paid, o.payload
  FROM outbox o CROSS JOIN envelopes e ON e.id = o.envelope_id;

CREATE TABLE "outbox" (
  id            INTEGER PRIMARY KEY,
  envelope_id   INTEGER NOT NULL REFERENCES envelopes (id) ON DELETE RESTRICT,
  -- A UUID's bytes, the same on every try to every destination.
  key           BLOB NOT NULL DEFAULT (randomblob(16)),
  created_at    INTEGER NOT NULL,
  -- Not held to the bookings: what was told stands by itself.
  booking_id    INTEGER,
  -- What it tells of where that is no booking: 'car/3'. What is told of one subject keeps its order on the way to each destination.
  other_subject TEXT,
  -- The booking as it was then; without a kind this tells of something else.
  kind          TEXT,
  bookable_id   INTEGER,
  status        TEXT,
  starts_at     INTEGER,
  ends_at       INTEGER,
  arrival       TEXT,
  departure     TEXT,
  category      TEXT,
  guest_name    TEXT,
  quantity      INTEGER,
  user_id       INTEGER,
  price         INTEGER,
  paid          INTEGER,
  -- JSON: what is told besides the booking, or instead. Not checked here: that would be a quarter of what telling costs a booking.
  payload       TEXT,
  CHECK (other_subject IS NOT NULL OR booking_id IS NOT NULL)
) STRICT;

CREATE TABLE providers (
  bookable_id   INTEGER PRIMARY KEY REFERENCES bookables (id) ON DELETE RESTRICT,
  email         TEXT NOT NULL,
  email_key     TEXT NOT NULL UNIQUE,
  slot_minutes  INTEGER NOT NULL DEFAULT 30 CHECK (slot_minutes BETWEEN 1 AND 1440),
  working_hours TEXT CHECK (working_hours IS NULL OR json_valid(working_hours))
) STRICT;

CREATE TABLE rentals (
  booking_id     INTEGER PRIMARY KEY REFERENCES bookings (id) ON DELETE RESTRICT,
  mileage_out    INTEGER CHECK (mileage_out >= 0),
  fuel_out       INTEGER CHECK (fuel_out BETWEEN 0 AND 100),
  mileage_in     INTEGER CHECK (mileage_in >= mileage_out),
  fuel_in        INTEGER CHECK (fuel_in BETWEEN 0 AND 100),
  damage         TEXT
) STRICT;

CREATE TABLE resources (
  bookable_id        INTEGER PRIMARY KEY REFERENCES bookables (id) ON DELETE RESTRICT,
  description        TEXT,
  total_quantity     INTEGER NOT NULL CHECK (total_quantity >= 0),
  available_quantity INTEGER NOT NULL CHECK (available_quantity BETWEEN 0 AND total_quantity)
) STRICT;

CREATE TABLE rooms (
  bookable_id  INTEGER PRIMARY KEY REFERENCES bookables (id) ON DELETE RESTRICT,
  number       TEXT UNIQUE,
  category     TEXT NOT NULL,
  description  TEXT,
  capacity     INTEGER NOT NULL DEFAULT 1 CHECK (capacity > 0),
  floor        INTEGER,
  hourly_rate  INTEGER CHECK (hourly_rate >= 0),
  nightly_rate INTEGER CHECK (nightly_rate >= 0),
  housekeeping TEXT NOT NULL DEFAULT 'clean' CHECK (housekeeping IN ('dirty', 'clean', 'inspected')),
  metadata     TEXT CHECK (metadata IS NULL OR json_valid(metadata))
) STRICT;

CREATE INDEX rooms_by_category ON rooms (category) WHERE number IS NOT NULL;

CREATE TABLE sessions (
  jti        TEXT PRIMARY KEY,
  user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE timeslots (
  id         INTEGER PRIMARY KEY,
  room_id    INTEGER NOT NULL REFERENCES rooms (bookable_id) ON DELETE RESTRICT,
  starts_at  INTEGER NOT NULL,
  ends_at    INTEGER NOT NULL CHECK (ends_at > starts_at)
) STRICT;

CREATE UNIQUE INDEX timeslots_by_room ON timeslots (room_id, starts_at);

CREATE TABLE users (
  id                   INTEGER PRIMARY KEY,
  username             TEXT NOT NULL,
  -- Folded for comparison by the program: SQLite's own lower() knows ASCII only.
  username_key         TEXT NOT NULL UNIQUE,
  email                TEXT NOT NULL,
  email_key            TEXT NOT NULL UNIQUE,
  password_hash        TEXT NOT NULL,
  role                 TEXT NOT NULL CHECK (role IN ('customer', 'staff', 'admin')),
  active               INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  must_change_password INTEGER NOT NULL DEFAULT 0 CHECK (must_change_password IN (0, 1)),
  created_at           INTEGER NOT NULL,
  updated_at           INTEGER NOT NULL,
  version              INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE webhooks (
  -- Never used twice: messages of the past name it.
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  url         TEXT NOT NULL,
  -- Null for every type.
  event_types TEXT CHECK (event_types IS NULL OR json_valid(event_types)),
  active      INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  -- [{secret, until}], newest first: a rotated secret signs along until its time is over.
  secrets     TEXT NOT NULL CHECK (json_valid(secrets)),
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1
) STRICT;
