package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.client.KubernetesClient;

import io.ssvirt.cluster.kubernetes.internal.KindWatch.Progress;
import io.ssvirt.cluster.kubernetes.internal.KindWatch.Scope;
import io.ssvirt.cluster.spi.Labels;

/** All watches of the provider. */
final class Watches {

    private static final String MANAGED = Labels.MANAGED_BY + "=" + Labels.MANAGED_BY_SSVIRT;

    private final List<KindWatch> all = new ArrayList<>();

    /**
     * Plans the watches.
     *
     * <p>What runs carries the labels of the machine's own template and none of the instance, so all of it is watched; what
     * is kept of it is small.
     */
    Watches(ObservedCluster observed, TemplateShelf templates, List<String> templateNamespaces) {
        add(Kind.NAMESPACE, Optional.empty(), Optional.of(MANAGED), observed.spaceSink());
        add(Kind.INSTANCE, Optional.empty(), Optional.of(MANAGED), observed.instanceSink());
        add(Kind.MACHINE, Optional.empty(), Optional.of(Labels.INSTANCE_OWNER), observed.machineSink());
        add(Kind.GUEST, Optional.empty(), Optional.empty(), observed.guestSink());
        templateNamespaces.forEach(
                namespace -> add(Kind.TEMPLATE, Optional.of(namespace), Optional.empty(), templates.sink(namespace)));
    }

    private void add(Kind kind, Optional<String> namespace, Optional<String> selector, Sink sink) {
        all.add(new KindWatch(new Scope(kind, namespace, selector), sink));
    }

    void tend(KubernetesClient client) {
        all.forEach(watch -> watch.tend(client));
    }

    void stop() {
        all.forEach(KindWatch::stop);
    }

    /** Tells whether everything that this cluster has is in view. */
    boolean isComplete() {
        return all.stream().noneMatch(watch -> watch.progress() == Progress.CATCHING_UP);
    }

    /** Returns what is wrong with them in plain words; empty when nothing is. */
    String detail() {
        return all.stream()
                .map(KindWatch::detail)
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
