-- Text that was encoded once too often, as it was meant. What was encoded twice too often stays as
-- it came, and is counted by a check. Most text is plain ASCII and passes by.
CASE
  WHEN octet_length(${text}) > char_length(${text}) THEN aggregate(
    array(1, 2),
    array(${text}),
    (forms, again) -> array_append(forms, ${undone: element_at(forms, -1)}),
    forms -> CASE WHEN forms[2] IS NULL THEN coalesce(forms[1], forms[0]) ELSE forms[0] END
  )
  ELSE ${text}
END
