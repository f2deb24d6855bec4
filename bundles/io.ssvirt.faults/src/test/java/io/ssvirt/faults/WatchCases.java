package io.ssvirt.faults;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.ssvirt.cluster.spi.Observations.Change;

import static org.assertj.core.api.Assertions.assertThat;

/** F3: everything that can happen to lists and watches, at the wire. */
final class WatchCases {

    private static final String ONE = WatchGround.uid(1);

    private WatchCases() {}

    static List<Case<WatchGround>> all() {
        return List.of(
                new Case<>(
                        "F3.gone-at-start",
                        "a watch is answered with 410 when it begins, twice",
                        WatchCases::goneAtStart),
                new Case<>(
                        "F3.gone-mid-stream",
                        "a watch ends with 410 in the middle, and what came then is forgotten",
                        WatchCases::goneInTheMiddle),
                new Case<>("F3.silent-stall", "a watch stays open and says nothing any more", WatchCases::silent),
                new Case<>("F3.clean-close", "five watches in a row end at once without a word", WatchCases::closed),
                new Case<>("F3.duplicate", "every event comes three times", WatchCases::duplicate),
                new Case<>(
                        "F3.reordered",
                        "an older event comes after a newer one, even after the end of its object",
                        WatchCases::reordered),
                new Case<>(
                        "F3.delete-missed",
                        "a namespace goes while nothing can be watched, and that is forgotten",
                        WatchCases::deleteMissed),
                new Case<>(
                        "F3.new-uid",
                        "a namespace goes and comes back with another UID while nothing can be watched",
                        WatchCases::anotherOne),
                new Case<>(
                        "F3.bookmark-only",
                        "nothing but bookmarks comes, the connection breaks, and all before the last one is forgotten",
                        WatchCases::bookmarks),
                new Case<>(
                        "F3.handler-throws",
                        "a listener fails at every change, in front of one that does not",
                        WatchCases::listenerFails),
                new Case<>(
                        "F3.relist-during-write",
                        "between two pages of a list namespaces come, change and go",
                        WatchCases::writesBetweenPages),
                new Case<>(
                        "F3.relist-10k",
                        "ten thousand namespaces are listed again after half of them has changed",
                        WatchCases::tenThousand));
    }

    private static void goneAtStart(WatchGround ground) {
        ground.server().next(Conduct.refused(410), Conduct.refused(410));
        ground.server().hangUp();
        ground.server().delete("vdc-two");
        ground.settle();
    }

    private static void goneInTheMiddle(WatchGround ground) {
        ground.server().next(Conduct.expiresAfter(2));
        ground.server().hangUp();
        ground.server().put("vdc-three", WatchGround.uid(3), false);
        ground.server().put("vdc-one", ONE, true);
        ground.server().delete("vdc-two");
        ground.settle();
    }

    private static void silent(WatchGround ground) {
        ground.server().next(Conduct.mute());
        ground.server().hangUp();
        WatchGround.eventually().until(ground.server()::isThrough);
        ground.server().put("vdc-three", WatchGround.uid(3), false);
        ground.server().delete("vdc-one");
        long lists = ground.server().lists();
        ground.settle();
        assertThat(ground.server().lists()).as("lists from the beginning").isEqualTo(lists);
    }

    private static void closed(WatchGround ground) {
        ground.server()
                .next(
                        Conduct.endsAfter(0),
                        Conduct.endsAfter(0),
                        Conduct.endsAfter(1),
                        Conduct.endsAfter(0),
                        Conduct.endsAfter(0));
        long lists = ground.server().lists();
        ground.server().hangUp();
        ground.server().put("vdc-three", WatchGround.uid(3), false);
        ground.server().delete("vdc-two");
        ground.settle();
        assertThat(ground.server().lists()).as("lists from the beginning").isEqualTo(lists);
    }

