package io.ssvirt.shell.internal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.karaf.shell.support.table.ShellTable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/** Rows under headings, printed as a table for people, as bare columns for tools of the shell, or as JSON for programs. */
public final class Sheet {

    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    /** How to print. */
    public enum Form {
        TABLE,
        COLUMNS,
        JSON
    }

    private final List<String> headings;
    private final List<List<Object>> rows = new ArrayList<>();
    private final boolean single;

    private Sheet(List<String> headings, boolean single) {
        this.headings = List.copyOf(headings);
        this.single = single;
    }

    /** Begins a list. */
    public static Sheet of(String... headings) {
        return new Sheet(List.of(headings), false);
    }

    /** Begins the description of one thing, which gets a row for each of its properties. */
    public static Sheet ofOne() {
        return new Sheet(List.of("Property", "Value"), true);
    }

    /** Adds a row. An optional shows what is in it. */
    public Sheet row(Object... cells) {
        List<Object> row = new ArrayList<>();
        for (Object cell : cells) {
            Object value = cell instanceof Optional<?> optional ? optional.orElse(null) : cell;
            row.add(value == null ? "" : value);
        }
        rows.add(row);
        return this;
    }

    /** Prints it. */
    public void print(PrintStream out, Form form) {
        if (form == Form.JSON) {
            out.println(json());
            return;
        }
        if (form == Form.COLUMNS) {
            // Separated by tabs and not padded, as other tools expect; the container's own bare columns are padded.
            rows.forEach(row ->
                    out.println(String.join("\t", row.stream().map(Sheet::text).toList())));
            return;
        }
        ShellTable table = new ShellTable().emptyTableText("There are none.");
        headings.forEach(table::column);
        rows.forEach(row ->
                table.addRow().addContent(row.stream().<Object>map(Sheet::text).toList()));
        table.print(out, true);
    }

    private String json() {
        try {
            return JSON.writeValueAsString(
                    single ? properties() : rows.stream().map(this::members).toList());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers are always JSON", impossible);
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        rows.forEach(row -> properties.put(member(String.valueOf(row.get(0))), value(row.get(1))));
        return properties;
    }

    private Map<String, Object> members(List<Object> row) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < headings.size(); i++) {
            members.put(member(headings.get(i)), value(row.get(i)));
        }
        return members;
    }

    private static Object value(Object cell) {
        return cell instanceof Number || cell instanceof Boolean ? cell : String.valueOf(cell);
    }

    /** A name in JSON: {@code Started at} is {@code startedAt}. */
    private static String member(String heading) {
        String[] words = heading.split("[ .]");
        StringBuilder name = new StringBuilder(words[0].toLowerCase(Locale.ROOT));
        for (int i = 1; i < words.length; i++) {
            name.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
        }
        return name.toString();
    }

    /** Texts come from tenants: what would move the cursor of a terminal, or end the line, is shown as a question mark. */
    private static String text(Object cell) {
        return String.valueOf(cell).replaceAll("\\p{Cntrl}", "?");
    }
}
