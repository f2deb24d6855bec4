package io.ssvirt.cluster.kubernetes.internal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/**
 * One watch that is kept going.
 *
 * <p>Before it starts, a small list tells whether the cluster has the kind and lets us read it; if not, that is tried again with
 * every call of {@link #tend}. What was seen stays known until the next complete list.
 */
final class KindWatch {

    private static final Logger LOG = LoggerFactory.getLogger(KindWatch.class);

    /** How far a watch is. */
    enum Progress {
        /** Not everything was seen yet, or it stopped. */
        CATCHING_UP,
        WATCHING,
        /** This cluster does not have the kind. */
        ABSENT
    }

    /** What to watch: a kind, in one namespace or all, by label selector or all. */
    record Scope(Kind kind, Optional<String> namespace, Optional<String> selector) {}

    /** One life of an informer; events of one that has been stopped no longer count. */
    private final class Life implements ResourceEventHandler<GenericKubernetesResource> {

        private final Set<String> seen = new HashSet<>();
        private boolean listed;

        private boolean isOver() {
            return life != this;
        }

        @Override
        public void onAdd(GenericKubernetesResource object) {
            if (isOver()) {
                return;
            }
            if (!listed) {
                seen.add(Skeletons.key(object));
            }
            sink.put(Skeletons.key(object), Plain.of(object));
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
            onAdd(object);
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean unknown) {
            if (!isOver()) {
                seen.remove(Skeletons.key(object));
                sink.remove(Skeletons.key(object));
            }
        }

        @Override
        public void onList(String resourceVersion, boolean remainedEmpty) {
            if (!isOver() && !listed) {
                listed = true;
                progress = Progress.WATCHING;
                sink.listed(Set.copyOf(seen));
                seen.clear();
            }
        }
    }

    private final Scope scope;
    private final Sink sink;
    private SharedIndexInformer<GenericKubernetesResource> informer;
    private volatile Life life;
    private volatile Progress progress = Progress.CATCHING_UP;
    private volatile String detail = "";

    KindWatch(Scope scope, Sink sink) {
        this.scope = scope;
        this.sink = sink;
    }

    Progress progress() {
        return progress;
    }

    /** Returns what is wrong in plain words; empty when nothing is. */
    String detail() {
        return detail;
    }

    /** Starts the watch if it does not run. */
    synchronized void tend(KubernetesClient client) {
        if (informer != null && informer.isRunning()) {
            return;
        }
        stop();
        try {
            client.raw(path(), "GET", null);
            start(client);
            say("");
        } catch (KubernetesClientException e) {
            boolean absent = Failures.isKindMissing(e);
            progress = absent ? Progress.ABSENT : Progress.CATCHING_UP;
            say(
                    absent
                            ? "this cluster has no " + scope.kind().plural() + " ("
                                    + scope.kind().apiVersion() + ")"
                            : scope.kind().plural() + " cannot be watched: " + Failures.words(e));
        }
    }

    /** Ends the watch; what it saw stays known. */
    synchronized void stop() {
        life = null;
        if (informer != null) {
            informer.stop();
            informer = null;
        }
        if (progress == Progress.WATCHING) {
            progress = Progress.CATCHING_UP;
        }
    }

    private void start(KubernetesClient client) {
        progress = Progress.CATCHING_UP;
        life = new Life();
        informer = selected(client)
                .runnableInformer(0)
                .itemStore(new Skeletons())
                .exceptionHandler((started, failure) -> !isRefusal(failure))
                .addEventHandler(life);
        informer.start();
    }

    private FilterWatchListDeletable<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            selected(KubernetesClient client) {
        var all = client.genericKubernetesResources(scope.kind().context());
        var within = scope.namespace()
                .<FilterWatchListDeletable<
                                GenericKubernetesResource,
                                GenericKubernetesResourceList,
                                Resource<GenericKubernetesResource>>>
                        map(all::inNamespace)
                .orElseGet(() -> scope.kind().namespaced() ? all.inAnyNamespace() : all);
        return scope.selector().isPresent()
                ? within.withLabelSelector(scope.selector().get())
                : within;
    }

    private String path() {
        String all = scope.namespace().map(scope.kind()::path).orElseGet(scope.kind()::path);
        return all + "?limit=1"
                + scope.selector()
                        .map(selector -> "&labelSelector=" + Kind.segment(selector))
                        .orElse("");
    }

    /** A kind that vanished or may not be read any more: the informer ends, and the next look says what is the matter. */
    private static boolean isRefusal(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof KubernetesClientException e && (e.getCode() == 403 || e.getCode() == 404)) {
                return true;
            }
        }
        return false;
    }

    private void say(String words) {
        if (!words.equals(detail) && !words.isEmpty()) {
            LOG.warn("Watch not possible kind={} reason={}", scope.kind().plural(), words);
        }
        detail = words;
    }
}
