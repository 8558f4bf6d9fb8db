-- UTF-8 that was read as Latin-1 or Windows-1252 and written as UTF-8 again ("FranÃ§ois"), read
-- the right way; null for text that cannot have come about like this.
CASE
  WHEN octet_length(${text}) > char_length(${text})
    AND translate(${text}, '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ', '') RLIKE r'^[\x00-\xFF]*$'
  THEN try_validate_utf8(CAST(encode(
    translate(
      ${text},
      '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ',
      '\u0080\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008E\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009E\u009F'
    ),
    'ISO-8859-1'
  ) AS STRING))
END
