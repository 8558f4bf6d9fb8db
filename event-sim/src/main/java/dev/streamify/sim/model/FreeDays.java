package dev.streamify.sim.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Map;

/** Weekends and the public holidays of the United States, where the visitors live. */
final class FreeDays {
  private final Map<Long, Boolean> known = new HashMap<>();

  boolean contains(long epochDay) {
    return known.computeIfAbsent(epochDay, day -> isFree(LocalDate.ofEpochDay(day)));
  }

  private static boolean isFree(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY || isHoliday(day);
  }

  private static boolean isHoliday(LocalDate day) {
    return switch (day.getMonth()) {
      case JANUARY -> day.getDayOfMonth() == 1 || isNth(day, 3, DayOfWeek.MONDAY);
      case FEBRUARY -> isNth(day, 3, DayOfWeek.MONDAY);
      case MAY -> day.equals(lastMonday(day));
      case JUNE -> day.getDayOfMonth() == 19;
      case JULY -> day.getDayOfMonth() == 4;
      case SEPTEMBER -> isNth(day, 1, DayOfWeek.MONDAY);
      case OCTOBER -> isNth(day, 2, DayOfWeek.MONDAY);
      case NOVEMBER -> day.getDayOfMonth() == 11 || isNth(day, 4, DayOfWeek.THURSDAY);
      case DECEMBER -> day.getDayOfMonth() == 25;
      case MARCH, APRIL, AUGUST -> false;
    };
  }

  private static boolean isNth(LocalDate day, int ordinal, DayOfWeek weekday) {
    return day.equals(day.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday)));
  }

  private static LocalDate lastMonday(LocalDate day) {
    return day.with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY));
  }
}
