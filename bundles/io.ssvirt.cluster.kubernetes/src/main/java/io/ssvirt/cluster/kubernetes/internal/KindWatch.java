package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * One kind that is listed once and then followed.
 *
 * <p>The API server is asked to end each watch after a while, and tells how far it is until then; so a watch that brings nothing
 * for longer than that is dead, and the next one goes on where it stood. When the API server no longer has what came after
 * that, or anything is in doubt, everything is listed again. What was seen stays known meanwhile.
 */
final class KindWatch {

    /** How far a watch is. */
    enum Progress {
        /** Not everything was seen yet, or it stopped. */
        CATCHING_UP,
        WATCHING,
        /** This cluster does not have the kind. */
        ABSENT
    }

    /** What to watch: a kind, in one namespace or all, by label selector or all. */
    record Scope(Kind kind, Optional<String> namespace, Optional<String> selector) {

        /** Returns the path of it with these parameters. */
        String path(String parameters) {
            return namespace.map(kind::path).orElseGet(kind::path)
                    + "?"
                    + parameters
                    + selector.map(text -> "&labelSelector=" + Kind.segment(text))
                            .orElse("");
        }
    }

    /**
     * How patient to be.
     *
     * @param watch how long one watch lasts
     * @param slack how much longer it may stay silent
     * @param pause between two tries
     */
    record Rhythm(Duration watch, Duration slack, Duration pause) {

        static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(45), Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    private static final Logger LOG = LoggerFactory.getLogger(KindWatch.class);
    private static final int TRIES = 3;
    private static final int GONE = 410;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private volatile Scope scope;
    private Optional<Scope> other = Optional.empty();
    private final Sink sink;
    private final Rhythm rhythm;
    private final Executor threads;
    private final Runnable onProgress;
    private boolean dispensable;
    private Life life;
    private volatile Progress progress = Progress.CATCHING_UP;
    private volatile String detail = "";

    /** Takes what to run when the progress changed. */
    KindWatch(Scope scope, Sink sink, Rhythm rhythm, Executor threads, Runnable onProgress) {
        this.scope = scope;
        this.sink = sink;
        this.rhythm = rhythm;
        this.threads = threads;
        this.onProgress = onProgress;
    }

    /** Goes without it, as if the cluster did not have it, where we may not watch it. */
    KindWatch dispensable() {
        dispensable = true;
        return this;
    }

    /** Tries another version of the kind, in turn with the first, where the cluster does not have that. */
    KindWatch orIn(String version) {
        other = Optional.of(new Scope(scope.kind().in(version), scope.namespace(), scope.selector()));
        return this;
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
        if (life != null) {
            return;
        }
        Life begun = new Life(client);
        try {
            threads.execute(begun);
            life = begun;
        } catch (RejectedExecutionException closing) {
            LOG.debug("No further watch kind={}", scope.kind().plural());
        }
    }

    /** Ends the watch; what it saw stays known. */
    synchronized void stop() {
        if (life != null) {
            life.end();
            life = null;
        }
        if (progress == Progress.WATCHING) {
            progress = Progress.CATCHING_UP;
        }
    }

    private synchronized void takeTurns() {
        Scope first = scope;
        other.ifPresent(next -> {
            scope = next;
            other = Optional.of(first);
        });
    }

    private void report(Life from, Progress now, String words) {
        synchronized (this) {
            if (life != from) {
                return;
            }
            if (now != Progress.WATCHING) {
                life = null;
            }
            if (!words.equals(detail) && !words.isEmpty()) {
                LOG.warn("Watch not possible kind={} reason={}", scope.kind().plural(), words);
            }
            detail = words;
            if (progress == now) {
                return;
            }
            progress = now;
        }
        onProgress.run();
    }

    /** From a start to a stop, or to a failure that only a fresh start can mend. */
    private final class Life implements Runnable {

        private final KubernetesClient client;
        private final Feed feed;
        private final CountDownLatch over = new CountDownLatch(1);
        private WatchStream stream;

        Life(KubernetesClient client) {
            this.client = client;
            this.feed = new Feed(
                    scope,
                    new Answers(client.getKubernetesSerialization()),
                    new Gate(sink, () -> over.getCount() > 0, KindWatch.this));
        }

        // A worker loop: whatever ends it, the next look at the cluster has to find that it ended.
        @SuppressWarnings("IllegalCatch")
        @Override
        public void run() {
            try {
                while (isOn()) {
                    if (list()) {
                        report(this, Progress.WATCHING, "");
                        follow();
                    }
                    pause();
                }
            } catch (KubernetesClientException e) {
                failed(e);
            } catch (RuntimeException unexpected) {
                LOG.error(
                        "Watch failed, it is started anew kind={}", scope.kind().plural(), unexpected);
                report(this, Progress.CATCHING_UP, scope.kind().plural() + " cannot be watched");
            }
        }

        /** Lists everything; false when that took so long that the API server has forgotten where the list began. */
        private boolean list() {
            try {
                feed.list(new Calls(() -> client, Pace.UNLIMITED)::get);
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() == GONE) {
                    return false;
                }
                throw e;
            }
        }

        /** Follows until everything has to be listed again. */
        private void follow() {
            int failures = 0;
            while (isOn() && !feed.version().isEmpty()) {
                String before = feed.version();
                try {
                    followOnce(before);
                    failures = 0;
                } catch (KubernetesClientException e) {
                    boolean refused = isRefusal(e);
                    failures++;
                    LOG.debug("Watch broke kind={}", scope.kind().plural(), e);
                    if (e.getCode() == GONE) {
                        return;
                    }
                    if (refused || failures >= TRIES) {
                        throw e;
                    }
                }
                if (before.equals(feed.version())) {
                    pause();
                }
            }
        }

        /** What the API server cannot do now, it may do in a moment; what it does not allow needs a fresh start. */
        private static boolean isRefusal(KubernetesClientException e) {
            return e.getCode() > 0 && e.getCode() < SERVER_ERROR && e.getCode() != TOO_MANY;
        }

        private void followOnce(String from) {
            Duration silence = rhythm.watch().plus(rhythm.slack());
            try (WatchStream opened = new WatchStream(
                    client,
                    scope.path("watch=true&allowWatchBookmarks=true&resourceVersion=" + Kind.segment(from)
                            + "&timeoutSeconds=" + rhythm.watch().toSeconds()))) {
                adopt(opened);
                Optional<String> line = opened.next(silence);
                while (isOn() && line.isPresent() && feed.take(line.get())) {
                    line = opened.next(silence);
                }
            }
        }

        private synchronized void adopt(WatchStream opened) {
            stream = opened;
        }

        private boolean isOn() {
            return over.getCount() > 0;
        }

        void end() {
            over.countDown();
            synchronized (this) {
                if (stream != null) {
                    stream.close();
                }
            }
        }

        private void failed(KubernetesClientException e) {
            String kinds = scope.kind().plural();
            if (dispensable && e.getCode() == FORBIDDEN) {
                report(this, Progress.ABSENT, "");
            } else if (Failures.isKindMissing(e)) {
                takeTurns();
                report(
                        this,
                        Progress.ABSENT,
                        "this cluster has no " + kinds + " (" + scope.kind().apiVersion() + ")");
            } else {
                report(this, Progress.CATCHING_UP, kinds + " cannot be watched: " + Failures.words(e));
            }
        }

        private void pause() {
            try {
                over.await(rhythm.pause().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KubernetesClientException("given up", e);
            }
        }
    }
}
