/** Apache Polaris' catalogue, principal, roles and grants, through its management API. */
package dev.streamify.bootstrap.catalog;
