package io.ssvirt.store.jpa.internal.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import io.ssvirt.model.Condition;
import io.ssvirt.model.NetworkInterface;
import io.ssvirt.model.Preferences;
import io.ssvirt.model.Right;
import io.ssvirt.model.VirtualDisk;

/** Small collections as text columns hold them. */
final class Texts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader NETWORKS = JSON.readerForListOf(NetworkInterface.class);
    private static final ObjectReader DISKS = JSON.readerForListOf(VirtualDisk.class);
    private static final ObjectReader CONDITIONS = JSON.readerForListOf(Condition.class);
    private static final ObjectReader VALUES = JSON.readerForMapOf(String.class);
    private static final ObjectReader PREFERENCES = JSON.readerFor(Preferences.class);
    private static final int LONGEST = 4000;
    private static final int MOST_CONDITIONS = 16_000;

    private Texts() {}

    /** Cuts a message that others wrote to the width of its column. */
    static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    static String rights(Set<Right> rights) {
        return rights.stream().map(Right::name).sorted().collect(Collectors.joining(","));
    }

    /** A right that this version does not know is passed over, so that an older replica can read a newer database. */
    static Set<Right> rights(String text) {
        Map<String, Right> known = Arrays.stream(Right.values()).collect(Collectors.toMap(Right::name, right -> right));
        return Stream.of(text.split(","))
                .filter(known::containsKey)
                .map(known::get)
                .collect(Collectors.toSet());
    }

    static String networks(List<NetworkInterface> networks) {
        return write(networks);
    }

    static List<NetworkInterface> networks(String text) {
        return read(text, NETWORKS);
    }

    static String disks(List<VirtualDisk> disks) {
        return write(disks);
    }

    static List<VirtualDisk> disks(String text) {
        return read(text, DISKS);
    }

    /** Leaves out the last ones when all of them are longer than their column. */
    static String conditions(List<Condition> conditions) {
        String text = write(conditions);
        return text.length() > MOST_CONDITIONS ? conditions(conditions.subList(0, conditions.size() - 1)) : text;
    }

    static List<Condition> conditions(String text) {
        return read(text, CONDITIONS);
    }

    static String values(Map<String, String> values) {
        return write(values);
    }

    static Map<String, String> values(String text) {
        return read(text, VALUES);
    }

    static String preferences(Preferences preferences) {
        return write(preferences);
    }

    static Preferences preferences(String text) {
        return read(text, PREFERENCES);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records and texts can always be written", impossible);
        }
    }

    private static <T> T read(String text, ObjectReader reader) {
        try {
            return reader.readValue(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a column holds what this version cannot read", broken);
        }
    }
}
