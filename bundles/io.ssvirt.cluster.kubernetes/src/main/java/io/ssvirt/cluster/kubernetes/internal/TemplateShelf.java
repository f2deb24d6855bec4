package io.ssvirt.cluster.kubernetes.internal;

import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.cluster.spi.template.InstancetypeSizes;
import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.TemplateReader;
import io.ssvirt.cluster.spi.template.Tree;

/** Templates: descriptions from the watches, which stay when those break, and complete ones from the cluster itself. */
final class TemplateShelf implements Templates {

    private static final Comparator<TemplateDescription> ORDER =
            Comparator.comparing(TemplateDescription::namespace).thenComparing(TemplateDescription::name);

    private final Api api;
    private final Announcer announcer;
    private final Clock clock;
    private final Table<TemplateDescription> table;
    private final InstancetypeShelf instancetypes = new InstancetypeShelf(this::measureAgain);
    /** Those whose sizes depend on instancetypes; all others are not kept whole. */
    private final Map<String, Map<String, Object>> dependent = new ConcurrentHashMap<>();

    private final TemplateMaps maps = new TemplateMaps();
    private volatile Snapshot snapshot;
    private volatile boolean listed;

    TemplateShelf(Api api, Announcer announcer, Clock clock) {
        this.api = api;
        this.announcer = announcer;
        this.clock = clock;
        this.table = new Table<>(
                object -> TemplateReader.describe(new TemplateDocument(slim(object)), instancetypes),
                (key, before, after) -> changed(),
                () -> {});
    }

    /** Leaves out what tools note for themselves, which may be the whole template once more. */
    private static Map<String, Object> slim(Map<String, Object> template) {
        Map<String, Object> metadata = Tree.map(template, "metadata");
        Map<String, Object> annotations = Tree.map(metadata, "annotations");
        annotations.keySet().remove("kubectl.kubernetes.io/last-applied-configuration");
        metadata.put("annotations", annotations);
        Map<String, Object> slim = new LinkedHashMap<>(template);
        slim.put("metadata", metadata);
        return slim;
    }

    /** Returns where the watch of one namespace puts what it sees. */
    Sink sink(String namespace) {
        return new Sink() {
            @Override
            public void put(String key, Map<String, Object> object) {
                remember(key, object);
                table.put(key, object);
            }

            @Override
            public void remove(String key) {
                dependent.remove(key);
                table.remove(key);
            }

            @Override
            public void listed(Set<String> keys) {
                table.forEach((key, template) -> {
                    if (template.namespace().equals(namespace) && !keys.contains(key)) {
                        remove(key);
                    }
                });
                listed = true;
                changed();
            }
        };
    }

    /** Returns where the watches of instancetypes put what they see, each in a sink of its own. */
    Sink instancetypeSink() {
        return instancetypes.sink();
    }

    /** Returns what is known of instancetypes. */
    InstancetypeSizes instancetypes() {
        return instancetypes;
    }

    private void remember(String key, Map<String, Object> template) {
        boolean depends = Tree.maps(template, "objects").stream()
                .anyMatch(object -> !Tree.path(object, "spec", "instancetype").isEmpty());
        if (depends) {
            dependent.put(key, template);
        } else {
            dependent.remove(key);
        }
    }

    private void measureAgain() {
        dependent.forEach(table::put);
    }

    /** Returns where the watch of one namespace puts the ConfigMaps that hold templates. */
    Sink mapSink(String namespace) {
        return maps.sink(namespace, () -> {
            // None at all says nothing: they are there for clusters without templates of their own.
            listed |= !maps.all().isEmpty();
            changed();
        });
    }

    @Override
    public Optional<Snapshot> list() {
        if (!listed) {
            return Optional.empty();
        }
        Snapshot known = snapshot;
        return Optional.of(known == null ? taken() : known);
    }

    @Override
    public ClusterResult<Optional<TemplateDocument>> get(String namespace, String name) {
        return Failures.guarded("get", Kind.TEMPLATE.called(name), () -> ClusterResult.applied(find(namespace, name)));
    }

    private Optional<TemplateDocument> find(String namespace, String name) {
        Optional<TemplateDocument> held = maps.get(api, namespace, name);
        return held.isPresent()
                ? held
                : api.find(Kind.TEMPLATE, namespace, name).map(TemplateDocument::new);
    }

    /** Sorts only when somebody looks, since thousands of changes may come at once. */
    private synchronized Snapshot taken() {
        if (snapshot == null) {
            snapshot = new Snapshot(
                    Stream.concat(table.all().stream(), maps.all().stream())
                            .sorted(ORDER)
                            .toList(),
                    clock.instant());
        }
        return snapshot;
    }

    private void changed() {
        synchronized (this) {
            snapshot = null;
        }
        if (listed) {
            announcer.announce(new Change.OfTemplates());
        }
    }
}
