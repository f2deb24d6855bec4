package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import io.ssvirt.cluster.spi.template.Tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class FeedTest {

    private static final KindWatch.Scope SCOPE =
            new KindWatch.Scope(Kind.MACHINE, Optional.empty(), Optional.of("a in (b, c)"));

    /** Remembers what it is given, and cannot read one of the objects. */
    private static final class Seen implements Sink {

        private final Set<String> keys = new TreeSet<>();
        private final List<String> puts = new ArrayList<>();
        private final List<Set<String>> lists = new ArrayList<>();

        @Override
        public void put(String key, Map<String, Object> object) {
            if (key.endsWith("/odd")) {
                throw new IllegalArgumentException("what is this?");
            }
            assertThat(object).containsEntry("kind", "VirtualMachine").containsEntry("apiVersion", "kubevirt.io/v1");
            keys.add(key);
            puts.add(key + " " + Tree.text(Tree.map(object, "metadata"), "resourceVersion"));
        }

        @Override
        public void remove(String key) {
            keys.remove(key);
        }

        @Override
        public void listed(Set<String> all) {
            lists.add(Set.copyOf(all));
        }
    }

    private final Seen seen = new Seen();
    private final Feed feed = new Feed(SCOPE, new Answers(new KubernetesSerialization()), seen);

    private static String object(String name, String version) {
        return "{\"metadata\":{\"namespace\":\"n\",\"name\":\"" + name + "\",\"resourceVersion\":\"" + version + "\"}}";
    }

    private static String event(String type, String name, String version) {
        return "{\"type\":\"" + type + "\",\"object\":" + object(name, version) + "}";
    }

    private static String page(String more, String version, String... objects) {
        return "{\"metadata\":{\"continue\":\"" + more + "\",\"resourceVersion\":\"" + version + "\"},\"items\":["
                + String.join(",", objects) + "]}";
    }

    @Test
    void aListIsReadPageByPageAndCompleteAtItsEnd() {
        List<String> asked = new ArrayList<>();

        feed.list(path -> {
            asked.add(path);
            return asked.size() == 1
                    ? page("t+k/", "7", object("a", "3"), object("odd", "4"))
                    : page("", "7", object("b", "5"));
        });

        String all = "/apis/kubevirt.io/v1/virtualmachines?limit=500";
        assertThat(asked)
                .containsExactly(
                        all + "&labelSelector=a%20in%20%28b%2C%20c%29",
                        all + "&continue=t%2Bk%2F&labelSelector=a%20in%20%28b%2C%20c%29");
        assertThat(seen.lists).containsExactly(Set.of("n/a", "n/odd", "n/b"));
        assertThat(seen.keys).containsExactly("n/a", "n/b");
        assertThat(feed.version()).isEqualTo("7");
    }

    @Test
    void aListThatBreaksOffTellsNothingAboutWhatIsGone() {
        assertThatThrownBy(() -> feed.list(path -> {
                    if (path.contains("continue")) {
                        throw new KubernetesClientException("gone", 410, null);
                    }
                    return page("more", "7", object("a", "3"));
                }))
                .isInstanceOf(KubernetesClientException.class);

        assertThat(seen.lists).isEmpty();
        assertThat(feed.version()).isEmpty();
    }

    @Test
    void eachEventCountsAndSaysHowFarWeAre() {
        assertThat(feed.take(event("ADDED", "a", "8"))).isTrue();
        assertThat(feed.take(event("ADDED", "b", "9"))).isTrue();
        assertThat(feed.take(event("DELETED", "a", "10"))).isTrue();
        assertThat(feed.take("{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"99\"}}}"))
                .isTrue();

        assertThat(seen.keys).containsExactly("n/b");
        assertThat(feed.version()).isEqualTo("99");
    }

    @Test
    void anEventThatComesTwiceOrLateUndoesNothing() {
        feed.list(path -> page("", "7", object("a", "3")));
        feed.take(event("MODIFIED", "a", "9"));
        seen.puts.clear();

        assertThat(feed.take(event("MODIFIED", "a", "9"))).isTrue();
        assertThat(feed.take(event("MODIFIED", "a", "8"))).isTrue();
        assertThat(seen.puts).isEmpty();
        assertThat(feed.version()).isEqualTo("9");

        feed.take(event("DELETED", "a", "11"));
        feed.take(event("MODIFIED", "a", "10"));
        assertThat(seen.keys).isEmpty();

        feed.take(event("ADDED", "a", "13"));
        feed.take(event("DELETED", "a", "11"));
        assertThat(seen.keys).containsExactly("n/a");
    }

    @Test
    void aListAfterTheClusterWasRestoredCountsAlthoughItIsOlder() {
        feed.list(path -> page("", "70", object("a", "60")));
        feed.take(event("DELETED", "b", "71"));

        feed.list(path -> page("", "9", object("a", "3"), object("b", "4")));

        assertThat(seen.puts).endsWith("n/a 3", "n/b 4");
        assertThat(feed.version()).isEqualTo("9");
    }

    @Test
    void versionsThatAreNoNumbersAreNotCompared() {
        feed.take(event("ADDED", "a", "xyz"));
        feed.take(event("MODIFIED", "a", "abc"));

        assertThat(seen.puts).containsExactly("n/a xyz", "n/a abc");
        assertThat(feed.version()).isEqualTo("abc");
    }

    @Test
    void anObjectThatCannotBeReadKeepsNobodyFromSeeingTheNext() {
        assertThat(feed.take(event("MODIFIED", "odd", "8"))).isTrue();
        assertThat(feed.take(event("MODIFIED", "a", "9"))).isTrue();

        assertThat(seen.keys).containsExactly("n/a");
    }

    @Test
    void anErrorInTheStreamMeansListingAgain() {
        feed.take(event("ADDED", "a", "8"));

        boolean goesOn = feed.take(
                "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"message\":\"too old resource version\"}}");

        assertThat(goesOn).isFalse();
        assertThat(feed.version()).isEmpty();
    }
}
