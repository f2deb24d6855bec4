package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.client.KubernetesClient;

import io.ssvirt.cluster.kubernetes.internal.KindWatch.Progress;
import io.ssvirt.cluster.kubernetes.internal.KindWatch.Rhythm;
import io.ssvirt.cluster.kubernetes.internal.KindWatch.Scope;
import io.ssvirt.cluster.spi.Labels;

/** All watches of the provider. */
final class Watches {

    private static final String MANAGED = Labels.MANAGED_BY + "=" + Labels.MANAGED_BY_SSVIRT;

    private static final int OPTIONAL_EVERY = 30;

    private final List<KindWatch> all = new ArrayList<>();
    private final List<KindWatch> optional = new ArrayList<>();
    private int tended;
    private final Rhythm rhythm;
    private final Executor threads;
    private final Runnable onProgress;

    /** Takes what to run when one of them has caught up, or can not. */
    Watches(Rhythm rhythm, Executor threads, Runnable onProgress) {
        this.rhythm = rhythm;
        this.threads = threads;
        this.onProgress = onProgress;
    }

    /**
     * Plans the watches of what belongs to tenants.
     *
     * <p>Machines carry none of our labels, so those that came from any template are watched. What runs carries the labels of the
     * machine's own template only, so all of it is watched; what is kept of it is small.
     */
    Watches of(ObservedCluster observed) {
        add(Kind.NAMESPACE, Optional.empty(), Optional.of(MANAGED), observed.spaceSink());
        add(Kind.INSTANCE, Optional.empty(), Optional.of(MANAGED), observed.instanceSink());
        add(Kind.MACHINE, Optional.empty(), Optional.of(Labels.INSTANCE_OWNER), observed.machineSink());
        add(Kind.GUEST, Optional.empty(), Optional.empty(), observed.guestSink());
        Scope claims = new Scope(Kind.CLAIM, Optional.empty(), Optional.of(Labels.INSTANCE_OWNER));
        optional.add(new KindWatch(claims, observed.claimSink(), rhythm, threads, () -> {}));
        return this;
    }

    /** Plans the watches of templates, and of what they may take their sizes from. */
    Watches of(TemplateShelf templates, List<String> namespaces) {
        addOptional(Kind.INSTANCETYPE, templates.instancetypeSink());
        addOptional(Kind.OWN_INSTANCETYPE, templates.instancetypeSink());
        namespaces.forEach(
                namespace -> add(Kind.TEMPLATE, Optional.of(namespace), Optional.empty(), templates.sink(namespace)));
        namespaces.forEach(namespace -> {
            Scope scope = new Scope(Kind.CONFIG_MAP, Optional.of(namespace), Optional.of(TemplateMaps.LABEL));
            all.add(new KindWatch(scope, templates.mapSink(namespace), rhythm, threads, onProgress).dispensable());
        });
        return this;
    }

    /** Plans the watch of what stands for instances whose templates we process ourselves, where that may happen. */
    Watches ofRecords(ObservedCluster observed, Processing processing) {
        if (processing != Processing.CLUSTER) {
            String ours = MANAGED + "," + Labels.COMPONENT + "=" + OwnRecord.COMPONENT;
            Scope scope = new Scope(Kind.CONFIG_MAP, Optional.empty(), Optional.of(ours));
            all.add(new KindWatch(scope, observed.recordSink(), rhythm, threads, onProgress).dispensable());
        }
        return this;
    }

    private void add(Kind kind, Optional<String> namespace, Optional<String> selector, Sink sink) {
        all.add(new KindWatch(new Scope(kind, namespace, selector), sink, rhythm, threads, onProgress));
    }

    /** Plans a watch that everything goes on without, where the cluster has not the kind or does not let us see it. */
    private void addOptional(Kind kind, Sink sink) {
        Scope scope = new Scope(kind, Optional.empty(), Optional.empty());
        optional.add(new KindWatch(scope, sink, rhythm, threads, () -> {}).orIn("v1"));
    }

    void tend(KubernetesClient client) {
        all.forEach(watch -> watch.tend(client));
        if (tended++ % OPTIONAL_EVERY == 0) {
            optional.forEach(watch -> watch.tend(client));
        }
    }

    void stop() {
        all.forEach(KindWatch::stop);
        optional.forEach(KindWatch::stop);
        tended = 0;
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
