-- Sessions of one user that overlap or have no longer pause between them.
SELECT
  session_id,
  CAST(user_id AS STRING) AS user_id,
  CAST(session_start AS STRING) AS session_start,
  CAST(previous_end AS STRING) AS previous_end
FROM (
  SELECT
    session_id,
    user_id,
    session_start,
    max(session_end) OVER (
      PARTITION BY user_id ORDER BY session_start, session_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS previous_end
  FROM ${vicinity}
)
WHERE unix_millis(session_start) - unix_millis(previous_end) <= ${gap_ms}
LIMIT 5
