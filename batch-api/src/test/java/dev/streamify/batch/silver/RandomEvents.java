package dev.streamify.batch.silver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events with pauses on both sides of the limit, near midnight, several at one moment. */
final class RandomEvents {
  private static final long START = Instant.parse("2026-02-27T22:00:00Z").toEpochMilli();
  private static final long[] PAUSES_SECONDS = {
    0, 1, 60, 900, 1_799, 1_800, 1_801, 1_860, 3_600, 20_000, 90_000
  };
  private static final String[] PAGES = {"Home", "Login", "NextSong", "Logout"};

  private RandomEvents() {}

  static List<UserEvent> of(Random random, int users, int perUser) {
    List<UserEvent> events = new ArrayList<>();
    int id = 0;
    for (long user = 1; user <= users; user++) {
      long ts = START + random.nextInt(7_200) * 1_000L;
      long session = user * 100;
      for (int item = 0; item < perUser; item++) {
        ts += PAUSES_SECONDS[random.nextInt(PAUSES_SECONDS.length)] * 1_000;
        session += random.nextInt(8) == 0 ? 1 : 0;
        Long who = random.nextInt(15) == 0 ? null : user;
        id++;
        events.add(
            switch (random.nextInt(5)) {
              case 0 -> UserEvent.login(id, who, ts, session, item);
              case 1, 2 -> UserEvent.listen(id, who, ts, session, item, random.nextInt(5));
              default ->
                  UserEvent.pageView(
                      id, who, ts, session, item, PAGES[random.nextInt(PAGES.length)]);
            });
      }
    }
    return events;
  }
}
