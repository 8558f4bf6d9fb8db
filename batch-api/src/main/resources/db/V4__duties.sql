-- What one replica at a time sees to. Whoever has a duty's lease does it; another replica takes over
-- when the lease ends.
CREATE TABLE duties (
  name   varchar(32) NOT NULL PRIMARY KEY,
  holder varchar(64),
  until  timestamp(3) with time zone
);
INSERT INTO duties (name) VALUES ('TRIGGERS'), ('SINKS'), ('ALERTS');

DROP TABLE trigger_lease;
