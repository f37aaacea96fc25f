package io.quarkiverse.tailsrv.deployment.examples;

// tag::job-logs[]
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.tailsrv.RotationPolicy;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServers;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class JobLogs {

    private final TailServers servers;

    JobLogs(TailServers servers) {
        this.servers = servers;
    }

    /** The port on which the log of the job can be read as it grows. */
    Uni<Integer> publish(String job, Path log) {
        return servers.add(job, settings -> settings.file(log).onRotation(RotationPolicy.FOLLOW)).map(TailServer::port);
    }

    Uni<Void> withdraw(String job) {
        return servers.remove(job);
    }
}
// end::job-logs[]
