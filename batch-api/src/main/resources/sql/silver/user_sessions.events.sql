-- All events, old and new, of the sessions that have to be made anew.
SELECT event.*
FROM (${all_events}) AS event LEFT SEMI JOIN (
  ${spans}
  UNION ALL
  SELECT user_id, first_ms, last_ms FROM (${touched})
) AS span
  ON event.user_id = span.user_id AND event.ts BETWEEN span.first_ms AND span.last_ms
