-- A booking that is told of writes one row. What many messages have in common is written once, and a
-- message refers to it: telling costs a booking less than half as much.
CREATE TABLE envelopes (
  id           INTEGER PRIMARY KEY,
  type         TEXT NOT NULL,
  -- Names between spaces: ' billing events webhook:2 '.
  destinations TEXT NOT NULL,
  -- In which the payload's money and times are meant.
  currency     TEXT NOT NULL,
  time_zone    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX envelopes_once ON envelopes (type, destinations, currency, time_zone);

CREATE TEMP TABLE told AS SELECT *,
  coalesce(CASE WHEN json_valid(payload) THEN payload ->> '$.currency' END, '') AS currency,
  coalesce(CASE WHEN json_valid(payload) THEN payload ->> '$.timeZone' END, 'UTC') AS time_zone
  FROM outbox;
INSERT INTO envelopes (type, destinations, currency, time_zone) SELECT DISTINCT type, destinations, currency, time_zone FROM told;

CREATE TABLE outbox_slim (
  id            INTEGER PRIMARY KEY,
  envelope_id   INTEGER NOT NULL REFERENCES envelopes (id) ON DELETE RESTRICT,
  -- A UUID's bytes, the same on every try to every destination.
  key           BLOB NOT NULL DEFAULT (randomblob(16)),
  -- Not held to the bookings: what was told stands by itself.
  booking_id    INTEGER,
  -- What it tells of where that is no booking: 'car/3'. What is told of one subject keeps its order on the way to each destination.
  other_subject TEXT,
  -- JSON. Not checked here: that would be a quarter of what telling costs a booking.
  payload       TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  CHECK (other_subject IS NOT NULL OR booking_id IS NOT NULL)
) STRICT;

INSERT INTO outbox_slim (id, envelope_id, key, booking_id, other_subject, payload, created_at)
  SELECT t.id, e.id, coalesce(unhex(t.key, '-'), randomblob(16)), t.booking_id, CASE WHEN t.subject IS NOT 'booking/' || t.booking_id THEN t.subject END, t.payload, t.created_at
  FROM told t JOIN envelopes e USING (type, destinations, currency, time_zone);

DROP TABLE told;
DROP TABLE outbox;
ALTER TABLE outbox_slim RENAME TO outbox;

-- Each message whole.
CREATE VIEW messages AS
  SELECT o.id, lower(format('%s-%s-%s-%s-%s', substr(hex(o.key), 1, 8), substr(hex(o.key), 9, 4), substr(hex(o.key), 13, 4), substr(hex(o.key), 17, 4), substr(hex(o.key), 21))) AS key,
    e.type, coalesce(o.other_subject, 'booking/' || o.booking_id) AS subject, o.booking_id, o.envelope_id, e.destinations, e.currency, e.time_zone, o.payload, o.created_at
  FROM outbox o CROSS JOIN envelopes e ON e.id = o.envelope_id;
