package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.ssvirt.store.spi.IntentJournal;

/** What one transaction did to the journal. */
final class Trace {

    private final List<IntentJournal.Entry> accepted = new ArrayList<>();
    private final List<UUID> claimed = new ArrayList<>();
    private final List<UUID> ended = new ArrayList<>();

    List<IntentJournal.Entry> accepted() {
        return accepted;
    }

    List<UUID> claimed() {
        return claimed;
    }

    List<UUID> ended() {
        return ended;
    }
}
