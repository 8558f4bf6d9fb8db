-- Sessions that a new event continues, precedes or lies in. Two of them become one only if new
-- events lie between them, so no other session changes.
SELECT
  session_id,
  user_id,
  session_date,
  session_end,
  unix_millis(session_start) AS first_ms,
  unix_millis(session_end) AS last_ms
FROM ${candidates} AS candidates LEFT SEMI JOIN (${spans}) AS span
  ON candidates.user_id = span.user_id
  AND unix_millis(session_start) <= last_ms + ${gap_ms}
  AND unix_millis(session_end) >= first_ms - ${gap_ms}
