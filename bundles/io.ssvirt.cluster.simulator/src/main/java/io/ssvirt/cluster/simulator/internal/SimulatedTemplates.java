package io.ssvirt.cluster.simulator.internal;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.TemplateReader;

/** Templates of the simulated cluster: those that are built in, and those of a folder. */
final class SimulatedTemplates implements Templates {

    private final Map<String, TemplateDocument> documents = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Calls calls;
    private volatile Snapshot snapshot;

    SimulatedTemplates(Clock clock, Calls calls) {
        this.clock = clock;
        this.calls = calls;
        this.snapshot = new Snapshot(List.of(), clock.instant());
    }

    /** Adds templates; one of the same namespace and name is replaced. */
    void add(List<TemplateDocument> more) {
        more.forEach(template -> documents.put(Shelf.key(template.namespace(), template.name()), template));
        List<TemplateDescription> all = documents.values().stream()
                .map(TemplateReader::describe)
                .sorted(Comparator.comparing(TemplateDescription::namespace).thenComparing(TemplateDescription::name))
                .toList();
        snapshot = new Snapshot(all, clock.instant());
    }

    @Override
    public Optional<Snapshot> list() {
        return Optional.of(snapshot);
    }

    @Override
    public ClusterResult<Optional<TemplateDocument>> get(String namespace, String name) {
        return calls.make(
                "templates.get",
                () -> ClusterResult.applied(Optional.ofNullable(documents.get(Shelf.key(namespace, name)))));
    }
}
