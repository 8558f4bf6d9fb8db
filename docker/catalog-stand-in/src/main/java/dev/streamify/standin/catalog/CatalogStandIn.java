package dev.streamify.standin.catalog;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/**
 * Main class. Reads Polaris' variables: {@code QUARKUS_DATASOURCE_JDBC_URL}, {@code _USERNAME},
 * {@code _PASSWORD} (where everything is kept), {@code AWS_*} (how the server reaches the bucket),
 * {@code POLARIS_BOOTSTRAP_CREDENTIALS} ({@code realm,id,secret} of the root principal).
 *
 * <p>Beyond those: {@code STAND_IN_S3_ENDPOINT}, {@code STAND_IN_PORT} (8181), {@code
 * STAND_IN_HEALTH_PORT} (8182), {@code STAND_IN_TOKEN_SECONDS} (3600).
 */
public final class CatalogStandIn {
  private CatalogStandIn() {}

  /** {@code bootstrap}: makes the realm, which fails the second time. Otherwise: serves. */
  public static void main(String[] args) throws Exception {
    Map<String, String> environment = System.getenv();
    Store store = Store.open(environment);
    Realm realm = new Realm(store, tokenSeconds(environment));
    if (args.length > 0 && args[0].equals("bootstrap")) {
      System.exit(bootstrap(realm, args));
    }
    serve(realm, environment).join();
  }

  private static int bootstrap(Realm realm, String[] args) {
    for (String argument : args) {
      if (argument.startsWith("--credential=")) {
        String[] parts = argument.substring(argument.indexOf('=') + 1).split(",", 3);
        if (!realm.bootstrap(parts[1], parts[2])) {
          System.err.println(
              "It appears this metastore manager has already been bootstrapped. To continue"
                  + " bootstrapping, please first purge the metastore with the `purge` command.");
          return 3;
        }
        System.out.println("Realm '%s' successfully bootstrapped.".formatted(parts[0]));
      }
    }
    return 0;
  }

  private static Server serve(Realm realm, Map<String, String> environment) throws Exception {
    Server server = new Server(port(environment, "STAND_IN_PORT", 8181));
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(new TokenServlet(realm), "/api/catalog/v1/oauth/tokens");
    context.addServlet(new ManagementServlet(realm), "/api/management/v1/*");
    context.addServlet(
        new ServletHolder(new RESTCatalogServlet(new RESTCatalogAdapter(catalog(environment)))),
        "/api/catalog/*");
    context.addFilter(
        new FilterHolder(new SignInFilter(realm)), "/*", EnumSet.of(DispatcherType.REQUEST));
    server.setHandler(context);
    server.start();
    Server health = new Server(port(environment, "STAND_IN_HEALTH_PORT", 8182));
    ServletContextHandler healthContext = new ServletContextHandler("/");
    healthContext.addServlet(new HealthServlet(), "/q/health/*");
    health.setHandler(healthContext);
    health.start();
    return server;
  }

  /** Iceberg's catalogue over PostgreSQL, files on S3. */
  private static Catalog catalog(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    properties.put("catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog");
    properties.put("jdbc.schema-version", "V1");
    // As Polaris, it keeps to a schema of its own.
    properties.put(
        "uri", environment.get("QUARKUS_DATASOURCE_JDBC_URL") + "?currentSchema=polaris_schema");
    properties.put("jdbc.user", environment.get("QUARKUS_DATASOURCE_USERNAME"));
    properties.put("jdbc.password", environment.get("QUARKUS_DATASOURCE_PASSWORD"));
    properties.put("warehouse", environment.getOrDefault("STAND_IN_WAREHOUSE", "s3://lakehouse"));
    properties.put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
    properties.put(
        "s3.endpoint", environment.getOrDefault("STAND_IN_S3_ENDPOINT", "http://minio:9000"));
    properties.put("s3.path-style-access", "true");
    properties.put("s3.access-key-id", environment.get("AWS_ACCESS_KEY_ID"));
    properties.put("s3.secret-access-key", environment.get("AWS_SECRET_ACCESS_KEY"));
    properties.put("client.region", environment.getOrDefault("AWS_REGION", "us-east-1"));
    return CatalogUtil.buildIcebergCatalog("stand-in", properties, null);
  }

  private static int tokenSeconds(Map<String, String> environment) {
    return port(environment, "STAND_IN_TOKEN_SECONDS", 3600);
  }

  private static int port(Map<String, String> environment, String name, int otherwise) {
    return Integer.parseInt(environment.getOrDefault(name, Integer.toString(otherwise)));
  }
}
