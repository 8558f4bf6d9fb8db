-- From when to when each user has new events, without a longer pause. All events of a user within
-- such a span are of one session.
SELECT user_id, min(ts) AS first_ms, max(ts) AS last_ms
FROM (${numbered})
GROUP BY user_id, session_number
