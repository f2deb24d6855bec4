package io.ssvirt.config.internal;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.ssvirt.config.internal.Sources.Given;

/** Decides what is in force: the mounted secret, the environment, the mounted file, the file in {@code etc}, the default. */
final class Resolver {

    /**
     * A setting with what is in force.
     *
     * @param value empty when the part's own default is
     * @param wrong why what was given is not in force; empty when it is
     * @param fatal whether nothing good was there before
     */
    record Resolved(Definition setting, Optional<String> value, String origin, Optional<String> wrong, boolean fatal) {

        /** Returns the value for people. */
        String shown() {
            String text = value.orElse(setting.defaultValue());
            return setting.secret() && !text.isEmpty() ? "***" : text;
        }
    }

    static final String DEFAULT = "default";

    private final Sources sources;
    private final Map<String, Given> lastGood = new ConcurrentHashMap<>();

    Resolver(Sources sources) {
        this.sources = sources;
    }

    /**
     * Resolves one.
     *
     * @param inEtc the text in the setting's file of {@code etc}, if it is there
     */
    Resolved resolve(Definition setting, Optional<String> inEtc) {
        Optional<Given> given;
        try {
            given = sources.find(setting).or(() -> inEtc.filter(text -> !isNone(setting, text))
                    .map(text -> new Given(text, "etc/" + setting.pid() + ".cfg")));
        } catch (IOException unreadable) {
            return refused(setting, "is not in force: " + unreadable.getMessage());
        }
        if (given.isEmpty()) {
            return new Resolved(setting, Optional.empty(), DEFAULT, Optional.empty(), false);
        }
        Check.Result checked = Check.of(setting, given.get().text());
        if (checked.wrong().isPresent()) {
            String shown =
                    setting.secret() ? "" : " is \"" + oneLine(given.get().text()) + "\" and";
            return refused(
                    setting,
                    shown + " " + checked.wrong().get() + " (" + given.get().origin() + ")");
        }
        Given good = new Given(checked.value(), given.get().origin());
        lastGood.put(setting.name(), good);
        return new Resolved(setting, Optional.of(good.text()), good.origin(), Optional.empty(), false);
    }

    private Resolved refused(Definition setting, String why) {
        Optional<Given> before = Optional.ofNullable(lastGood.get(setting.name()));
        String message = "Setting " + setting.key() + " of " + setting.pid() + (why.startsWith(" ") ? why : " " + why)
                + before.map(good -> "; the last good value stays in force").orElse("; correct it and start again");
        return new Resolved(
                setting,
                before.map(Given::text),
                before.map(Given::origin).orElse(DEFAULT),
                Optional.of(message),
                before.isEmpty());
    }

    private static boolean isNone(Definition setting, String text) {
        return text.isBlank()
                && (Check.blankIsNone(setting) || setting.defaultValue().isEmpty());
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }
}
