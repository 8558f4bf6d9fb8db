-- One row per session. Among events of one millisecond the step of the producer's session decides
-- which is first; songs' durations are added up exactly, so that no order of rows shows.
SELECT
  sha2(concat(user_id, '|', min(ts)), 256) AS session_id,
  user_id,
  timestamp_millis(min(ts)) AS session_start,
  timestamp_millis(max(ts)) AS session_end,
  (max(ts) - min(ts)) / CAST(1000 AS DOUBLE) AS duration_seconds,
  count(*) AS event_count,
  count_if(stream = 'listen_events') AS listen_count,
  count_if(stream = 'page_view_events') AS page_view_count,
  count_if(stream = 'auth_events') AS auth_event_count,
  CAST(size(collect_set(CASE WHEN stream = 'listen_events' THEN struct(artist, song) END)) AS BIGINT)
    AS distinct_songs,
  CAST(size(collect_set(CASE WHEN stream = 'listen_events' THEN artist END)) AS BIGINT)
    AS distinct_artists,
  CAST(
    coalesce(sum(CASE WHEN stream = 'listen_events' THEN CAST(duration AS DECIMAL(20, 6)) END), 0)
    AS DOUBLE
  ) AS listened_seconds,
  min(struct(ts, native_session, step, stream, level)).level AS level_at_start,
  max(struct(ts, native_session, step, stream, level)).level AS level_at_end,
  min(CASE WHEN stream = 'page_view_events' THEN struct(ts, native_session, step, page) END).page
    AS first_page,
  max(CASE WHEN stream = 'page_view_events' THEN struct(ts, native_session, step, page) END).page
    AS last_page,
  min(struct(ts, native_session, step, stream, city)).city AS city,
  min(struct(ts, native_session, step, stream, state)).state AS state,
  sort_array(collect_set(native_session)) AS native_session_ids,
  CAST(timestamp_millis(min(ts)) AS DATE) AS session_date
FROM (${numbered})
GROUP BY user_id, session_number
