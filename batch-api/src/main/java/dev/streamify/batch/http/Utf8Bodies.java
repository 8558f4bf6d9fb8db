package dev.streamify.batch.http;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses bodies that are not UTF-8, where decoding them would put question marks into them, and
 * those that are too large without having said so.
 */
@Provider
public class Utf8Bodies implements ReaderInterceptor {
  private final Limits limits;

  /** Takes the limit when it is needed: the framework makes this before there are settings. */
  Utf8Bodies(Limits limits) {
    this.limits = limits;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    int most = limits.maxBodyBytes();
    byte[] body = context.getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      throw new ApiException(ErrorCode.TOO_LARGE, "the body may have %d bytes".formatted(most));
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      throw ApiException.invalid("the body is not UTF-8");
    }
    context.setInputStream(new ByteArrayInputStream(body));
    return context.proceed();
  }
}
