package dev.streamify.k8s;

import dev.streamify.k8s.Rendering.Overlay;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The overlays, each rendered once for all tests. */
final class Overlays {
  private final Map<Overlay, Resources> rendered = new ConcurrentHashMap<>();

  Resources get(Overlay overlay) {
    return rendered.computeIfAbsent(overlay, Rendering::of);
  }

  /** Gives them to constructors of tests. */
  static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Overlays.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(Overlays.class, key -> new Overlays(), Overlays.class);
    }
  }
}
