#!/bin/bash
# Starts an executor in a pod that Spark made: everything it needs to know is in variables of Spark's.
set -euo pipefail
options=()
for name in "${!SPARK_JAVA_OPT_@}"; do
  options+=("${!name}")
done
exec java "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" -XX:+ExitOnOutOfMemoryError \
  -Djava.io.tmpdir=/tmp "${options[@]}" -cp '/opt/streamify/jars/*' \
  org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
  --driver-url "$SPARK_DRIVER_URL" \
  --executor-id "$SPARK_EXECUTOR_ID" \
  --cores "$SPARK_EXECUTOR_CORES" \
  --app-id "$SPARK_APPLICATION_ID" \
  --hostname "$SPARK_EXECUTOR_POD_IP" \
  --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" \
  --podName "$SPARK_EXECUTOR_POD_NAME"
