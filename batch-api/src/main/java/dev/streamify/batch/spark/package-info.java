/** The engine on Spark Connect. Only this package knows Spark. */
package dev.streamify.batch.spark;
