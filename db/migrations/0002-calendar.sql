-- What the calendar asks for: stays without a room, stays that changed rooms, and the few guests that
-- are VIPs among all who ever came.
ALTER TABLE bookings ADD COLUMN moved INTEGER NOT NULL DEFAULT 0 CHECK (moved IN (0, 1));

-- Stays that have no room yet, by category: when, and how long the longest of them is.
CREATE INDEX bookings_without_room ON bookings (category, starts_at, ends_at) WHERE kind = 'stay' AND bookable_id IS NULL AND holds;
CREATE INDEX bookings_without_room_longest ON bookings (category, ends_at - starts_at) WHERE kind = 'stay' AND bookable_id IS NULL AND holds;

CREATE INDEX guests_vip ON guests (id) WHERE vip = 1;
