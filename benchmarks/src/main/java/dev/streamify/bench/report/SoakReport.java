package dev.streamify.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What the platform used while events flowed for a long time.
 *
 * @param measuredS seconds that were looked at
 * @param samples looks at memory, threads and handles
 * @param trends what was looked at
 * @param growth of each process that has grown, its threads and the classes whose objects have
 *     become more
 * @param raw records of the raw topics in the end
 * @param bronze rows of bronze and dead letters in the end
 * @param runs how many runs of batch-api ended, by state
 * @param verdict what is wrong; empty when nothing is
 */
public record SoakReport(
    double measuredS,
    int samples,
    List<Trend> trends,
    Map<String, List<String>> growth,
    long raw,
    long bronze,
    Map<String, Long> runs,
    List<String> verdict) {}
