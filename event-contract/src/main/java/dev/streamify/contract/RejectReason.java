package dev.streamify.contract;

/** Why a raw record is in the dead-letter topic. The name is the stable code. */
public enum RejectReason {
  /** The record has no value, or an empty one. */
  EMPTY_VALUE,
  /** The value is not UTF-8, not JSON, or more than one JSON text. */
  MALFORMED_JSON,
  /** The value is JSON, but not an object. */
  NOT_AN_OBJECT,
  /** A field of the contract stands in the object more than once. */
  DUPLICATE_FIELD,
  /** A required field is absent or null. */
  MISSING_FIELD,
  /** A field's value is of another JSON type than the contract says. */
  WRONG_TYPE,
  /** A number does not fit its type or lies outside the field's range. */
  OUT_OF_RANGE,
  /** The event time lies outside {@link EventTimeBounds}. */
  EVENT_TIME_OUT_OF_RANGE,
  /** The enriched record would be larger than its topic takes. */
  TOO_LARGE,
  /** Enrichment itself failed on the record: a defect, to be reported with the payload. */
  INTERNAL_ERROR
}
