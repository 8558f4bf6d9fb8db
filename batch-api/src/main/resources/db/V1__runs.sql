-- Runs, what they tell while they go on, and who executes them. H2 (in PostgreSQL's mode) and
-- PostgreSQL get the same statements.

-- One row each run. Columns are what is searched for; detail is JSON: what came of it.
CREATE TABLE runs (
  id           varchar(40)  NOT NULL PRIMARY KEY,
  parent_id    varchar(40)  REFERENCES runs (id) ON DELETE CASCADE,
  -- JOB runs have a program; GROUP and BACKFILL runs have children.
  kind         varchar(16)  NOT NULL,
  job          varchar(128) NOT NULL,
  run_mode     varchar(16)  NOT NULL,
  from_date    date,
  to_date      date,
  chunk_days   int,
  parallelism  int,
  caused_by    varchar(16)  NOT NULL,
  requested_by varchar(128) NOT NULL,
  -- The caller's own name of the request, or the schedule's.
  request_key  varchar(300) UNIQUE,
  state        varchar(16)  NOT NULL,
  requested_at timestamp(3) with time zone NOT NULL,
  not_before   timestamp(3) with time zone,
  started_at   timestamp(3) with time zone,
  finished_at  timestamp(3) with time zone,
  attempt      int          NOT NULL,
  -- The table that it writes; one running run at a time has it.
  table_name   varchar(128),
  worker       varchar(64),
  cancelled_by varchar(128),
  checks       int          NOT NULL,
  -- What came of them, as JSON; lists of runs do not need it.
  check_results text,
  progress     text,
  detail       text         NOT NULL
);
CREATE INDEX runs_by_job ON runs (job, id);
CREATE INDEX runs_by_state ON runs (state, id);
CREATE INDEX runs_by_parent ON runs (parent_id, id);

-- A run starts when all that it needs are completed.
CREATE TABLE run_needs (
  run_id   varchar(40) NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  needs_id varchar(40) NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  PRIMARY KEY (run_id, needs_id)
);
CREATE INDEX run_needs_by_needed ON run_needs (needs_id);

CREATE TABLE run_log (
  seq       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id    varchar(40) NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  logged_at timestamp(3) with time zone NOT NULL,
  severity  varchar(8)  NOT NULL,
  message   text        NOT NULL
);
CREATE INDEX run_log_by_run ON run_log (run_id, seq);

-- Replicas of the service, alive as long as they are seen.
CREATE TABLE workers (
  id      varchar(64) NOT NULL PRIMARY KEY,
  seen_at timestamp(3) with time zone NOT NULL
);

-- Whoever changes the queue holds this row's lock: submitting, starting and ending runs is serial
-- over all replicas.
CREATE TABLE queue_lock (
  id int NOT NULL PRIMARY KEY
);
INSERT INTO queue_lock (id) VALUES (1);
