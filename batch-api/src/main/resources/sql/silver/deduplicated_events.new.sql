-- The increment, when silver holds nothing of its dates or is to be made anew.
(
  SELECT
    *,
    CAST(NULL AS STRING) AS known_id,
    false AS is_known_delivery,
    false AS is_known_step
  FROM ${increment}
)
