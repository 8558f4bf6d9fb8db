-- Text that is wrapped in literal quotes, as some producers export it, without them.
CASE
  WHEN char_length(${text}) > 1 AND startswith(${text}, '"') AND endswith(${text}, '"')
  THEN replace(substring(${text}, 2, char_length(${text}) - 2), r'\"', '"')
  ELSE ${text}
END
