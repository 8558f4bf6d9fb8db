-- Whether nothing is left to repair: what is left was encoded twice too often.
octet_length(${text}) = char_length(${text}) OR ${undone: ${text}} IS NULL
