-- What starts runs by itself. A row is made when a trigger is first looked at, and stays when the job
-- goes, so that a pause outlives restarts and upgrades.

-- Whoever has the row's lease looks at the triggers; another replica takes over when it ends.
CREATE TABLE trigger_lease (
  id     int NOT NULL PRIMARY KEY,
  holder varchar(64),
  until  timestamp(3) with time zone
);
INSERT INTO trigger_lease (id) VALUES (1);

CREATE TABLE triggers (
  job        varchar(128) NOT NULL,
  kind       varchar(16)  NOT NULL,
  -- Who paused it; null while it is active.
  paused_by  varchar(128),
  changed_at timestamp(3) with time zone,
  -- Schedules: the last time that was due and was seen to. Sensors: when they last asked for a run.
  fired_at   timestamp(3) with time zone,
  last_run   varchar(40),
  -- Sensors: the inputs' snapshots for which a run was asked for, as JSON.
  seen       text,
  PRIMARY KEY (job, kind)
);
