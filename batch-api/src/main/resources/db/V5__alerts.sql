-- Alerts that are open, and those that were lately.
CREATE TABLE alerts (
  id          varchar(300) NOT NULL PRIMARY KEY,
  name        varchar(64)  NOT NULL,
  severity    varchar(16)  NOT NULL,
  -- The stream, sink, table or job that it is about; empty for the platform.
  subject     varchar(160) NOT NULL,
  cause       text         NOT NULL,
  opened_at   timestamp(3) with time zone NOT NULL,
  -- Null while it is open.
  resolved_at timestamp(3) with time zone,
  -- When people were last told that it is open; null as long as nobody was.
  told_open_at timestamp(3) with time zone,
  told_resolved boolean NOT NULL
);
CREATE INDEX alerts_by_end ON alerts (resolved_at);
