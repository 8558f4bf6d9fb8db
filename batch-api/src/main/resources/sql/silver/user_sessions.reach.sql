-- The days of touched sessions: when they begin, and when the last of them ends.
SELECT
  CAST(session_date AS STRING) AS session_date,
  CAST(CAST(max(session_end) AS DATE) AS STRING) AS last_date,
  count(*) AS sessions
FROM (${touched})
GROUP BY 1
