-- Numbers the sessions of each user: a pause longer than the gap begins a new one.
SELECT *, sum(begins) OVER (PARTITION BY user_id ORDER BY ts ROWS UNBOUNDED PRECEDING) AS session_number
FROM (
  SELECT
    *,
    CASE
      WHEN ts - lag(ts) OVER (PARTITION BY user_id ORDER BY ts) > ${gap_ms} THEN 1
      ELSE 0
    END AS begins
  FROM (${events})
)
