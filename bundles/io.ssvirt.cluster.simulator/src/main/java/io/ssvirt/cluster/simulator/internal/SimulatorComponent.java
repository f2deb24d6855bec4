package io.ssvirt.cluster.simulator.internal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.simulator.internal.Simulator.Ground;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.Fault;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ProviderChoice;
import io.ssvirt.model.IdSource;

/** Offers the simulated cluster as a service while the configuration chooses it. */
@Component(
        service = {},
        immediate = true,
        configurationPid = {"io.ssvirt.cluster", "io.ssvirt.cluster.simulator"})
public final class SimulatorComponent {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatorComponent.class);

    /** Which provider is chosen, and what the simulated cluster offers. */
    @ObjectClassDefinition(name = "SSVirt simulated cluster", pid = "io.ssvirt.cluster.simulator")
    public @interface Config {

        @AttributeDefinition(
                description = "Which provider serves; auto: Kubernetes when anything tells where it is.",
                options = {@Option("auto"), @Option("kubernetes"), @Option("simulator"), @Option("none")})
        String provider() default "auto";

        @AttributeDefinition(description = "Path of a kubeconfig file; with one, auto chooses Kubernetes.")
        String kubeconfig() default "";

        @AttributeDefinition(description = "Address of an API server; with one, auto chooses Kubernetes.")
        String url() default "";

        @AttributeDefinition(description = "Folder for the state of the simulated cluster; empty: data/simulator.")
        String directory() default "";

        @AttributeDefinition(description = "Folder with more templates, YAML or JSON.")
        String preload() default "";
    }

    private final Optional<Simulator> simulator;
    private final Optional<ServiceRegistration<ClusterProvider>> registration;
    private final ScheduledExecutorService thread;

    // Injected as a field because a test brings and takes it while the simulated cluster goes on.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SimulatorFaults faults;

    /** Starts the simulated cluster if it is chosen. */
    @Activate
    public SimulatorComponent(BundleContext context, @Reference Clock clock, @Reference IdSource ids, Config config) {
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread worker = new Thread(work, "ssvirt-simulator");
            worker.setDaemon(true);
            return worker;
        });
        ProviderChoice choice =
                ProviderChoice.of(config.provider(), config.kubeconfig(), config.url(), ProviderChoice.inCluster());
        if (choice != ProviderChoice.SIMULATOR) {
            this.simulator = Optional.empty();
            this.registration = Optional.empty();
            return;
        }
        Simulator started = new Simulator(
                folder(config), Pace.USUAL, new Ground(clock, ids, new SecureRandom(), thread), this::faults);
        if (!config.preload().isBlank()) {
            started.offer(TemplateFiles.in(Path.of(config.preload())));
        }
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(ClusterProvider.NAME, started.name());
        this.simulator = Optional.of(started);
        this.registration = Optional.of(context.registerService(ClusterProvider.class, started, properties));
        LOG.info("Working on the simulated cluster, which is for evaluation and tests; machines are not real");
    }

    private SimulatorFaults faults() {
        SimulatorFaults now = faults;
        return now == null ? call -> Fault.NONE : now;
    }

    private static Path folder(Config config) {
        return config.directory().isBlank()
                ? Path.of(System.getProperty("karaf.data", "data"), "simulator")
                : Path.of(config.directory());
    }

    /** Withdraws the service, lets the thread end and closes the file. */
    @Deactivate
    public void close() throws InterruptedException {
        registration.ifPresent(ServiceRegistration::unregister);
        thread.shutdownNow();
        thread.awaitTermination(5, TimeUnit.SECONDS);
        simulator.ifPresent(Simulator::close);
    }
}
