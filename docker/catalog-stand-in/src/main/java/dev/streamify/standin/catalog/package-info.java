/**
 * Stands in for Apache Polaris in tests: Iceberg's own REST catalogue behind Polaris' paths, with
 * its sign-in and as much of its management API as the bootstrap uses (contract of Polaris 1.4). It
 * is no substitute for Polaris: grants are checked by catalogue, not by table.
 */
package dev.streamify.standin.catalog;
