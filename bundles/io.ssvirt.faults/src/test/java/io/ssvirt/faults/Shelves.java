package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** The namespaces of a {@link WatchServer}, everything that happened to them, and what lists of one moment hold. */
final class Shelves {

    private record Row(String uid, boolean terminating, String object) {}

    private record Event(long version, String line) {}

    private final Map<String, Row> rows = new TreeMap<>();
    private final List<Event> history = new ArrayList<>();
    private final Map<Long, List<String>> moments = new HashMap<>();
    private long version = 1000;
    private long compacted;

    /** Makes or changes a namespace, and returns the event. */
    synchronized String put(String name, String uid, boolean terminating) {
        version++;
        boolean fresh = !rows.containsKey(name);
        Row row = new Row(uid, terminating, object(name, uid, terminating));
        rows.put(name, row);
        return event(fresh ? "ADDED" : "MODIFIED", row.object());
    }

    synchronized String delete(String name) {
        version++;
        Row row = rows.remove(name);
        return event("DELETED", object(name, row.uid(), true));
    }

    synchronized String bookmark() {
        version++;
        return event(
                "BOOKMARK",
                "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + version
                        + "\"}}");
    }

    private String event(String type, String object) {
        String line = "{\"type\":\"" + type + "\",\"object\":" + object + "}";
        if (!type.equals("BOOKMARK")) {
            history.add(new Event(version, line));
        }
        return line;
    }

    private String object(String name, String uid, boolean terminating) {
        return "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"" + name + "\",\"uid\":\"" + uid
                + "\",\"resourceVersion\":\"" + version
                + "\",\"labels\":{\"app.kubernetes.io/managed-by\":\"ssvirt\",\"ssvirt.io/vdc-id\":\""
                + new UUID(8, name.hashCode()) + "\"}"
                + (terminating ? ",\"deletionTimestamp\":\"2026-01-01T00:00:00Z\"" : "")
                + "},\"status\":{\"phase\":\"" + (terminating ? "Terminating" : "Active") + "\"}}";
    }

    synchronized long version() {
        return version;
    }

    synchronized void compact() {
        compacted = version;
        history.clear();
    }

    synchronized Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        rows.forEach((name, row) -> content.put(name, row.uid() + " " + row.terminating()));
        return content;
    }

    /** Returns one page of what was there at a moment; the first page of a moment fixes it. */
    synchronized String page(long moment, int from, int limit) {
        List<String> all = moments.computeIfAbsent(
                moment, first -> rows.values().stream().map(Row::object).toList());
        int to = limit == 0 ? all.size() : Math.min(all.size(), from + limit);
        String more = to < all.size() ? moment + "-" + to : "";
        return list(moment, more, String.join(",", all.subList(from, to)));
    }

    synchronized String empty() {
        return list(version, "", "");
    }

    private static String list(long moment, String more, String items) {
        return "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + moment
                + "\",\"continue\":\"" + more + "\"},\"items\":[" + items + "]}";
    }

    /** Hands over what came after a version while nothing else can come; false when that is forgotten. */
    synchronized boolean since(long from, Consumer<List<String>> taker) {
        if (from < compacted) {
            return false;
        }
        taker.accept(history.stream()
                .filter(event -> event.version() > from)
                .map(Event::line)
                .toList());
        return true;
    }
}
