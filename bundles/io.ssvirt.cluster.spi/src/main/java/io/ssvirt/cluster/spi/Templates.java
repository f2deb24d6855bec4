package io.ssvirt.cluster.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.cluster.spi.template.TemplateDocument;

/** OpenShift Templates in the configured namespaces. */
public interface Templates {

    /** All templates as last seen, by namespace and name. */
    record Snapshot(List<TemplateDescription> templates, Instant observedAt) {

        /** Keeps its own copy. */
        public Snapshot {
            templates = List.copyOf(templates);
        }
    }

    /** Returns the last good set, from memory; empty while there has never been one. */
    Optional<Snapshot> list();

    /** Reads one complete template from the cluster. */
    ClusterResult<Optional<TemplateDocument>> get(String namespace, String name);
}
