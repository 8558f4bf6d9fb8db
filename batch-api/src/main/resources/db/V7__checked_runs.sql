-- Whether a run evaluated checks: the newest ones of a job that did are asked for at every look, and
-- may lie behind thousands that did not.
ALTER TABLE runs ADD COLUMN checked boolean DEFAULT FALSE NOT NULL;
UPDATE runs SET checked = TRUE WHERE checks > 0;
CREATE INDEX runs_by_checked ON runs (job, checked, id);
