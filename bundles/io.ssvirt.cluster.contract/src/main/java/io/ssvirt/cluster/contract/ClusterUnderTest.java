package io.ssvirt.cluster.contract;

import java.time.Duration;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.NamespaceName;

/** A cluster with its provider, ready to be asked; one may serve all tests, since each makes a namespace of its own. */
public interface ClusterUnderTest {

    /** Returns the provider. */
    ClusterProvider provider();

    /** Puts a template into the cluster, in the namespace that its metadata names. */
    void addTemplate(TemplateDocument template);

    /** Returns how long the cluster may take for anything that it does by itself. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** Returns when the quota of a new namespace is enforced; a cluster that enforces it from the start does nothing here. */
    default void awaitQuota(NamespaceName space) {}
}
