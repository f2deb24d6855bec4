package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.ssvirt.model.Preferences;
import io.ssvirt.model.Preferences.Notifications;
import io.ssvirt.rest.api.JsonFields;

/** Preferences in the envelope of contract 8.3. */
public record PreferencesDto(boolean success, Data data) {

    private static final int WORD = 64;
    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_MILLIS = 86_400_000;

    /** The preferences. */
    public record Data(
            String theme,
            String language,
            String timezone,
            @JsonProperty("date_format") String dateFormat,
            @JsonProperty("time_format") String timeFormat,
            Told notifications,
            @JsonProperty("default_items_per_page") int itemsPerPage,
            @JsonProperty("auto_refresh_interval") int refreshMillis) {}

    /** What the user is told about. */
    public record Told(
            boolean email,
            boolean browser,
            @JsonProperty("vm_state_changes") boolean vmStateChanges,
            @JsonProperty("system_maintenance") boolean systemMaintenance) {}

    /** Maps preferences. */
    public static PreferencesDto of(Preferences kept) {
        Notifications told = kept.notifications();
        return new PreferencesDto(
                true,
                new Data(
                        kept.theme(),
                        kept.language(),
                        kept.timezone(),
                        kept.dateFormat(),
                        kept.timeFormat(),
                        new Told(told.email(), told.browser(), told.vmStateChanges(), told.systemMaintenance()),
                        kept.itemsPerPage(),
                        kept.refreshMillis()));
    }

    /** Reads a change: what the body does not name stays. */
    public static UnaryOperator<Preferences> change(JsonFields fields) {
        JsonFields wanted = fields.object("preferences");
        if (!wanted.isPresent()) {
            fields.reject("preferences", "must be an object");
        }
        JsonFields told = wanted.object("notifications");
        Optional<String> theme = word(wanted, "theme", "light", "dark", "auto");
        Optional<String> language = wanted.text("language", WORD);
        Optional<String> timezone = wanted.text("timezone", WORD);
        Optional<String> date = wanted.text("date_format", WORD);
        Optional<String> time = word(wanted, "time_format", "12h", "24h");
        Optional<Boolean> email = told.flag("email");
        Optional<Boolean> browser = told.flag("browser");
        Optional<Boolean> machines = told.flag("vm_state_changes");
        Optional<Boolean> maintenance = told.flag("system_maintenance");
        Optional<Integer> items = atMost(wanted, "default_items_per_page", MOST_ITEMS);
        Optional<Integer> millis = atMost(wanted, "auto_refresh_interval", MOST_MILLIS);
        return kept -> new Preferences(
                theme.orElse(kept.theme()),
                language.orElse(kept.language()),
                timezone.orElse(kept.timezone()),
                date.orElse(kept.dateFormat()),
                time.orElse(kept.timeFormat()),
                new Notifications(
                        email.orElse(kept.notifications().email()),
                        browser.orElse(kept.notifications().browser()),
                        machines.orElse(kept.notifications().vmStateChanges()),
                        maintenance.orElse(kept.notifications().systemMaintenance())),
                items.orElse(kept.itemsPerPage()),
                millis.orElse(kept.refreshMillis()));
    }

    private static Optional<String> word(JsonFields fields, String name, String... words) {
        return fields.word(name, text -> Optional.of(text).filter(List.of(words)::contains), String.join(", ", words));
    }

    private static Optional<Integer> atMost(JsonFields fields, String name, int most) {
        Optional<Integer> number = fields.count(name);
        if (number.filter(value -> value > most).isPresent()) {
            fields.reject(name, "must be at most " + most);
        }
        return number;
    }
}
