package dev.streamify.batch.catalog;

import dev.streamify.contract.TableDefinition;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.jboss.logging.Logger;

/**
 * The platform's Iceberg catalog. It is opened at the first use and kept; while it is away, every
 * use says so and the next one tries again.
 */
public class Lakehouse implements Closeable {
  /** The catalog's name; a JDBC catalog stores it in its rows, so every process has the same. */
  public static final String CATALOG_NAME = "lakehouse";

  /** The namespace of every table. */
  public static final Namespace NAMESPACE = Namespace.of(TableDefinition.NAMESPACE);

  private static final Logger LOG = Logger.getLogger(Lakehouse.class);

  private final CatalogSettings settings;
  private Optional<Catalog> opened = Optional.empty();

  /** Remembers the settings and connects to nothing yet. */
  public Lakehouse(CatalogSettings settings) {
    this.settings = settings;
  }

  /**
   * The open catalog.
   *
   * @throws CatalogUnavailableException when it is not configured or does not answer
   */
  public synchronized Catalog catalog() {
    Catalog catalog = opened.orElseGet(this::open);
    opened = Optional.of(catalog);
    return catalog;
  }

  /** The catalog if it was opened, and so what a use that begins now is made with. */
  public synchronized Optional<Catalog> opened() {
    return opened;
  }

  /**
   * Lets the next use open the catalog anew. JDBC catalogs keep a connection that broke, and fail
   * with it for ever.
   *
   * @param broken what a use failed with; nothing happens when it was replaced meanwhile
   */
  public synchronized void reopen(Optional<Catalog> broken) {
    if (broken.isPresent() && opened.isPresent() && broken.get() == opened.get()) {
      opened = Optional.empty();
      try {
        closeQuietly(broken.get());
      } catch (RuntimeException e) {
        LOG.debugf(e, "A catalog that broke cannot be closed");
      }
    }
  }

  /** The catalog's namespaces. */
  public SupportsNamespaces namespaces() {
    if (catalog() instanceof SupportsNamespaces namespaces) {
      return namespaces;
    }
    throw new CatalogUnavailableException(
        "the catalog has no namespaces: set STREAMIFY_CATALOG_CATALOG__IMPL to a REST or JDBC"
            + " catalog");
  }

  /**
   * A table as it is now.
   *
   * @param name name within the namespace
   */
  public Optional<Table> table(String name) {
    try {
      return Optional.of(catalog().loadTable(identifier(name)));
    } catch (NoSuchTableException absent) {
      return Optional.empty();
    }
  }

  /** A table that has to be there. */
  public Table requireTable(String name) {
    return table(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "table %s.%s does not exist: it is created at the start of batch-api, see its log"
                        .formatted(NAMESPACE, name)));
  }

  /** The identifier of a table of the namespace. */
  public static TableIdentifier identifier(String name) {
    return TableIdentifier.of(NAMESPACE, name);
  }

  /**
   * What a failure of the catalog is to people: that it is away.
   *
   * @param failure as the catalog's client has thrown it
   */
  public CatalogUnavailableException unreachable(RuntimeException failure) {
    return new CatalogUnavailableException(
        "the catalog at %s does not answer: %s".formatted(address(), rootMessage(failure)),
        failure);
  }

  private Catalog open() {
    String implementation = settings.properties().get(CatalogProperties.CATALOG_IMPL);
    if (implementation == null) {
      throw new CatalogUnavailableException(
          "no catalog is configured: set STREAMIFY_CATALOG_CATALOG__IMPL,"
              + " STREAMIFY_CATALOG_URI and STREAMIFY_CATALOG_WAREHOUSE");
    }
    try {
      // Without a Hadoop configuration: HadoopFileIO makes a default one, S3FileIO needs none.
      return CatalogUtil.loadCatalog(implementation, CATALOG_NAME, settings.properties(), null);
    } catch (RuntimeException e) {
      throw unreachable(e);
    }
  }

  /** The URI without its parameters: people put passwords there. */
  private String address() {
    return settings
        .properties()
        .getOrDefault(CatalogProperties.URI, "(no URI)")
        .split("[;?]", 2)[0];
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  @Override
  public synchronized void close() {
    opened.ifPresent(Lakehouse::closeQuietly);
    opened = Optional.empty();
  }

  private static void closeQuietly(Catalog catalog) {
    if (catalog instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the catalog could not be closed", e);
      }
    }
  }
}
