package io.ssvirt.cluster.simulator.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.h2.mvstore.MVStore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Objects of one kind by namespace and name: in memory for reading, in the file for the next start. */
final class Shelf<T> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> file;
    private final Map<String, T> memory = new TreeMap<>();

    Shelf(MVStore store, String name, Class<T> type) {
        this.file = store.openMap(name);
        file.forEach((key, text) -> memory.put(key, read(text, type)));
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the file of the simulated cluster cannot be read; remove it", broken);
        }
    }

    static String key(String space, String name) {
        return space + "/" + name;
    }

    Optional<T> get(String key) {
        return Optional.ofNullable(memory.get(key));
    }

    void put(String key, T value) {
        try {
            file.put(key, JSON.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records can always be written", impossible);
        }
        memory.put(key, value);
    }

    void remove(String key) {
        file.remove(key);
        memory.remove(key);
    }

    List<T> all() {
        return new ArrayList<>(memory.values());
    }

    List<T> where(Predicate<T> wanted) {
        return memory.values().stream().filter(wanted).toList();
    }
}
