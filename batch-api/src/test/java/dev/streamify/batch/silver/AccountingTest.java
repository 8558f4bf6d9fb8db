package dev.streamify.batch.silver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountingTest {
  @Test
  void balancesWhenEveryDeliveryIsAccountedForOnce() {
    assertThat(new Accounting(10, 5, 3, 1, 1, 0, 0, 0).balance().holds()).isTrue();
  }

  @Test
  void doesNotBalanceWhenSomethingIsMissingDoubledOrLost() {
    assertThat(new Accounting(10, 5, 3, 1, 0, 0, 0, 0).balance().holds()).isFalse();
    assertThat(new Accounting(10, 5, 3, 1, 1, 1, 0, 0).balance().holds()).isFalse();
    assertThat(new Accounting(10, 5, 3, 1, 1, 0, 2, 0).balance().holds()).isFalse();
    assertThat(new Accounting(10, 8, 3, 1, -2, 0, 0, 0).balance().holds()).isFalse();
  }
}
