package dev.streamify.sim.catalog;

/**
 * A place that visitors live in.
 *
 * @param zip postal code, with leading zeros
 * @param state two letters
 * @param lat latitude in 1/10,000 degree
 * @param lon longitude in 1/10,000 degree
 * @param weight how many live there, in proportion to others
 */
record Place(String city, String zip, String state, long lat, long lon, double weight) {}
