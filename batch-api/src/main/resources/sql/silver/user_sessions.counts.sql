-- Sessions and the events that they count: of the days that were written to, before and after.
SELECT 'added' AS what, count(*) AS sessions, count(*) AS events FROM (${added_events})
UNION ALL
SELECT 'before', count(*), coalesce(sum(event_count), 0) FROM ${before}
UNION ALL
SELECT 'after', count(*), coalesce(sum(event_count), 0) FROM ${after}
