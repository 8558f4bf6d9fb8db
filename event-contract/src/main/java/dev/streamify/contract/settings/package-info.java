/** How settings come from environment variables, the same for every process of the platform. */
package dev.streamify.contract.settings;
