package dev.streamify.bench.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamify.contract.EnrichmentColumns;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;

/** A row of bronze_listen_events that is filled again and again; for one thread. */
final class ListenRow {
  private static final int PARTITIONS = 4;
  private static final Instant FIRST_PROCESSED = Instant.parse("2026-01-01T00:00:00Z");
  private static final long REGISTERED_BEFORE = 1_700_000_000_000L;
  private static final int ARTISTS = 3_000;
  private static final int SONGS_PER_ARTIST = 12;
  private static final List<String> CITIES =
      List.of(
          "Springfield",
          "New York-Newark-Jersey City",
          "Chicago-Naperville-Elgin",
          "San Antonio",
          "Los Angeles-Long Beach-Anaheim",
          "Bloomington",
          "Houston-The Woodlands",
          "Tampa");
  private static final List<String> STATES =
      List.of("IL", "NY", "IL", "TX", "CA", "MN", "TX", "FL");
  private static final List<String> NAMES =
      List.of("Lily", "Jayden", "Sophia", "Aleena", "François", "Kinsley", "Zoë", "Matthew");
  private static final List<String> AGENTS =
      List.of(
          "\"Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/36.0.1985.125 Safari/537.36\"",
          "\"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_4) AppleWebKit/537.77.4 (KHTML, like"
              + " Gecko) Version/7.0.5 Safari/537.77.4\"",
          "Mozilla/5.0 (Windows NT 6.1; WOW64; rv:31.0) Gecko/20100101 Firefox/31.0",
          "\"Mozilla/5.0 (iPhone; CPU iPhone OS 7_1_2 like Mac OS X) AppleWebKit/537.51.2 (KHTML,"
              + " like Gecko) Version/7.0 Mobile/11D257 Safari/9537.53\"");

  private final GenericRecord row;
  private final List<String> names;
  private final MessageDigest sha256;

  ListenRow(Schema schema) {
    this.row = GenericRecord.create(schema);
    this.names = schema.columns().stream().map(Types.NestedField::name).toList();
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /**
   * Fills the row.
   *
   * @param day the event's date
   * @param delivery number of the delivery over the whole table, from 0; the topic's partitions
   *     take turns, so that offsets have no holes
   */
  Record fill(Listen listen, LocalDate day, long delivery) {
    for (int i = 0; i < names.size(); i++) {
      row.set(i, value(names.get(i), listen, day, delivery));
    }
    return row;
  }

  private Object value(String column, Listen listen, LocalDate day, long delivery) {
    return switch (column) {
      case EnrichmentColumns.EVENT_ID -> eventId(listen);
      case EnrichmentColumns.EVENT_DATE -> day;
      case EnrichmentColumns.PROCESSING_TIME ->
          FIRST_PROCESSED.plus(Duration.ofMillis(delivery)).atOffset(ZoneOffset.UTC);
      case EnrichmentColumns.KAFKA_PARTITION -> (int) (delivery % PARTITIONS);
      case EnrichmentColumns.KAFKA_OFFSET -> delivery / PARTITIONS;
      case "ts" -> listen.ts();
      case "sessionId" -> listen.sessionId();
      case "itemInSession" -> listen.itemInSession();
      case "auth" -> "Logged In";
      default -> song(column, listen);
    };
  }

  private static Object song(String column, Listen listen) {
    int artist = Mix.below(listen.seed(), ARTISTS);
    int song = Mix.below(listen.seed() + 1, SONGS_PER_ARTIST);
    return switch (column) {
      case "artist" -> "The Artist No. " + artist;
      case "song" -> "Song " + song + " of the artist no. " + artist + " (Album Version)";
      case "duration" -> 120 + (artist * SONGS_PER_ARTIST + song) % 24_000 / 100.0;
      default -> visitor(column, listen.userId());
    };
  }

  private static Object visitor(String column, long userId) {
    int kind = Mix.below(userId, 8);
    return switch (column) {
      case "userId" -> userId;
      case "level" -> kind < 3 ? "free" : "paid";
      case "city" -> CITIES.get(kind);
      case "state" -> STATES.get(kind);
      case "zip" -> Long.toString(10_000 + userId % 90_000);
      case "userAgent" -> AGENTS.get((int) (userId % AGENTS.size()));
      case "lon" -> -70 - userId % 5_000 / 100.0;
      case "lat" -> 25 + userId % 2_300 / 100.0;
      case "lastName" -> NAMES.get((int) (userId / 8 % NAMES.size())) + "son";
      case "firstName" -> NAMES.get((int) (userId % NAMES.size()));
      case "gender" -> userId % 2 == 0 ? "F" : "M";
      case "registration" -> REGISTERED_BEFORE - userId * 60_000;
      default -> null;
    };
  }

  private String eventId(Listen listen) {
    String identity = listen.userId() + "|" + listen.sessionId() + "|" + listen.ts();
    return HexFormat.of().formatHex(sha256.digest(identity.getBytes(UTF_8)));
  }
}
