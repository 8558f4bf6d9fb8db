package dev.streamify.batch.letters;

import java.util.List;
import java.util.Optional;

/**
 * Dead letters, newest first.
 *
 * @param letters the letters; a page may have fewer than wanted and still not be the last one
 * @param nextCursor where the next page begins; absent on the last one
 */
public record LetterPage(List<LetterView> letters, Optional<String> nextCursor) {}
