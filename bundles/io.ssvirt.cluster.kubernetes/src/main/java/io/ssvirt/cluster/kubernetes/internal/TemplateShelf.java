package io.ssvirt.cluster.kubernetes.internal;

import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.TemplateReader;

/** Templates: descriptions from the watches, which stay when those break, and complete ones from the cluster itself. */
final class TemplateShelf implements Templates {

    private static final Comparator<TemplateDescription> ORDER =
            Comparator.comparing(TemplateDescription::namespace).thenComparing(TemplateDescription::name);

    private final Api api;
    private final Announcer announcer;
    private final Clock clock;
    private final Table<TemplateDescription> table;
    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>();
    private volatile boolean listed;

    TemplateShelf(Api api, Announcer announcer, Clock clock) {
        this.api = api;
        this.announcer = announcer;
        this.clock = clock;
        this.table = new Table<>(
                object -> TemplateReader.describe(new TemplateDocument(object)),
                (key, before, after) -> changed(),
                () -> {});
    }

    /** Returns where the watch of one namespace puts what it sees. */
    Sink sink(String namespace) {
        return new Sink() {
            @Override
            public void put(String key, Map<String, Object> object) {
                table.put(key, object);
            }

            @Override
            public void remove(String key) {
                table.remove(key);
            }

            @Override
            public void listed(Set<String> keys) {
                table.forEach((key, template) -> {
                    if (template.namespace().equals(namespace) && !keys.contains(key)) {
                        table.remove(key);
                    }
                });
                listed = true;
                changed();
            }
        };
    }

    @Override
    public Optional<Snapshot> list() {
        return Optional.ofNullable(snapshot.get());
    }

    @Override
    public ClusterResult<Optional<TemplateDocument>> get(String namespace, String name) {
        return Failures.guarded(
                "get",
                Kind.TEMPLATE.called(name),
                () -> ClusterResult.applied(
                        api.find(Kind.TEMPLATE, namespace, name).map(TemplateDocument::new)));
    }

    private synchronized void changed() {
        if (listed) {
            snapshot.set(new Snapshot(table.all().stream().sorted(ORDER).toList(), clock.instant()));
            announcer.announce(new Change.OfTemplates());
        }
    }
}
