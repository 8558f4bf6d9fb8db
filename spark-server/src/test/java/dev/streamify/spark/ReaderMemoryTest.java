package dev.streamify.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.iceberg.arrow.ArrowAllocation;
import org.apache.iceberg.shaded.org.apache.arrow.memory.ArrowBuf;
import org.apache.iceberg.shaded.org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;

class ReaderMemoryTest {
  @Test
  void whatIsIdleAtTwoLooksIsClosedAndWhatHasMemoryIsNot() {
    try (BufferAllocator root =
        ArrowAllocation.rootAllocator().newChildAllocator("test", 0, Long.MAX_VALUE)) {
      ReaderMemory memory = new ReaderMemory(root);
      BufferAllocator ended = reader(root);
      BufferAllocator reading = reader(root);
      ArrowBuf buffer = reading.buffer(64);

      assertThat(memory.look()).isZero();
      BufferAllocator begun = reader(root);
      assertThat(memory.look()).isEqualTo(1);
      assertThat(root.getChildAllocators())
          .containsExactlyInAnyOrderElementsOf(List.of(reading, begun));

      buffer.close();
      assertThat(memory.look()).isEqualTo(1);
      assertThat(memory.look()).isEqualTo(1);
      assertThat(root.getChildAllocators()).isEmpty();
      assertThat(ended.getAllocatedMemory()).isZero();
    }
  }

  private static BufferAllocator reader(BufferAllocator root) {
    return root.newChildAllocator("VectorizedReadBuilder", 0, Long.MAX_VALUE);
  }
}
