package dev.streamify.batch.spark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sparkproject.io.grpc.CallOptions;
import org.sparkproject.io.grpc.Channel;
import org.sparkproject.io.grpc.ClientCall;
import org.sparkproject.io.grpc.ClientInterceptor;
import org.sparkproject.io.grpc.MethodDescriptor;

/**
 * Ends each call after a while; the client itself would wait for ever.
 *
 * @param limit from a call's beginning
 */
record TimeLimit(Duration limit) implements ClientInterceptor {
  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return next.newCall(method, options.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS));
  }
}
