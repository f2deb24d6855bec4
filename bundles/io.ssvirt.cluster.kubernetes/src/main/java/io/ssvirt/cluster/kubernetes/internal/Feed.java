package io.ssvirt.cluster.kubernetes.internal;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.spi.template.Tree;

/** Puts lists and the events of a watch into a sink, and remembers how far it has got. */
final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int PAGE = 500;

    private final KindWatch.Scope scope;
    private final Answers answers;
    private final Sink sink;
    private final CommonWords words = new CommonWords();
    private final Versions versions = new Versions();
    private String version = "";

    Feed(KindWatch.Scope scope, Answers answers, Sink sink) {
        this.scope = scope;
        this.answers = answers;
        this.sink = sink;
    }

    /** Returns the resource version after everything that was taken; empty while nothing was, or when that is of no use any more. */
    String version() {
        return version;
    }

    /** Lists everything, page by page; what is known and not in it is gone. */
    void list(UnaryOperator<String> get) {
        version = "";
        versions.clear();
        Set<String> keys = new HashSet<>();
        String more = "";
        Map<String, Object> metadata;
        do {
            Map<String, Object> page = answers.tree(
                    get.apply(scope.path("limit=" + PAGE + (more.isEmpty() ? "" : "&continue=" + Kind.segment(more)))));
            Tree.maps(page, "items").forEach(object -> {
                String key = key(object);
                keys.add(key);
                put(key, object);
            });
            metadata = Tree.map(page, "metadata");
            more = Tree.text(metadata, "continue");
        } while (!more.isEmpty());
        sink.listed(keys);
        version = Tree.text(metadata, "resourceVersion");
    }

    /** Takes one event; false when the API server cannot go on from there, so that everything has to be listed again. */
    boolean take(String line) {
        Map<String, Object> event = answers.tree(line);
        Map<String, Object> object = Tree.map(event, "object");
        switch (Tree.text(event, "type")) {
            case "ADDED", "MODIFIED" -> put(key(object), object);
            case "DELETED" -> remove(key(object), object);
            case "BOOKMARK" -> {
                // Only tells how far we are.
            }
            default -> {
                LOG.info(
                        "Watch cannot go on, listing again kind={} reason={}",
                        scope.kind().plural(),
                        Tree.text(object, "message"));
                version = "";
                return false;
            }
        }
        version = Versions.newer(version, Tree.text(Tree.map(object, "metadata"), "resourceVersion"));
        return true;
    }

    private void remove(String key, Map<String, Object> object) {
        if (versions.isDeletionNews(key, object)) {
            sink.remove(key);
        }
    }

    // Somebody else's object may hold anything; one that cannot be read must not keep the others from being seen.
    @SuppressWarnings("IllegalCatch")
    private void put(String key, Map<String, Object> object) {
        if (!versions.isNews(key, object)) {
            return;
        }
        object.putIfAbsent("apiVersion", scope.kind().apiVersion());
        object.putIfAbsent("kind", scope.kind().name());
        try {
            sink.put(key, words.in(object));
        } catch (RuntimeException unreadable) {
            LOG.warn("Object cannot be read kind={} object={}", scope.kind().plural(), key, unreadable);
        }
    }

    /** The same text for a machine and for what runs of it. */
    private static String key(Map<String, Object> object) {
        Metadata metadata = Metadata.of(object);
        String name = metadata.name();
        return (metadata.namespace().isEmpty() ? name : metadata.namespace() + "/" + name).intern();
    }
}
