package dev.streamify.docker;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerStatus;

/** A one-shot that may fail: it only has to end. */
final class AnyEnd extends StartupCheckStrategy {
  @Override
  public StartupStatus checkStartupState(DockerClient dockerClient, String containerId) {
    return DockerStatus.isContainerStopped(getCurrentState(dockerClient, containerId))
        ? StartupStatus.SUCCESSFUL
        : StartupStatus.NOT_YET_KNOWN;
  }
}
