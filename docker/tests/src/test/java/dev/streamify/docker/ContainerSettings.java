package dev.streamify.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What docker-compose.yml says of how a container is run.
 *
 * @param service the service
 * @param volumes what the names of volumes begin with
 * @param keys a folder of the host that the container may read
 */
record ContainerSettings(ComposeService service, String volumes, Path keys)
    implements Consumer<CreateContainerCmd> {

  @Override
  public void accept(CreateContainerCmd command) {
    HostConfig host = Objects.requireNonNull(command.getHostConfig());
    host.withInit(true).withPortBindings(onLoopback(command.getExposedPorts()));
    if (service.memoryBytes() > 0) {
      host.withMemory(service.memoryBytes()).withMemorySwap(service.memoryBytes());
    }
    if (service.readOnly()) {
      host.withReadonlyRootfs(true)
          .withTmpFs(Map.of("/tmp", "exec,mode=1777"))
          .withCapDrop(Capability.ALL)
          .withSecurityOpts(List.of("no-new-privileges:true"));
    }
    List<Bind> binds = new ArrayList<>();
    service.volumes().forEach(volume -> binds.add(Bind.parse(volumes + volume)));
    binds.add(Bind.parse(keys + ":" + Encryption.MOUNT + ":ro"));
    host.withBinds(binds);
    if (!service.entrypoint().isEmpty()) {
      command.withEntrypoint(service.entrypoint());
    }
    command.withHostName(service.name());
    service
        .healthTest()
        .ifPresent(
            test ->
                command.withHealthcheck(
                    new HealthCheck()
                        .withTest(healthTest(test))
                        .withInterval(TimeUnit.SECONDS.toNanos(2))
                        .withTimeout(TimeUnit.SECONDS.toNanos(3))
                        .withRetries(60)));
  }

  private static List<String> healthTest(List<String> command) {
    List<String> test = new ArrayList<>(List.of("CMD"));
    test.addAll(command);
    return test;
  }

  private static List<PortBinding> onLoopback(ExposedPort[] exposed) {
    List<PortBinding> bindings = new ArrayList<>();
    for (ExposedPort port : exposed == null ? new ExposedPort[0] : exposed) {
      bindings.add(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port));
    }
    return bindings;
  }
}
