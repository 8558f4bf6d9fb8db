package dev.streamify.batch.spark;

import dev.streamify.batch.engine.EngineListener;
import dev.streamify.batch.engine.EngineProgress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.ExecutePlanResponse.ExecutionProgress.StageInfo;
import org.sparkproject.io.grpc.CallOptions;
import org.sparkproject.io.grpc.Channel;
import org.sparkproject.io.grpc.ClientCall;
import org.sparkproject.io.grpc.ClientInterceptor;
import org.sparkproject.io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import org.sparkproject.io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import org.sparkproject.io.grpc.Metadata;
import org.sparkproject.io.grpc.MethodDescriptor;

/**
 * Reads along what the server tells about the execution of statements: the client itself drops it.
 */
final class ProgressInterceptor implements ClientInterceptor {
  private final String session;
  private final EngineListener listener;
  private final AtomicInteger statements = new AtomicInteger();

  ProgressInterceptor(UUID session, EngineListener listener) {
    this.session = session.toString();
    this.listener = listener;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void sendMessage(Q message) {
        if (message instanceof ExecutePlanRequest) {
          statements.incrementAndGet();
        }
        super.sendMessage(message);
      }

      @Override
      public void start(Listener<A> responses, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(responses) {
              @Override
              public void onMessage(A message) {
                if (message instanceof ExecutePlanResponse answer
                    && answer.hasExecutionProgress()) {
                  listener.progress(told(answer));
                }
                super.onMessage(message);
              }
            },
            headers);
      }
    };
  }

  private EngineProgress told(ExecutePlanResponse answer) {
    List<StageInfo> stages = answer.getExecutionProgress().getStagesList();
    return new EngineProgress(
        session,
        answer.getOperationId(),
        statements.get(),
        stages.size(),
        Math.toIntExact(stages.stream().filter(StageInfo::getDone).count()),
        stages.stream().mapToLong(StageInfo::getNumTasks).sum(),
        stages.stream().mapToLong(StageInfo::getNumCompletedTasks).sum(),
        stages.stream().mapToLong(StageInfo::getInputBytesRead).sum());
  }
}
