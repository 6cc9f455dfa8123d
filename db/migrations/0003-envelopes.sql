-- A booking that is told of writes one row. What many messages have in common is written once, and a
-- message refers to it; what is known of the booking are plain columns: telling costs a booking half.
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

CREATE TEMP TABLE told AS SELECT *, coalesce(json ->> '$.currency', '') AS currency, coalesce(json ->> '$.timeZone', 'UTC') AS time_zone
  FROM (SELECT *, CASE WHEN json_valid(payload) THEN payload END AS json FROM outbox);
INSERT INTO envelopes (type, destinations, currency, time_zone) SELECT DISTINCT type, destinations, currency, time_zone FROM told;

CREATE TABLE outbox_slim (
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

INSERT INTO outbox_slim (id, envelope_id, key, created_at, booking_id, other_subject, payload)
  SELECT t.id, e.id, coalesce(unhex(t.key, '-'), randomblob(16)), t.created_at, t.booking_id, CASE WHEN t.subject IS NOT 'booking/' || t.booking_id THEN t.subject END,
    CASE WHEN t.json IS NOT NULL AND t.type LIKE 'booking.%' THEN t.json -> '$.mail' ELSE t.payload END
  FROM told t JOIN envelopes e USING (type, destinations, currency, time_zone);
UPDATE outbox_slim SET
  kind = t.json ->> '$.kind', bookable_id = t.json ->> '$.bookableId', status = t.json ->> '$.status', starts_at = t.json ->> '$.startsAt', ends_at = t.json ->> '$.endsAt',
  arrival = t.json ->> '$.arrival', departure = t.json ->> '$.departure', category = t.json ->> '$.category', guest_name = t.json ->> '$.guestName',
  quantity = t.json ->> '$.quantity', user_id = t.json ->> '$.userId', price = t.json ->> '$.price', paid = t.json ->> '$.paid'
  FROM told t WHERE t.id = outbox_slim.id AND t.json IS NOT NULL AND t.type LIKE 'booking.%';

DROP TABLE told;
DROP TABLE outbox;
ALTER TABLE outbox_slim RENAME TO outbox;

-- Each message whole.
CREATE VIEW messages AS
  SELECT o.id, lower(format('%s-%s-%s-%s-%s', substr(hex(o.key), 1, 8), substr(hex(o.key), 9, 4), substr(hex(o.key), 13, 4), substr(hex(o.key), 17, 4), substr(hex(o.key), 21))) AS key,
    o.envelope_id, e.type, e.destinations, e.currency, e.time_zone, o.created_at, o.booking_id, coalesce(o.other_subject, 'booking/' || o.booking_id) AS subject,
    o.kind, o.bookable_id, o.status, o.starts_at, o.ends_at, o.arrival, o.departure, o.category, o.guest_name, o.quantity, o.user_id, o.price, o.paid, o.payload
  FROM outbox o CROSS JOIN envelopes e ON e.id = o.envelope_id;
