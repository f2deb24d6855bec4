package io.ssvirt.config.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What a setting is called outside of {@code etc}.
 *
 * <p>The rule: {@code SSVIRT_} with area and key in upper case. A file with the exceptions holds the names that installations
 * know already (contract 5.1); there, {@code -} means that the setting is only read beside the one that is really set.
 */
final class Names {

    private static final String PREFIX = "io.ssvirt.";
    private static final String FILE = ".file";

    private final Properties exceptions;

    Names(Properties exceptions) {
        this.exceptions = exceptions;
    }

    static Names shipped() {
        Properties exceptions = new Properties();
        try (InputStream file = Names.class.getResourceAsStream("names.properties")) {
            exceptions.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Names(exceptions);
    }

    /** Returns the environment variables of a setting, the one that wins first; none when it is set elsewhere. */
    List<String> variables(Definition setting) {
        String exception = exceptions.getProperty(setting.name());
        if (exception == null) {
            return List.of(variable(setting.pid().substring(PREFIX.length()) + "." + setting.key()));
        }
        return "-".equals(exception) ? List.of() : Arrays.asList(exception.split("\\s+"));
    }

    /** Returns the mounted file that a setting is read from when it is there. */
    Optional<String> mounted(Definition setting) {
        return Optional.ofNullable(exceptions.getProperty(setting.name() + FILE));
    }

    /** Tells whether a variable or a key of a mounted file with our prefix is known although it is no setting of a part. */
    boolean isForOthers(String variable) {
        return Arrays.asList(exceptions.getProperty("others", "").split("\\s+")).contains(variable);
    }

    /** Returns the variable that a path of the mounted file stands for. */
    static String variable(String path) {
        return "SSVIRT_" + path.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
