/** Manifests that follow from the event contract: what is written here is never edited by hand. */
package dev.streamify.k8s;