    private static void duplicate(WatchGround ground) {
        ground.server().next(Conduct.repeating(3));
        ground.server().hangUp();
        WatchGround.eventually().until(ground.server()::isThrough);
        ground.server().put("vdc-three", WatchGround.uid(3), false);
        ground.server().put("vdc-three", WatchGround.uid(3), true);
        ground.server().delete("vdc-three");
        ground.server().delete("vdc-one");
        ground.settle();
    }

    private static void reordered(WatchGround ground) {
        ground.server().next(Conduct.swapping());
        ground.server().hangUp();
        WatchGround.eventually().until(ground.server()::isThrough);
        ground.server().put("vdc-one", ONE, true);
        ground.server().delete("vdc-one");
        ground.server().put("vdc-three", WatchGround.uid(3), false);
        ground.settle();
        assertThat(ground.server().content()).doesNotContainKey("vdc-one");
    }

    private static void deleteMissed(WatchGround ground) {
        ground.server().next(Conduct.refused(503), Conduct.refused(503));
        ground.server().hangUp();
        ground.server().delete("vdc-two");
        ground.server().compact();
        ground.settle();
        assertThat(ground.heard()).anyMatch(change -> isAbout(change, "vdc-two"));
    }

    private static void anotherOne(WatchGround ground) {
        ground.server().next(Conduct.refused(503));
        ground.server().hangUp();
        ground.server().delete("vdc-two");
        ground.server().put("vdc-two", WatchGround.uid(22), false);
        ground.server().compact();
        ground.settle();
        assertThat(ground.observations().spaces())
                .anyMatch(space -> space.uid().equals(UUID.fromString(WatchGround.uid(22))));
        assertThat(ground.heard()).anyMatch(change -> isAbout(change, "vdc-two"));
    }

    private static void bookmarks(WatchGround ground) {
        long lists = ground.server().lists();
        for (int i = 0; i < 50; i++) {
            ground.server().bookmark();
        }
        // The bookmarks have been read when a later event has been.
        ground.server().put("vdc-three", WatchGround.uid(3), false);
        WatchGround.eventually().until(() -> ground.heard().stream().anyMatch(change -> isAbout(change, "vdc-three")));
        ground.server().compact();
        ground.server().hangUp();
        ground.settle();
        assertThat(ground.server().lists()).as("lists from the beginning").isEqualTo(lists);
    }

    private static void listenerFails(WatchGround ground) {
        List<Change> later = new CopyOnWriteArrayList<>();
        ground.observations().subscribe(change -> {
            throw new IllegalStateException("a bug, as the case wants it");
        });
        ground.observations().subscribe(later::add);
        ground.server().put("vdc-three", WatchGround.uid(3), false);
        ground.server().delete("vdc-one");
        ground.settle();
        assertThat(later)
                .anyMatch(change -> isAbout(change, "vdc-three"))
                .anyMatch(change -> isAbout(change, "vdc-one"));
    }

    private static void writesBetweenPages(WatchGround ground) {
        ground.server().fill(0, 700);
        ground.server().betweenPages(() -> {
            ground.server().put("vdc-1", new UUID(9, 1).toString(), true);
            ground.server().put("vdc-three", WatchGround.uid(3), false);
            ground.server().delete("vdc-699");
            ground.server().delete("vdc-two");
        });
        ground.server().next(Conduct.refused(410));
        ground.server().hangUp();
        ground.settle();
        assertThat(ground.server().content()).hasSize(702);
    }

    private static void tenThousand(WatchGround ground) {
        ground.server().fill(0, 10_000);
        ground.server().next(Conduct.refused(410));
        ground.server().hangUp();
        WatchGround.eventually().until(() -> ground.observations().spaces().size() > 10_000);
        ground.server().fill(5_000, 10_000);
        ground.server().fill(10_000, 10_100);
        ground.server().compact();
        ground.server().hangUp();
        ground.settle();
        assertThat(ground.observations().spaces()).hasSize(10_103);
    }

    private static boolean isAbout(Change change, String name) {
        return change instanceof Change.OfSpace space && space.space().value().equals(name);
    }
}
