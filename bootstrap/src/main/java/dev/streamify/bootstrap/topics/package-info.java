/** The contract's topics on the brokers. */
package dev.streamify.bootstrap.topics;
