package dev.streamify.batch.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountingTest {
  private static final Accounting COUNTED = new Accounting(10, 5, 3, 1, 1, 0);

  @Test
  void balancesWhenFilesAndSnapshotTellTheSame() {
    assertThat(COUNTED.balance(Optional.of(10L), 5).holds()).isTrue();
    assertThat(COUNTED.balance(Optional.empty(), 5).holds()).isTrue();
  }

  @Test
  void doesNotBalanceWhenRowsWereNotReadOrNotAdded() {
    assertThat(COUNTED.balance(Optional.of(11L), 5).holds()).isFalse();
    assertThat(COUNTED.balance(Optional.of(10L), 4).holds()).isFalse();
    assertThat(COUNTED.balance(Optional.empty(), 6).holds()).isFalse();
  }
}
