package dev.streamify.connect.converter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON objects of one topic. */
final class EventReader {
  private static final JsonFactory JSON = new JsonFactory();

  /** More than an event has fields, so that the map does not grow. */
  private static final int ENTRIES = 64;

  private final Map<String, TimeText> timeColumns;

  /** With the columns, by name, whose texts are days or instants. */
  EventReader(Map<String, TimeText> timeColumns) {
    this.timeColumns = timeColumns;
  }

  /**
   * The members of the object, in its order.
   *
   * @throws IOException when the bytes are not one JSON object
   */
  Map<String, Object> read(byte[] value) throws IOException {
    try (JsonParser json = JSON.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(json, "it does not begin with '{'");
      }
      Map<String, Object> members = new LinkedHashMap<>(ENTRIES);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        Object member = value(json, json.nextToken());
        members.put(name, member instanceof String text ? typed(name, text) : member);
      }
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "something follows behind the '}'");
      }
      return members;
    }
  }

  private Object typed(String name, String text) {
    TimeText column = timeColumns.get(name);
    return column == null ? text : column.read(text);
  }

  private static Object value(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> whole(json);
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case START_OBJECT -> object(json);
      case START_ARRAY -> list(json);
      default -> throw new JsonParseException(json, "a value is missing");
    };
  }

  /** As Connect's own converter does, a number beyond 64 bits loses its upper ones. */
  private static long whole(JsonParser json) throws IOException {
    return json.getNumberValue().longValue();
  }

  private static Map<String, Object> object(JsonParser json) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      members.put(name, value(json, json.nextToken()));
    }
    return members;
  }

  private static List<Object> list(JsonParser json) throws IOException {
    List<Object> elements = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      elements.add(value(json, token));
    }
    return elements;
  }
}
