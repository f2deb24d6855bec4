package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.ssvirt.model.DomainError;
import io.ssvirt.store.spi.IntentJournal;

/** What happened for good, seen from outside the processes that did it. */
final class Ledger {

    private final Map<UUID, IntentJournal.Entry> accepted = new LinkedHashMap<>();
    private final Map<UUID, Integer> ends = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<UUID, Set<String>> spaces = new HashMap<>();
    private final List<DomainError> errors = new ArrayList<>();

    void committed(Trace trace) {
        trace.accepted().forEach(entry -> accepted.put(entry.id(), entry));
        trace.ended().forEach(id -> ends.merge(id, 1, Integer::sum));
    }

    void called(String call) {
        calls.merge(call, 1, Integer::sum);
    }

    /** Notes which namespace a VDC was given. */
    void space(UUID vdc, String name) {
        spaces.computeIfAbsent(vdc, first -> new HashSet<>()).add(name);
    }

    Map<UUID, Set<String>> spaces() {
        return spaces;
    }

    /** Notes what a user was told. */
    void told(DomainError error) {
        errors.add(error);
    }

    Map<UUID, IntentJournal.Entry> accepted() {
        return accepted;
    }

    int ends(UUID task) {
        return ends.getOrDefault(task, 0);
    }

    int calls(String call) {
        return calls.getOrDefault(call, 0);
    }

    List<DomainError> errors() {
        return errors;
    }

    void clear() {
        accepted.clear();
        ends.clear();
        calls.clear();
        spaces.clear();
        errors.clear();
    }
}
