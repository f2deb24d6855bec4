package io.ssvirt.catalog.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.operations.spi.ClusterGateway;

/** The templates of the cluster: all that are known, and those of them that catalogs offer (contract 4.3). */
final class TemplateShelf {

    private record Sorted(Templates.Snapshot from, List<TemplateDescription> offered) {}

    private final ClusterGateway cluster;
    private final Predicate<TemplateDescription> isOffered;
    private final AtomicReference<Sorted> last = new AtomicReference<>();

    TemplateShelf(ClusterGateway cluster, Predicate<TemplateDescription> isOffered) {
        this.cluster = cluster;
        this.isOffered = isOffered;
    }

    /** Tells whether the templates were ever seen; an empty shelf before that means nothing. */
    boolean isKnown() {
        return cluster.templates().isPresent();
    }

    /** Returns what catalogs offer, by name. */
    List<TemplateDescription> offered() {
        Optional<Templates.Snapshot> now = cluster.templates();
        if (now.isEmpty()) {
            return List.of();
        }
        Sorted known = last.get();
        if (known == null || known.from() != now.get()) {
            known = new Sorted(
                    now.get(),
                    now.get().templates().stream()
                            .filter(isOffered)
                            .sorted(Comparator.comparing(TemplateDescription::name)
                                    .thenComparing(TemplateDescription::namespace))
                            .toList());
            last.set(known);
        }
        return known.offered();
    }

    /** Finds a template by name, offered or not. */
    Optional<TemplateDescription> any(String name) {
        return cluster.templates().flatMap(all -> all.templates().stream()
                .filter(template -> template.name().equals(name))
                .findFirst());
    }
}
