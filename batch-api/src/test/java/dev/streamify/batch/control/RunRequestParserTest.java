package dev.streamify.batch.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunRequest;
import dev.streamify.batch.runs.Spread;
import dev.streamify.contract.EventContract;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunRequestParserTest {
  private static final JobCatalogue JOBS = JobCatalogue.packaged(EventContract.standard());
  private static final JobDefinition LISTENS = JOBS.job("silver_listen_events").orElseThrow();
  private static final JobDefinition RECONCILIATION = JOBS.job("reconciliation").orElseThrow();

  @Test
  void anEmptyBodyAsksForWhatIsNew() {
    assertThat(parse("")).isEqualTo(parse("{}")).isEqualTo(parse("{\"mode\":\"incremental\"}"));
    assertThat(parse("").mode()).isEqualTo(RunMode.INCREMENTAL);
  }

  @Test
  void datesAskForAllOfThoseDates() {
    RunRequest request = parse("{\"from\":\"2026-01-01\"}");

    assertThat(request.mode()).isEqualTo(RunMode.FULL);
    assertThat(request.range().from()).contains(LocalDate.of(2026, 1, 1));
    assertThat(request.range().to()).isEmpty();
  }

  @Test
  void aJobThatOnlyReadsIsNeverIncremental() {
    assertThat(RunRequestParser.run("").of(RECONCILIATION).mode()).isEqualTo(RunMode.FULL);
    assertThatThrownBy(() -> RunRequestParser.run("{\"mode\":\"incremental\"}").of(RECONCILIATION))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("reconciliation only reads");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"mode":"FULL"}                                              | found 'FULL'
          {"mode":1}                                                   | mode must be text, found 1
          {"from":"2026-02-30"}                                        | found '2026-02-30'
          {"from":"20260101"}                                          | found '20260101'
          {"from":"+12026-01-01"}                                      | found '+12026-01-01'
          {"to":"1969-12-31"}                                          | found '1969-12-31'
          {"from":"2026-01-02","to":"2026-01-01"}                      | from 2026-01-02 is after to
          {"mode":"incremental","from":"2026-01-02"}                   | with mode full
          {"form":"2026-01-02"}                                        | unknown field 'form'
          []                                                           | must be a JSON object
          "x"                                                          | must be a JSON object
          {                                                            | the body is not JSON
          {} {}                                                        | the body is not JSON
          {"mode":"full","mode":"full"}                                | the body is not JSON
          """)
  void whatIsWrongIsToldWithItsValue(String body, String message) {
    assertThatThrownBy(() -> parse(body))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aBackfillIsCutIntoPiecesThatCoverItsDates() {
    RunRequestParser.Backfill asked =
        RunRequestParser.backfill(
            "{\"from\":\"2026-02-26\",\"to\":\"2026-03-04\",\"chunk_days\":3}");

    assertThat(asked.spread()).isEqualTo(new Spread(3, 2));
    assertThat(RunPlanner.size(List.of(LISTENS), asked.range(), asked.spread())).isEqualTo(3);
    assertThatThrownBy(() -> RunRequestParser.backfill("{\"from\":\"2026-02-26\"}"))
        .hasMessageContaining("both ends");
    assertThatThrownBy(
            () ->
                RunRequestParser.backfill(
                    "{\"from\":\"2026-02-26\",\"to\":\"2026-02-26\",\"parallelism\":0}"))
        .hasMessageContaining("parallelism must be a number from 1 to 16, found 0");
  }

  private static RunRequest parse(String body) {
    return RunRequestParser.run(body).of(LISTENS);
  }
}
