-- Text that is wrapped in literal quotes, as some producers export it, without them. Bytes are
-- counted and cut, as that does not walk over the text: a quote has one byte, whatever is between.
CASE
  WHEN octet_length(${text}) > 1 AND startswith(${text}, '"') AND endswith(${text}, '"')
  THEN replace(
    CAST(substring(CAST(${text} AS BINARY), 2, octet_length(${text}) - 2) AS STRING),
    r'\"',
    '"'
  )
  ELSE ${text}
END
