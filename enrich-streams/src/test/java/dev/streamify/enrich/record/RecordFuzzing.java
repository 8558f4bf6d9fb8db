package dev.streamify.enrich.record;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Bytes that Jazzer makes, led by the paths that they take through the reader: {@code mvn -Pfuzz}.
 * No test of every build, as Jazzer's agent slows down all that is tested beside it; {@link
 * RecordInputsTest} tries the same inputs there.
 */
class RecordFuzzing {
  private final EveryStream streams = new EveryStream();

  @FuzzTest
  void everyRecordIsEnrichedOrRejectedByTheContract(byte[] value) {
    streams.assertRight(value);
  }
}
