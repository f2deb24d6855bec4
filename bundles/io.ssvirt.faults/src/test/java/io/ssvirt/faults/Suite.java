package io.ssvirt.faults;

import java.util.List;

/** All groups of cases. */
final class Suite {

    /**
     * Cases of one kind.
     *
     * @param text what goes wrong in them
     */
    record Group(String id, String title, String text, List<Case> cases) {}

    private Suite() {}

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
                        "F4",
                        "Template races",
                        "The windows in which the cluster's controller of templates leaves things behind or undone.",
                        TemplateCases.all()),
                new Group(
                        "F5",
                        "Database",
                        "The database fails while it commits, goes away, or is asked by processes whose clocks differ.",
                        DatabaseCases.all()),
                new Group(
                        "F6",
                        "Overtaken workers",
                        "A process stands still in the middle of a call, another one takes over and finishes, and the first goes on.",
                        OvertakenCases.all()));
    }
}
