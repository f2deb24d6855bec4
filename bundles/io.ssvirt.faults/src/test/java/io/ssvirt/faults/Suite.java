package io.ssvirt.faults;

import java.util.List;
import java.util.stream.Stream;

/** All groups of cases. */
final class Suite {

    /**
     * Cases of one kind.
     *
     * @param text what goes wrong in them
     */
    record Group(String id, String title, String text, List<? extends Case<?>> cases) {}

    private Suite() {}

    /** Returns the cases that happen in a lab, where lines of protection can be taken away. */
    static List<Case<Lab>> inLab() {
        return Stream.of(CrashCases.all(), TransportCases.all(), TemplateCases.all(), DatabaseCases.all(), overtaken())
                .flatMap(List::stream)
                .toList();
    }

    static List<Group> groups() {
        return List.of(
                new Group(
                        "F1",
                        "Crash points",
                        "The process is killed at each border of each operation; a new one starts on the same database and cluster.",
                        CrashCases.all()),
                new Group(
                        "F2",
                        "Transport",
                        "Each call of the cluster gets each bad answer once; \"404\" and \"somebody else's\" are made true by hands that"
                                + " work on the same object.",
                        TransportCases.all()),
                new Group(
                        "F2",
                        "Transport over HTTP",
                        "The same between the Kubernetes provider and a real API server: a proxy answers one call of an operation"
                                + " badly, or loses it.",
                        Stream.concat(HttpCases.all().stream(), HttpAloneCases.all().stream())
                                .toList()),
                new Group(
                        "F3",
                        "Watches",
                        "The Kubernetes provider's own lists and watches meet an API server that speaks the watch protocol and"
                                + " misbehaves; afterwards what is observed is what is there, and every kind is watched once.",
                        WatchCases.all()),
                new Group(
                        "F4",
                        "Template races",
                        "The windows in which the cluster's controller of templates leaves things behind or undone.",
                        TemplateCases.all()),
                new Group(
                        "F5",
                        "Database",
                        "The database fails while it commits, goes away, is restarted, full, locked, read-only or older than the cluster, or is"
                                + " asked by processes whose clocks differ.",
                        Stream.of(DatabaseCases.all(), ServerCases.all())
                                .<Case<?>>flatMap(List::stream)
                                .toList()),
                new Group(
                        "F6",
                        "Overtaken workers",
                        "A process stands still in the middle of a call, another one takes over and finishes, and the first goes on.",
                        overtaken()));
    }

    static List<Case<Lab>> overtaken() {
        return Stream.of(OvertakenCases.all(), HalfwayCases.all())
                .flatMap(List::stream)
                .toList();
    }
}
