-- Whose request a run goes back to: the X-Request-Id. Null when nobody's request started it; it goes
-- by its own id then.
ALTER TABLE runs ADD COLUMN correlation_id varchar(64);

-- Starts and ends of runs that nobody has been told of yet, in order. Written in the same transaction
-- as the start or the end itself; the event is made when it is sent.
CREATE TABLE lineage_outbox (
  seq         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id      varchar(40) NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  event_type  varchar(16) NOT NULL,
  happened_at timestamp(3) with time zone NOT NULL
);
CREATE INDEX lineage_outbox_by_run ON lineage_outbox (run_id);

INSERT INTO duties (name) VALUES ('LINEAGE');
