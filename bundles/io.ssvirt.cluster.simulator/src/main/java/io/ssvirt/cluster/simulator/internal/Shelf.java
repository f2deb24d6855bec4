package io.ssvirt.cluster.simulator.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.h2.mvstore.MVStore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;

/** Objects of one kind by namespace and name: in memory for reading, in the file for the next start. */
final class Shelf<T> {

    // With types of its own: the ones that Jackson shares would keep every exchanged version of this bundle alive.
    private static final LookupCache<Object, JavaType> TYPES = new LRUMap<>(16, 128);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .typeFactory(TypeFactory.defaultInstance().withCache(TYPES))
            .build();

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
