package dev.streamify.bench.data;

/**
 * What makes a listen; everything else about it follows from these.
 *
 * @param userId the user, from 1
 * @param sessionId the producer's session
 * @param ts event time, epoch milliseconds, UTC
 * @param itemInSession step of the session, from 0
 * @param seed of the song
 */
record Listen(long userId, long sessionId, long ts, int itemInSession, long seed) {}
